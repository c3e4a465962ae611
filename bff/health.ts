/** The port of the operator: `/live`, `/ready`, `/metrics`. Apart from the customers' one, so that it answers when that is full. */
import { createServer, type Server } from 'node:http'
import { type Family, textOf } from './base/metrics.ts'

export interface Health {
  /** What stands in the way of more work; undefined = nothing. */
  unready(): Promise<string | undefined>
  families(): Promise<Family[]>
}

export function healthServer({ unready, families }: Health): Server {
  const server = createServer({ headersTimeout: 5_000, requestTimeout: 5_000 }, (request, response) => {
    const answer = (status: number, body: string, type = 'text/plain; charset=utf-8') => {
      response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' })
      response.end(body)
    }
    void (async () => {
      if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, 'GET only\n')
      switch (request.url) {
        case '/live':
          return answer(200, 'live\n')
        case '/ready': {
          const why = await unready()
          return answer(why === undefined ? 200 : 503, `${why ?? 'ready'}\n`)
        }
        case '/metrics':
          return answer(200, textOf(await families()), 'text/plain; version=0.0.4; charset=utf-8')
        default:
          return answer(404, '/live, /ready, /metrics\n')
      }
    })().catch(() => response.destroy())
  })
  server.maxConnections = 100
  return server
}
