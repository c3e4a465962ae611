/** One signed-in browser's list of invoices, asked for over real HTTP as a plain route, again and again. */
import type { KeyObject } from 'node:crypto'
import { Agent, request } from 'node:http'
import { origin, pk, publicUrl } from '../bench/place.ts'
import { TestClient } from '../kit/client.ts'

export interface Credentials {
  handle: string
  nonce: string
  privateKey: KeyObject
}

export interface Asked {
  /** Of HTTP, or why there was no answer: `ECONNRESET`. */
  status: number | string
  /** Milliseconds until its last byte. */
  spent: number
  retryAfter: string | undefined
}

export class Asker {
  readonly #client = new TestClient({ fetch: () => Promise.reject(new Error('not used')), pk, origin, publicUrl })
  readonly #agent: Agent
  readonly #port: number

  constructor(port: number, sockets: number, credentials: Credentials) {
    this.#port = port
    this.#agent = new Agent({ keepAlive: true, maxSockets: sockets })
    Object.assign(this.#client, credentials)
  }

  /** A stale nonce is replaced and the question put again, as a page does; the time is of the last one. */
  async ask(): Promise<Asked> {
    const answer = await this.#once()
    return answer.status === 401 ? this.#once() : answer
  }

  #once(): Promise<Asked> {
    const headers = { origin, ...this.#client.headers({ method: 'GET', url: this.#client.url('/invoices') }) }
    const started = performance.now()
    return new Promise((resolve) => {
      const end = (status: number | string, retryAfter?: string) =>
        resolve({ status, spent: performance.now() - started, retryAfter })
      const asked = request(
        { agent: this.#agent, host: '127.0.0.1', port: this.#port, path: `/v1/${pk}/invoices?limit=20`, headers },
        (answer) => {
          const { 'dpop-nonce': nonce, 'retry-after': retryAfter } = answer.headers
          if (typeof nonce === 'string') this.#client.nonce = nonce
          answer.resume()
          answer.on('end', () => end(answer.statusCode ?? 0, retryAfter))
          answer.on('error', () => end('cut off'))
        },
      )
      asked.on('error', (error: NodeJS.ErrnoException) => {
        // The server closes a connection that was idle for long, perhaps in the moment in which it is used again.
        if (asked.reusedSocket && error.code === 'ECONNRESET') resolve(this.#once())
        else end(error.code ?? error.message)
      })
      asked.end()
    })
  }

  close(): void {
    this.#agent.destroy()
  }
}
