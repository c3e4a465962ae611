/**
 * The websites of the two demo vendors, each on a port of its own and so always of another origin than the counter.
 * Plain pages under a strict Content-Security-Policy, as a careful company would serve them.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { readFile } from 'node:fs/promises'
import type { CaptureBox } from '../bff/mail/captured.ts'
import { vendors as demoVendors } from '../bff/management/demo/vendors.ts'
import type { WebsiteKey } from '../bff/management/demo/website-key.ts'
import { armoise } from './armoise/site.ts'
import { brumaire } from './brumaire/site.ts'
import { frame } from './frame.ts'
import { galleryPages } from './gallery/pages.ts'
import { answerAsStub } from './gallery/stub.ts'
import { answerMailbox, type Mailbox } from './mailbox/routes.ts'
import { notFound } from './not-found.ts'
import { localPath, type OwnSignIn, ownSignIn } from './own-sign-in/routes.ts'
import { accountScript } from './own-sign-in/script.ts'
import { answerPlayground } from './playground/serve.ts'
import { type Reload, reloadOn } from './reload.ts'
import type { Language, Page, Site, Visit, VisitAccount } from './site.ts'

export interface DemoHostOptions {
  /** Origin of the counter, e.g. `http://localhost:8787`. */
  bffUrl: string
  /** Publishable key of each vendor's portal. */
  portals: { armoise: string; brumaire: string }
  /** 0 = any free port. Default 8801 and 8802. */
  ports?: { armoise: number; brumaire: number }
  /** Address to listen on; default: every one of this machine. */
  host?: string
  /** Letters and text messages that the counter has sent nowhere: shown at `/mailbox` of each website. */
  mailbox?: CaptureBox
  /** With it the website has a sign-in of its own, whose people it hands over to the counter. `now` signs its assertions. */
  handOff?: { brumaire: WebsiteKey; now?: () => Date }
  /** Development: a file that a build writes last. Open pages load themselves again after it has changed. */
  reloadOn?: string
}

export interface DemoHost {
  /** Addresses of the home pages, without a slash at the end. */
  urls: { armoise: string; brumaire: string }
  close(): Promise<void>
}

const sites = { armoise, brumaire }
const files: Record<string, { file: string; type: string }> = {
  '/site.js': { file: 'site.js', type: 'text/javascript; charset=utf-8' },
  '/gallery.js': { file: 'gallery/gallery.js', type: 'text/javascript; charset=utf-8' },
  '/machine.svg': { file: 'gallery/machine.svg', type: 'image/svg+xml' },
}

/**
 * What the README tells a web master to send: the counter may give scripts and answers, nothing else is let in.
 * @param own - `'self' ` where the page itself asks this website, as the gallery does, a website with a sign-in of its
 *   own, and every page in development
 */
export function contentSecurityPolicy(counter: string, own = ''): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${counter}`,
    "style-src 'self'",
    `img-src 'self' ${counter}`,
    `connect-src ${own}${counter}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ')
}

/** @throws Error with code EADDRINUSE when a port is taken. */
export async function serveDemoHost(options: DemoHostOptions): Promise<DemoHost> {
  const ports = options.ports ?? { armoise: 8801, brumaire: 8802 }
  const started: Server[] = []
  const reload = options.reloadOn === undefined ? undefined : reloadOn(options.reloadOn)
  const close = async () => {
    reload?.close()
    await Promise.all(
      started.map((server) => {
        server.closeAllConnections()
        return new Promise<void>((resolve) => void server.close(() => resolve()))
      }),
    )
  }
  const start = async (name: keyof typeof sites) => {
    const site = sites[name]
    const portal = options.portals[name]
    const mailbox = options.mailbox && { box: options.mailbox, site, portal, accent: demoVendors[name].portal.accent }
    const key = name === 'brumaire' ? options.handOff?.brumaire : undefined
    const own = key && ownSignIn(name, key, options.handOff?.now ?? (() => new Date()))
    const server = serve(name, options.bffUrl.replace(/\/$/, ''), portal, reload, mailbox, own)
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(ports[name], options.host, resolve)
    })
    started.push(server)
    const address = server.address()
    return `http://localhost:${typeof address === 'object' && address ? address.port : ports[name]}`
  }
  try {
    return { urls: { armoise: await start('armoise'), brumaire: await start('brumaire') }, close }
  } catch (error) {
    await close()
    throw error
  }
}

function serve(
  vendor: keyof typeof sites,
  counter: string,
  portal: string,
  reload: Reload | undefined,
  mailbox: Mailbox | undefined,
  signIn: OwnSignIn | undefined,
): Server {
  const site: Site = sites[vendor]
  const headers = {
    'Content-Security-Policy': contentSecurityPolicy(counter, (reload ?? signIn) && "'self' "),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-cache',
  }
  const answer = (response: ServerResponse, status: number, type: string, body: string | Buffer) => {
    response.statusCode = status
    for (const [name, value] of Object.entries({ ...headers, 'Content-Type': type })) {
      if (!response.hasHeader(name)) response.setHeader(name, value)
    }
    response.end(body)
  }
  const pages = [...site.pages, ...(signIn && site.account ? [site.account] : []), ...galleryPages]
  return createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', 'http://localhost')
      const { pathname } = url
      if (await signIn?.answer(request, response, url)) return undefined
      if (request.method === 'POST' && (await answerAsStub(request, response, pathname))) return undefined
      if (request.method !== 'GET' && request.method !== 'HEAD') return answer(response, 405, 'text/plain', 'GET only')
      const plain = (status: number, type: string, body: string | Buffer) => answer(response, status, type, body)
      if (mailbox && (await answerMailbox(mailbox, url, response, plain))) return undefined
      if (pathname === '/site.css') return answer(response, 200, 'text/css; charset=utf-8', await own(site.style))
      if (pathname === '/icon.svg') return answer(response, 200, 'image/svg+xml', site.icon)
      if (signIn && pathname === '/account.js') {
        return answer(response, 200, 'text/javascript; charset=utf-8', accountScript(counter, portal, site.name))
      }
      const file = files[pathname]
      if (file) return answer(response, 200, file.type, await own(file.file))
      if (reload && pathname === '/dev-reload') return reload.listen(response)
      if (reload && pathname === '/dev-reload.js') {
        return answer(response, 200, 'text/javascript; charset=utf-8', await own('dev-reload.js'))
      }
      if (/^(\/en)?\/playground(\/|$)/.test(pathname)) {
        const policy = contentSecurityPolicy(counter, "'self' ")
        const part = await answerPlayground(url, { counter, portal, vendor, policy })
        if (part) {
          response.setHeader('Content-Security-Policy', part.policy)
          return answer(response, 200, part.type, part.body)
        }
      }
      const found = pageAt(pages, pathname)
      const { page, language } = found ?? { page: lost, language: pathname.startsWith('/en/') ? 'en' : 'fr' }
      if (page.path.startsWith('/widgets/')) {
        response.setHeader('Content-Security-Policy', contentSecurityPolicy(counter, "'self' "))
      }
      const account = signIn ? accountOf(signIn, request, url) : null
      if (account?.person) response.setHeader('Cache-Control', 'no-store')
      const visit = visitOf(language, page.path, { counter, portal, account, mailbox: mailbox !== undefined })
      const body = frame(site, page, visit).text
      return answer(response, found ? 200 : 404, 'text/html; charset=utf-8', reload ? reload.into(body) : body)
    })().catch(() => response.writeHead(500).end())
  })
}

const own = (file: string) => readFile(new URL(file, import.meta.url))

function pageAt(pages: readonly Page[], pathname: string): { page: Page; language: Language } | undefined {
  const english = /^\/en(\/|$)/.test(pathname)
  const path = (english ? pathname.slice(3) : pathname).replace(/\/$/, '') || '/'
  const page = pages.find((one) => one.path === path)
  return page && { page, language: english ? 'en' : 'fr' }
}

type Served = Pick<Visit, 'counter' | 'portal' | 'account' | 'mailbox'>

function visitOf(language: Language, path: string, served: Served): Visit {
  return { ...served, language, path, to: (target) => (language === 'en' ? `/en${target}` : target) }
}

function accountOf(signIn: OwnSignIn, request: IncomingMessage, { searchParams }: URL): VisitAccount {
  const back = searchParams.get('retour')
  return {
    person: signIn.personOf(request)?.name ?? null,
    refused: searchParams.has('refused'),
    back: back === null ? null : localPath(back, '/'),
  }
}

const lost: Page = {
  path: '/404',
  title: { fr: 'Page introuvable', en: 'Page not found' },
  widgets: false,
  body: notFound,
}
