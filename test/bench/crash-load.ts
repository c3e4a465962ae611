/** Customers who send requests and orders to two processes that die, and try again with the same key until they have a receipt. */
import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CartQuote, CommandReceipt, SubReply } from '../../bff/api.ts'
import type { TestClient } from '../kit/client.ts'
import { origin, pk } from './place.ts'

export interface Sent {
  key: string
  /** Every receipt that this key was answered with; more than one when the answer was asked for again. */
  receipts: CommandReceipt[]
  tries: number
}

export interface Load {
  sent: Sent[]
  /** Answers that nobody should get, whatever dies. */
  surprises: string[]
  /** Ms from the first try to the receipt. */
  waits: number[]
}

/** Problems after which a customer's page tries again. */
const passing = new Set(['overloaded', 'management-unavailable', 'use-dpop-nonce'])

/** Between two tries, ms. */
const firstRest = 100
const longestRest = 1_000

const agent = new Agent({ keepAlive: true, maxSockets: 64, timeout: 6_000 })

interface Answer {
  status: number
  text: string
  /** Seconds after which to come again; NaN when it does not say. */
  retryAfter: number
}

function post(port: number, client: TestClient, body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { origin, ...client.headers({ body }) }
    const asked = request(
      { agent, host: '127.0.0.1', port, path: `/v1/${pk}/batch`, method: 'POST', headers, timeout: 6_000 },
      (answer) => {
        const { 'dpop-nonce': nonce, 'retry-after': after } = answer.headers
        if (typeof nonce === 'string') client.nonce = nonce
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (chunk: string) => (text += chunk))
        answer.on('end', () =>
          answer.complete
            ? resolve({ status: answer.statusCode ?? 0, text, retryAfter: Number(after ?? Number.NaN) })
            : reject(new Error('cut')),
        )
        answer.on('error', reject)
      },
    )
    asked.on('timeout', () => asked.destroy(new Error('timeout')))
    asked.on('error', reject)
    asked.end(body)
  })
}

/** Every second one orders, two pieces of this. */
const ordered = [{ articleId: '71', quantity: '2' }]

export class Customers {
  readonly #clients: readonly TestClient[]
  readonly #ports: readonly number[]
  readonly load: Load = { sent: [], surprises: [], waits: [] }
  #turn = 0
  /** The cart as it was shown: what an order repeats. */
  #seen: unknown

  constructor(clients: readonly TestClient[], ports: readonly number[]) {
    this.#clients = clients
    this.#ports = ports
  }

  /** Looks at the cart that will be ordered. */
  async look(): Promise<void> {
    const body = JSON.stringify([{ key: 'POST /cart/quote', body: { lines: ordered } }])
    const [client] = this.#clients as [TestClient]
    // The first answer may only tell the nonce.
    await post(this.#ports[0] as number, client, body)
    const [reply] = JSON.parse((await post(this.#ports[0] as number, client, body)).text) as SubReply[]
    if (!reply) throw new Error('The cart was not answered')
    const { lines, exclTax, inclTax, orderable } = reply.body as CartQuote
    if (!orderable) throw new Error('The cart cannot be ordered')
    const seen = lines.map(({ unitPrice, amount, taxRate }) => ({ unitPrice, amount, taxRate, supply: null }))
    this.#seen = { lines: seen, exclTax, inclTax }
  }

  /** One request or order, until it has its receipt; one in ten is asked for again on purpose. */
  async send(): Promise<void> {
    const turn = this.#turn++
    const client = this.#clients[turn % this.#clients.length] as TestClient
    const key = randomUUID()
    const own: Sent = { key, receipts: [], tries: 0 }
    this.load.sent.push(own)
    const body = JSON.stringify([
      turn % 2 === 0
        ? { key: 'POST /requests', body: { key, urgent: false, description: `Demande ${turn}` } }
        : { key: 'POST /orders', body: { key, lines: ordered, reference: `Commande ${turn}`, seen: this.#seen } },
    ])
    const started = performance.now()
    await this.#until(client, own, body, turn)
    this.load.waits.push(performance.now() - started)
    if (turn % 10 === 0) await this.#until(client, own, body, turn + 1)
  }

  async #until(client: TestClient, own: Sent, body: string, start: number): Promise<void> {
    let rest = firstRest
    for (let port = start; ; port++) {
      own.tries++
      let code: string | undefined
      let told = Number.NaN
      try {
        const { status, text, retryAfter } = await post(this.#ports[port % this.#ports.length] as number, client, body)
        told = retryAfter
        const answer = JSON.parse(text) as SubReply[] | { code: string }
        const [reply] = Array.isArray(answer) ? answer : [{ status, body: answer }]
        if (reply?.status === 200) {
          own.receipts.push(reply.body as CommandReceipt)
          return
        }
        code = (reply?.body as { code?: string } | undefined)?.code ?? 'nothing'
      } catch {
        // A process that is dead, or died with the answer on its lips.
        code = undefined
      }
      if (code !== undefined && !passing.has(code)) {
        this.load.surprises.push(code)
        return
      }
      if (code !== 'use-dpop-nonce') {
        // As the widgets do: not before the answer says, and not all at once.
        await sleep(told ? told * 1_000 + Math.random() * 500 : rest * (0.5 + Math.random()))
        rest = Math.min(rest * 2, longestRest)
      }
    }
  }
}

/** Requests per second that `hands` customers at once get done, none waiting for another. */
export async function sustained(customers: Customers, hands: number, milliseconds: number): Promise<number> {
  const until = performance.now() + milliseconds
  let done = 0
  await Promise.all(
    Array.from({ length: hands }, async () => {
      while (performance.now() < until) {
        await customers.send()
        done++
      }
    }),
  )
  return (done * 1000) / milliseconds
}

/** As many a second as told, however the answers come, until `over`; resolves when each has its receipt. */
export async function steady(customers: Customers, rate: number, over: Promise<void>): Promise<void> {
  const waiting = new Set<Promise<void>>()
  const end = { reached: false }
  void over.finally(() => (end.reached = true)).catch(() => {})
  const started = performance.now()
  for (let sent = 0; !end.reached; ) {
    const due = Math.floor(((performance.now() - started) / 1000) * rate)
    for (; sent < due; sent++) {
      const one = customers.send().finally(() => waiting.delete(one))
      waiting.add(one)
    }
    await sleep(10)
  }
  await over
  await Promise.all(waiting)
}
