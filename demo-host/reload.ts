/** Development only: tells open pages when what they show was rebuilt. */
import { randomUUID } from 'node:crypto'
import { unwatchFile, watchFile } from 'node:fs'
import type { ServerResponse } from 'node:http'

/** The counter looks for new files once a second: a page that came sooner would get the old ones. */
const settle = 1_200

export interface Reload {
  /** The page with the script that listens. */
  into(page: string): string
  /** Answers with a stream of `text/event-stream`: what the page shows now, then again whenever that is another. */
  listen(response: ServerResponse): void
  close(): void
}

/** @param file what a build writes last; it need not be there yet */
export function reloadOn(file: string): Reload {
  // A restarted website is another one too: its pages may have changed.
  let version = randomUUID()
  let timer: NodeJS.Timeout | undefined
  const pages = new Set<ServerResponse>()
  const tell = (page: ServerResponse) => page.write(`data: ${version}\n\n`)
  const changed = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      version = randomUUID()
      pages.forEach(tell)
    }, settle)
  }
  watchFile(file, { interval: 300, persistent: false }, changed)
  return {
    into: (page) => page.replace('</head>', '<script type="module" src="/dev-reload.js"></script>\n</head>'),
    listen(response) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
      response.write('retry: 500\n')
      tell(response)
      pages.add(response)
      response.once('close', () => pages.delete(response))
    },
    close() {
      clearTimeout(timer)
      unwatchFile(file, changed)
    },
  }
}
