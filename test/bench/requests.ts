/** Whole requests over HTTP: the counter against a bare handler, each in a process of its own, by turns. */
import { fork } from 'node:child_process'
import { Agent, request } from 'node:http'
import { fileURLToPath } from 'node:url'
import { servingFlags } from '../../bff/heap.ts'
import type { VendorPlace } from '../../bff/db/place.ts'
import type { DemoOptions } from '../../bff/management/demo/model.ts'
import { TestClient } from '../kit/client.ts'
import { origin, pk, publicUrl } from './place.ts'
import { type Load, load, median } from './measure.ts'
import type { Served, Wish } from './served.ts'

const connections = 16

interface Reply {
  status: number
  nonce: string | null
  text: string
}

export function ask(
  agent: Agent,
  port: number,
  path: string,
  headers: Record<string, string>,
  body?: string,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { agent, port, path, method: body === undefined ? 'GET' : 'POST', headers, host: '127.0.0.1' },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (chunk: string) => {
          text += chunk
        })
        answer.on('end', () => {
          const nonce = answer.headers['dpop-nonce']
          resolve({ status: answer.statusCode ?? 0, nonce: typeof nonce === 'string' ? nonce : null, text })
        })
        answer.on('error', reject)
      },
    )
    sent.on('error', (error: NodeJS.ErrnoException) => {
      // The server may close a connection that waited out the other side's turn in the moment in which it is used again.
      if (sent.reusedSocket && error.code === 'ECONNRESET') resolve(ask(agent, port, path, headers, body))
      else reject(error)
    })
    sent.end(body)
  })
}

/** A serving process; `pid` is its own. */
export function start(wish: Wish): Promise<Served & { pid: number; stop(): void }> {
  const child = fork(fileURLToPath(new URL('served.ts', import.meta.url)), [], {
    // As `guichet start` takes them.
    execArgv: [...servingFlags],
    // The counter's log goes where a busy operator sends it.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    child.once('message', (served: Served) =>
      resolve({ ...served, pid: child.pid ?? 0, stop: () => child.disconnect() }),
    )
    child.once('exit', (code) => reject(new Error(`a serving process ended with code ${code}`)))
    child.send(wish)
  })
}

export interface Requests {
  counter: Load
  bare: Load
  /** Answers of the counter as a share of the bare handler's, round by round. */
  ratios: number[]
}

export async function requests(
  place: VendorPlace,
  demo: DemoOptions,
  customer: string,
  { rounds, calls }: { rounds: number; calls: number },
): Promise<Requests> {
  const client = new TestClient({ fetch: () => Promise.reject(new Error('not used')), pk, origin, publicUrl })
  const wish = { place, demo, customer, jwk: client.jwk, pk, origin }
  const [ours, theirs] = await Promise.all([start({ ...wish, kind: 'counter' }), start({ ...wish, kind: 'bare' })])
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  client.handle = ours.handle
  const body = JSON.stringify([{ key: 'GET /invoices', query: { limit: 20 } }])
  const path = `/v1/${pk}/batch`
  const knock = async (headers: Record<string, string>) => {
    const reply = await ask(agent, ours.port, path, { origin, ...headers }, body)
    client.nonce = reply.nonce ?? client.nonce
    return reply
  }
  try {
    await knock(client.headers())
    const first = await knock(client.headers())
    const plain = await ask(agent, theirs.port, '/invoices', {})
    const rows = (text: string) => (JSON.parse(text) as { rows: { id: string }[] }).rows.map((row) => row.id).join()
    const [shown] = JSON.parse(first.text) as { body: unknown }[]
    if (rows(JSON.stringify(shown?.body)) !== rows(plain.text)) throw new Error('the two do not answer the same rows')

    const taken = { counter: [] as Load[], bare: [] as Load[] }
    for (let round = 0; round <= rounds; round++) {
      // Proofs are the browser's work: signed before the clock runs. A fresh nonce first, it lives a minute or two.
      await knock(client.headers({ nonce: null }))
      const proofs = Array.from({ length: calls }, () => client.headers())
      const counter = async () => {
        const done = await load(
          async (number) => {
            const { status, text } = await ask(agent, ours.port, path, { origin, ...proofs[number] }, body)
            if (status !== 200 || !text.startsWith('[{"status":200'))
              throw new Error(`the counter said ${status} ${text}`)
          },
          connections,
          calls,
        )
        if (round > 0) taken.counter.push(done)
      }
      const bare = async () => {
        const done = await load(
          async () => {
            const { status } = await ask(agent, theirs.port, '/invoices', {})
            if (status !== 200) throw new Error(`the bare handler said ${status}`)
          },
          connections,
          calls,
        )
        if (round > 0) taken.bare.push(done)
      }
      for (const side of round % 2 ? [counter, bare] : [bare, counter]) await side()
    }
    const middle = (loads: readonly Load[]): Load => ({
      rate: median(loads.map((one) => one.rate)),
      p50: median(loads.map((one) => one.p50)),
      p99: median(loads.map((one) => one.p99)),
    })
    const ratios = taken.counter.map((one, at) => one.rate / (taken.bare[at]?.rate ?? Number.NaN))
    return { counter: middle(taken.counter), bare: middle(taken.bare), ratios }
  } finally {
    agent.destroy()
    ours.stop()
    theirs.stop()
  }
}
