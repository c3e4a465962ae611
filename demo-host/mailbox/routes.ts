/** The mailbox of a demo website: what the counter has sent in this portal's name, and every template. */
import type { ServerResponse } from 'node:http'
import { readFile } from 'node:fs/promises'
import type { CaptureBox } from '../../bff/mail/captured.ts'
import type { Site } from '../site.ts'
import { entryOf, mailboxPage } from './page.ts'
import { sampleEntries, sampleHtml } from './preview.ts'

export interface Mailbox {
  box: CaptureBox
  site: Site
  portal: string
  accent: string
}

type Answer = (status: number, type: string, body: string | Buffer) => void

const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
/** A letter brings its own style and nothing else, wherever it is opened. */
const letterPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"

const own = (file: string) => readFile(new URL(file, import.meta.url))

/** A link of a letter leaves its frame. */
const inFrame = (letter: string) => letter.replace('<head>', '<head>\n<base target="_top">')

/** Portal codes and links travel here in the clear: a demo's own, never a real customer's. */
export async function answerMailbox(
  { box, site, portal, accent }: Mailbox,
  url: URL,
  response: ServerResponse,
  answer: Answer,
): Promise<boolean> {
  const [, english, path = ''] = /^(\/en)?(\/mailbox(?:\/.*|\.css|\.js)?)$/.exec(url.pathname) ?? []
  if (path === '') return false
  const mine = () => box.all.filter((one) => (one.channel === 'mail' ? one.letter.portal : one.text.portal) === portal)
  const letter = (text: string | undefined) => {
    response.setHeader('Content-Security-Policy', letterPolicy)
    response.setHeader('Cache-Control', 'no-store')
    answer(text === undefined ? 404 : 200, 'text/html; charset=utf-8', text === undefined ? '' : inFrame(text))
    return true
  }
  if (path === '/mailbox.css' || path === '/mailbox.js') {
    const type = path.endsWith('css') ? 'text/css' : 'text/javascript'
    answer(200, `${type}; charset=utf-8`, await own(path.slice(1)))
    return true
  }
  if (path === '/mailbox/events') {
    watch(box, response)
    return true
  }
  const [, folder, name = ''] = /^\/mailbox\/(letter|preview)\/([\w.-]+)\.html$/.exec(path) ?? []
  if (folder === 'preview') return letter(sampleHtml(name, site, accent))
  if (folder === 'letter') {
    const found = mine().find((one) => one.channel === 'mail' && one.letter.id === name)
    return letter(found?.channel === 'mail' ? found.letter.html : undefined)
  }
  if (path !== '/mailbox' && path !== '/mailbox/preview') return false
  const entries = path === '/mailbox' ? mine().map(entryOf) : sampleEntries(site, accent)
  const chosen = entries.find(({ id }) => id === url.searchParams.get('letter'))
  response.setHeader('Content-Security-Policy', pagePolicy)
  response.setHeader('Cache-Control', 'no-store')
  const page = mailboxPage({
    language: english ? 'en' : 'fr',
    site: site.name,
    path,
    entries,
    chosen,
    asText: url.searchParams.get('as') === 'text',
  })
  answer(200, 'text/html; charset=utf-8', page.text)
  return true
}

/** Tells the open page that something has arrived. */
function watch(box: CaptureBox, response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
  response.write('retry: 1000\n\n')
  const stop = box.watch(() => response.write('data: arrived\n\n'))
  response.once('close', stop)
}
