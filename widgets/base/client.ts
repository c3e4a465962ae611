/**
 * How widgets ask the BFF: `call(key, parts)`.
 *
 * Reads of one tick travel together in one batch; a write goes at once, in a batch and with a proof of its own. A
 * request is aborted when all who share it have left. Every call names the customer that the page shows, so that the
 * BFF refuses it (`scope-changed`) when the session has switched meanwhile.
 */
import type { Key, SubCall, SubReply } from '../../bff/api.ts'
import type { Call, CallOptions } from './counter.ts'
import { Problem, readProblem } from './problem.ts'
import type { Identity } from './proof.ts'
import type { Transport } from './transport.ts'

/** The session, as the client needs it. */
export interface Keeper {
  identity(): Identity | null
  /** Customer whose rows the page shows; null when nobody is signed in. */
  customer(): string | null
  /** The BFF no longer takes this handle. True = another one is in place (another tab), try again with it. */
  renew(handle: string): Promise<boolean>
  /** The session shows another customer than the page. */
  scopeChanged(): void
}

export interface Client {
  call: Call
  /** One call in somebody's name, whoever the session is: ways in, sign-out. Never retried. */
  callAs(as: Identity, sub: SubCall, keepalive?: boolean): Promise<unknown>
}

interface Asker {
  sub: SubCall
  signal: AbortSignal | undefined
  resolve(body: unknown): void
  reject(reason: unknown): void
}

const batchSize = 20
const retries = 2
/** Retries that may be spent in a row, so that a struggling BFF is not beaten; one comes back every 5 s. */
const budget = { size: 10, every: 5_000 }

const isRead = (key: Key) => key.startsWith('GET ')
/** Calls about the session itself are right whichever customer is shown. */
const aboutSession = / \/(session|portal)/
export const isSessionLost = (code: string) => code.startsWith('session-')

/** `held` delays the first reads, so that widgets which arrive together share one batch. */
export function createClient(transport: Transport, keeper: Keeper, held: Promise<unknown> = Promise.resolve()): Client {
  let waiting: Asker[] = []
  let tokens = budget.size
  let refilled = Date.now()

  const call = (async (key: Key, parts: Partial<SubCall> = {}, { signal, background }: CallOptions = {}) => {
    const customer = aboutSession.test(key) ? null : keeper.customer()
    const sub: SubCall = { ...parts, key, ...(customer !== null && { customer }), ...(background && { background }) }
    for (let attempt = 0; ; attempt++) {
      try {
        return await ask(sub, signal)
      } catch (thrown) {
        if (!(thrown instanceof Problem) || background || !isRead(key) || attempt >= retries || !mayRetry(thrown))
          throw thrown
        // Full jitter: many widgets on many pages do not come back at the same moment.
        await pause(Math.random() * 500 * 2 ** attempt + (thrown.retryAfter ?? 0) * 1000, signal)
      }
    }
  }) as Call

  function mayRetry({ code, status, retryAfter }: Problem): boolean {
    if ((code !== 'unreachable' && status !== 503) || (retryAfter ?? 0) > 5) return false
    const now = Date.now()
    const back = Math.floor((now - refilled) / budget.every)
    tokens = Math.min(budget.size, tokens + back)
    refilled += back * budget.every
    return tokens-- > 0 || ((tokens = 0), false)
  }

  function ask(sub: SubCall, signal: AbortSignal | undefined): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const asker: Asker = { sub, signal, resolve, reject }
      if (!isRead(sub.key)) return void deliver([asker])
      waiting.push(asker)
      if (waiting.length === 1) void held.then(flush, flush)
    })
  }

  function flush(): void {
    const askers = waiting.filter(({ signal }) => !signal?.aborted)
    for (const { signal, reject } of waiting) if (signal?.aborted) reject(signal.reason)
    waiting = []
    for (let i = 0; i < askers.length; i += batchSize) void deliver(askers.slice(i, i + batchSize))
  }

  async function deliver(askers: Asker[]): Promise<void> {
    const all = new AbortController()
    let present = askers.length
    const leave = ({ reject, signal }: Asker) => {
      reject(signal?.reason)
      if (--present === 0) all.abort(signal?.reason)
    }
    const leavings = askers.map((asker) => {
      const left = () => leave(asker)
      asker.signal?.addEventListener('abort', left)
      return () => asker.signal?.removeEventListener('abort', left)
    })
    try {
      const replies = await send(
        askers.map(({ sub }) => sub),
        all.signal,
      )
      askers.forEach((asker, i) => settle(asker, replies[i]))
    } catch (thrown) {
      for (const { reject } of askers) reject(thrown)
    } finally {
      for (const forget of leavings) forget()
    }
  }

  async function send(subs: SubCall[], signal: AbortSignal): Promise<SubReply[]> {
    const as = keeper.identity()
    try {
      return await transport.send(subs, as, signal)
    } catch (thrown) {
      if (!(thrown instanceof Problem) || !as?.handle || !isSessionLost(thrown.code)) throw thrown
      if (!(await keeper.renew(as.handle))) throw thrown
      // The page was showing another customer: what it asked for must not be answered with this one's rows.
      if (subs.some(({ customer }) => customer !== keeper.customer()))
        throw new Problem('scope-changed', { status: 409 })
      return transport.send(subs, keeper.identity(), signal)
    }
  }

  function settle({ resolve, reject }: Asker, reply: SubReply | undefined): void {
    if (!reply) return reject(new Problem('unexpected'))
    if (reply.status < 400) return resolve(reply.body)
    const problem = readProblem(reply.status, reply.body)
    if (problem.code === 'scope-changed') keeper.scopeChanged()
    reject(problem)
  }

  return {
    call,
    async callAs(as, sub, keepalive) {
      const [reply] = await transport.send([sub], as, new AbortController().signal, keepalive)
      if (!reply || reply.status >= 400) throw readProblem(reply?.status ?? 502, reply?.body)
      return reply.body
    },
  }
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal?.addEventListener('abort', () => (clearTimeout(timer), reject(signal.reason)), { once: true })
  })
}
