/** Small web servers for the tests that drive a browser. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export interface Served {
  /** `http://localhost:<port>` */
  origin: string
  close(): Promise<void>
}

/** Serves on a free port. What `answer` throws becomes a 500, so that a test sees it rather than hangs. */
export async function serveWeb(
  answer: (request: IncomingMessage, response: ServerResponse, path: string) => unknown,
): Promise<Served> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    Promise.resolve()
      .then(() => answer(request, response, pathname))
      .catch((error) => response.writeHead(500).end(String(error)))
  })
  await new Promise<void>((resolve) => void server.listen(0, resolve))
  const address = server.address()
  return {
    origin: `http://localhost:${typeof address === 'object' && address ? address.port : 0}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Serves whole pages by path. */
export function servePages(pages: Record<string, { body: string; type?: string; headers?: Record<string, string> }>) {
  return serveWeb((_, response, path) => {
    const page = pages[path]
    if (!page) return response.writeHead(404).end()
    response.writeHead(200, { 'Content-Type': page.type ?? 'text/html; charset=utf-8', ...page.headers })
    return response.end(page.body)
  })
}
