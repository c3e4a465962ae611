/**
 * The one script of a page: `<script type="module" src="https://counter.example.com/pk_…/guichet.js"></script>`.
 *
 * It knows where it came from (its own address holds origin and portal key), finds our tags anywhere in the page,
 * now and later, and fetches each widget with all its chunks in parallel when it comes near the view. It sets no
 * global and listens to no message; what a page may call is exported here.
 */
import type { Secret } from './base/secrets.ts'
import type { PageHost } from './host/page.ts'

/** Filled in by the build, by language: tag, or `page` -> files in `/a/` that it needs, its own first; `-…` follows the tag. */
declare const __GUICHET_CHUNKS__: Record<'fr' | 'en', { page: string[] } & Record<string, string[]>>

// Once for the page: two languages would be two runtimes. Who speaks another one later fetches its words by themselves.
const chunks = __GUICHET_CHUNKS__[/^en/i.test(document.documentElement.lang) ? 'en' : 'fr']

const [, origin, portal] = /^(.*)\/(pk_\w+)\//.exec(import.meta.url) as unknown as [string, string, string]

// A secret must leave the address before anything is fetched.
const found = /([#&])guichet\.(code|password|registration|email)=([^&]*)&?/.exec(location.hash)
if (found) {
  const hash = location.hash.replace(found[0], found[1] as string).replace(/[#&]$/, '')
  history.replaceState(history.state, '', location.pathname + location.search + hash)
}

const fetchAll = (tag: string): Promise<unknown>[] =>
  (chunks[tag] ?? []).map((file) => import(`${origin}/a/${file.replace(/^-/, `${tag}-`)}`))

const wanted = new Map<string, Promise<unknown>>()

function need(tag: string): Promise<unknown> {
  let loading = wanted.get(tag)
  if (!loading) {
    loading = Promise.all(fetchAll(tag)).catch((failure) => {
      wanted.delete(tag)
      console.warn(`guichet: <${tag}> could not be loaded`, failure)
    })
    wanted.set(tag, loading)
  }
  return loading
}

/**
 * The widgets near the view at first have been fetched, or 2 s have passed: those that come together ask together, also
 * on a slow device, and one that hangs keeps nobody waiting for long.
 */
let go: () => void
const held = new Promise<void>((done) => {
  go = done
  setTimeout(done, 2000)
})

const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue
      near.unobserve(target)
      void need(target.localName)
    }
    void Promise.all(wanted.values()).then(go)
  },
  { rootMargin: '400px' },
)

function look(root: ParentNode): void {
  for (const element of root.querySelectorAll(':not(:defined)')) {
    if (chunks[element.localName]) near.observe(element)
  }
}

look(document)
new MutationObserver((changes) => {
  for (const { addedNodes } of changes) {
    for (const node of addedNodes) if (node.parentElement) look(node.parentElement)
  }
}).observe(document, { childList: true, subtree: true })

const page = (fetchAll('page')[0] as Promise<typeof import('./host/page.ts')>).then(({ openPage }) => {
  const secret = found && ([found[2] as Secret, found[3] as string] as const)
  return openPage({ origin, portal, need, held, secret })
})
page.catch(() => {})

/** The page's host is there. */
export const ready: Promise<unknown> = page

/** A function of the page's host, as one of this module: it waits until the host is there. */
const later =
  (name: keyof PageHost) =>
  async (...given: unknown[]): Promise<unknown> =>
    ((await page)[name] as (...given: unknown[]) => unknown)(...given)

/** Who is signed in, or null. */
export const session = later('session') as PageHost['session']

/** Ends the session on this device. */
export const signOut = later('signOut') as PageHost['signOut']

/** Other words for some strings: `words({ 'guichet-login': { fr: { title: 'Bienvenue' } } })`. */
export const words = later('words') as (words: Parameters<PageHost['words']>[0]) => Promise<void>

/** The website's own sign-in opens the counter too: `authenticate(async ({ keyThumbprint }) => token)`. */
export const authenticate = later('authenticate') as (ask: Parameters<PageHost['authenticate']>[0]) => Promise<void>
