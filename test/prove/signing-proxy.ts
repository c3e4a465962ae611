/** A plain website in front of the counter: whatever is asked is asked again with a session's handle and a fresh proof. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestClient } from '../kit/client.ts'

export interface SigningProxy {
  address: string
  requests(): number
  /** Bodies of all answers so far that hold one of these words. */
  told(words: readonly string[]): string[]
  /** Answers of 500 and above. */
  broken(): string[]
  close(): Promise<void>
}

/** @param index HTML of `/`, for crawlers */
export async function signingProxy(client: TestClient, index: string): Promise<SigningProxy> {
  let requests = 0
  const bodies = new Map<string, string>()
  const broken: string[] = []
  const server: Server = createServer((incoming, outgoing) => {
    void (async () => {
      const path = incoming.url ?? '/'
      if (path === '/') {
        outgoing.writeHead(200, { 'Content-Type': 'text/html' }).end(index)
        return
      }
      requests++
      let text = ''
      for await (const part of incoming.setEncoding('utf8')) text += part as string
      const method = incoming.method ?? 'GET'
      const url = client.url(path).split('?')[0] as string
      const read = method === 'GET' || method === 'HEAD'
      const ask = () =>
        client.raw(path, {
          method,
          headers: client.headers({ method, url: new URL(url).href, ...(!read && { body: text }) }),
          ...(!read && { body: text }),
        })
      let answer = await ask()
      if (answer.status === 401) answer = await ask()
      const body = await answer.text()
      if (answer.status >= 500) broken.push(`${answer.status} ${method} ${path}`)
      if (bodies.size < 20_000) bodies.set(`${method} ${path}`, body)
      outgoing
        .writeHead(answer.status, { 'Content-Type': answer.headers.get('content-type') ?? 'text/plain' })
        .end(body)
    })().catch(() => outgoing.writeHead(502).end())
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    told: (words) => [...bodies].filter(([, body]) => words.some((word) => body.includes(word))).map(([path]) => path),
    broken: () => broken,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
