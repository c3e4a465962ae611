/**
 * A counter that answers as a state of the gallery wishes: the widgets talk to it by the real wire, through a
 * `<guichet-host>` that names this address. It knows nobody and holds nothing.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { SubCall, SubReply } from '../../bff/api.ts'
import { type ProblemCode, problemStatus } from '../../bff/base/problem-codes.ts'
import { gallery, type State } from './states.ts'

/** `pk_stub_` and the id, filled up to 16 characters. */
export const stubKey = (state: State) => `pk_stub_${state.id.padEnd(16, '0')}`

const route = /^\/stub\/([a-z-]+)\/v1\/(pk_stub_[a-z0-9]{16})\/batch$/

export async function answerAsStub(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> {
  const [, tag = '', key] = route.exec(path) ?? []
  const state = gallery[tag]?.find((one) => stubKey(one) === key)
  if (!state) return false
  if (state.network === 'cut' || state.network === 'offline') {
    request.socket.destroy()
    return true
  }
  // The caller waits for as long as it likes.
  if (state.network === 'never') return true
  const body: Buffer[] = []
  for await (const part of request) body.push(part as Buffer)
  const calls = JSON.parse(Buffer.concat(body).toString('utf8')) as SubCall[]
  response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', 'DPoP-Nonce': 'stub' })
  response.end(JSON.stringify(calls.map((call) => replyTo(state, call))))
  return true
}

/** What the state answers to one call. */
export function replyTo(state: State, { key }: SubCall): SubReply {
  if (key === 'POST /session' && state.signedIn) {
    return { status: 200, body: { handle: `cps_${'stub'.padEnd(43, '0')}`, session: state.replies['GET /session'] } }
  }
  const reply = state.replies[key] ?? 'endpoint-unknown'
  if (typeof reply !== 'string') return { status: 200, body: reply }
  return { status: problemStatus[reply], body: problem(reply) }
}

const problem = (code: ProblemCode) => ({
  type: `urn:guichet:problem:${code}`,
  title: code,
  status: problemStatus[code],
  code,
  request: 'demo-4f2a-91c3',
  ...(code === 'too-many-attempts' && { retryAfter: 40 }),
})
