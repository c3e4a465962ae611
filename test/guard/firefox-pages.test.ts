/**
 * The fixture pages in Firefox: hostile sheets and scripts, strict policies, right to left, no storage, a sandbox. One
 * browser; Chromium's tests of the same pages (drift, strict, poor-pages) go further into each.
 */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Browser, Frame, Page } from 'puppeteer-core'
import { contentSecurityPolicy } from '../../demo-host/serve.ts'
import { buildWhenStale } from '../kit/dist.ts'
import { firefoxPath, openEngine } from '../kit/engines.ts'
import { signIn } from '../kit/page-script.ts'
import { serveStubCounter, type StubCounter } from '../kit/stub-counter.ts'
import { type Served, servePages } from '../kit/web.ts'
import { readManifest } from '../kit/weights.ts'

const sheets = globSync('test/guard/hostile/*.css').sort()
const texts = new Map(sheets.map((file) => [file, readFileSync(file, 'utf8')]))
const skip = !firefoxPath && 'no Firefox here (FIREFOX_PATH, /usr/bin/firefox-esr)'

/** Runs in the page: until each tag has drawn, nothing is on its way and nothing has changed for a while. */
async function settledIn(tags: string[]): Promise<void> {
  const pause = (milliseconds: number) => new Promise((go) => setTimeout(go, milliseconds))
  const drawn = () => tags.map((tag) => document.querySelector(tag)?.shadowRoot?.innerHTML ?? '')
  const end = Date.now() + 30_000
  for (let last = '', since = Date.now(); Date.now() < end; await pause(100)) {
    const now = drawn()
    const all = now.join('\n')
    if (all !== last) since = Date.now()
    last = all
    const waiting = tags.filter((_, n) => (now[n] ?? '').length < 200 || now[n]?.includes('aria-busy="true"'))
    // What nobody sees loads nothing, and a window is only so high.
    document.querySelector(waiting[Math.floor(Date.now() / 500) % waiting.length] ?? 'body')?.scrollIntoView()
    if (waiting.length === 0 && Date.now() - since > 400) return
  }
  const late = tags.filter((_, n) => (drawn()[n] ?? '').length < 200 || drawn()[n]?.includes('aria-busy="true"'))
  throw new Error(`not drawn within 30 s: ${late.join(', ')}`)
}

interface Seen {
  /** tag -> everything that it says. */
  texts: Record<string, string>
  /** tag -> path of an element -> a number that stands for its computed style. */
  styles: Record<string, Record<string, number>>
  /** The same of what the page itself holds. */
  page: Record<string, number>
  sheets: number
  violations: string[]
}

/** Runs in the page. `styled`: computed styles too, which cost a second and more. */
function lookIn(tags: string[], styled = false): Seen {
  // FNV-1a: the styles themselves are megabytes.
  const short = (text: string) => {
    let hash = 0x811c9dc5
    for (let n = 0; n < text.length; n++) hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193)
    return hash >>> 0
  }
  let names: string[] | undefined
  const walk = (element: Element, path: string, all: Record<string, number>) => {
    const style = getComputedStyle(element)
    // Custom properties reach inside on purpose: they are the theming API. Logical ones say the physical ones again.
    names ??= [...style].filter((property) => !/^--|(?:^|-)(?:block|inline)(?:-|$)/.test(property))
    all[path] = short(names.map((name) => style.getPropertyValue(name)).join('\n'))
    const inside = [...(element.shadowRoot ?? element).children].filter(
      (one) => !/^(style|script)$/.test(one.localName),
    )
    inside.forEach((child, n) => walk(child, `${path}>${child.localName}:${n}`, all))
    return all
  }
  const roots = tags.map((tag) => document.querySelector(tag)?.shadowRoot?.querySelector('.root') as HTMLElement)
  const main = document.querySelector('main')
  const scope = globalThis as unknown as { violations?: () => string[] }
  return {
    texts: Object.fromEntries(tags.map((tag, n) => [tag, roots[n]?.innerText ?? ''])),
    styles: Object.fromEntries(tags.map((tag, n) => [tag, styled && roots[n] ? walk(roots[n], tag, {}) : {}])),
    page: styled && main ? walk(main, 'main', {}) : {},
    sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
    violations: scope.violations?.() ?? [],
  }
}

describe('fixture pages in Firefox', { skip }, async () => {
  if (!skip) await buildWhenStale()
  const tags = skip ? [] : Object.keys(readManifest().elements).filter((tag) => tag !== 'guichet-host')
  let counter: StubCounter
  let host: Served
  let browser: Browser
  let plain: { out: Seen; in: Seen }
  /** Sheet -> what was seen under it. */
  let hostile: Record<string, { out: Seen; in: Seen }>
  let complaints: string[]

  const own = `<main><h1>Titre</h1><p>Un <b>texte</b></p><form><input value="x"><button type="button">Aller</button></form><table><tr><th>A</th><td>1</td></tr></table></main>`
  const all = tags.map((tag) => `<${tag} style="all:initial!important;display:block!important"></${tag}>`)
  /** Place and size from the element itself, which outweighs every sheet, and outside the flow. */
  const stage = (inside: string) =>
    `<x-stage style="all:initial!important;display:block!important;position:absolute!important;top:0!important;left:500px!important;width:820px!important">${inside}</x-stage>`
  const page = (head: string, attributes = '') =>
    `<!doctype html><html lang="fr" ${attributes}><meta charset="utf-8"><title>x</title>${head}<body>${own}${stage(all.join('\n'))}</body></html>`

  before(async () => {
    counter = await serveStubCounter()
    const script = `<script type="module" src="${counter.loader}"></script>`
    const listen = `const seen = []
document.addEventListener('securitypolicyviolation', (v) => seen.push(v.effectiveDirective + ' ' + v.blockedURI + ' ' + v.sample))
globalThis.violations = () => seen.splice(0)`
    const noStorage = `<script>
for (const name of ['indexedDB', 'localStorage', 'sessionStorage', 'caches'])
  Object.defineProperty(window, name, { configurable: true, get() { throw new DOMException('denied', 'SecurityError') } })
</script>`
    // Under the policies no attribute may style an element: these pages hold the bare tags.
    const bare = `<!doctype html><html lang="fr"><meta charset="utf-8"><title>x</title><script src="/listen.js" nonce="r4nd0m"></script><script nonce="r4nd0m" type="module" src="${counter.loader}"></script><body>${tags.map((tag) => `<${tag}></${tag}>`).join('\n')}</body></html>`
    host = await servePages({
      '/plain': { body: page(script) },
      '/sheets': { body: page(`<style>${texts.get(sheets[0] ?? '')}</style>${script}`) },
      '/prototype': {
        body: page(`<script>${readFileSync('test/guard/hostile/prototype-like.js', 'utf8')}</script>${script}`),
      },
      '/rtl': { body: page(script, 'dir="rtl"') },
      '/storage': { body: page(noStorage + script) },
      '/strict': {
        headers: {
          'Content-Security-Policy': contentSecurityPolicy(counter.origin),
          'Cross-Origin-Embedder-Policy': 'require-corp',
          'Cross-Origin-Opener-Policy': 'same-origin',
        },
        body: bare,
      },
      '/nonce': {
        headers: {
          'Content-Security-Policy': `default-src 'none'; script-src 'nonce-r4nd0m' 'strict-dynamic'; style-src 'none'; img-src * data:; connect-src ${counter.origin}; base-uri 'none'`,
        },
        body: bare,
      },
      '/sandbox': {
        body: '<!doctype html><title>x</title><iframe sandbox="allow-scripts" src="/plain" width="1200" height="900"></iframe>',
      },
      '/listen.js': { body: listen, type: 'text/javascript' },
      '/machine.svg': { body: readFileSync('demo-host/gallery/machine.svg', 'utf8'), type: 'image/svg+xml' },
      '/favicon.ico': { body: '', type: 'image/x-icon' },
    })
    browser = await openEngine('firefox', { motion: false })
    plain = (await both('/plain', true)).seen
    ;({ seen: hostile, noise: complaints } = await on('/sheets', underSheets))
  })
  after(async () => {
    await browser?.close()
    await Promise.all([host?.close(), counter?.close()])
  })

  /** Opens a page in a profile of its own and gives back what it complained about, besides what `work` finds. */
  async function on<T>(path: string, work: (page: Page) => Promise<T>): Promise<{ seen: T; noise: string[] }> {
    const context = await browser.createBrowserContext()
    try {
      const opened = await context.newPage()
      const noise: string[] = []
      opened.on('console', (message) => noise.push(`console ${message.type()}: ${message.text()}`))
      opened.on('pageerror', (error) => noise.push(`error: ${error instanceof Error ? error.message : String(error)}`))
      await opened.goto(`${host.origin}${path}`)
      return { seen: await work(opened), noise }
    } finally {
      await context.close()
    }
  }

  /** Signed out, and then in. */
  const both = (path: string, styled = false) =>
    on(path, async (opened) => {
      await opened.evaluate(settledIn, tags)
      const out = await opened.evaluate(lookIn, tags, styled)
      await signIn(opened as unknown as Parameters<typeof signIn>[0], counter.loader)
      await opened.evaluate(settledIn, tags)
      return { out, in: await opened.evaluate(lookIn, tags, styled) }
    })

  /**
   * Under each sheet, signed out and in. The page is loaded under the first, the others take its place while the widgets
   * stand: Chromium's test loads a page of its own for each.
   */
  async function underSheets(opened: Page): Promise<typeof hostile> {
    const look = async (file: string) => {
      await opened.evaluate((text) => {
        const style = document.querySelector('style')
        if (style && style.textContent !== text) style.textContent = text
      }, texts.get(file) ?? '')
      await opened.evaluate(settledIn, tags)
      return opened.evaluate(lookIn, tags, true)
    }
    const all: typeof hostile = {}
    const out: Record<string, Seen> = {}
    for (const file of sheets) out[file] = await look(file)
    await signIn(opened as unknown as Parameters<typeof signIn>[0], counter.loader)
    // The last of before comes first: a sheet is there while they sign in.
    for (const file of sheets.toReversed()) all[file] = { out: out[file] as Seen, in: await look(file) }
    return all
  }

  /** Paths of elements whose style differs at all, that are new or that are gone. */
  const drifted = (one: Record<string, number>, other: Record<string, number>) =>
    Object.keys({ ...one, ...other }).filter((path) => one[path] !== other[path])

  for (const file of sheets) {
    const name = basename(file, '.css')
    test(`${name}: nothing inside changes, no complaint, no sheet added`, (t) => {
      const seen = hostile[file] as { out: Seen; in: Seen }
      let elements = 0
      for (const who of ['out', 'in'] as const) {
        assert.deepEqual(seen[who].texts, plain[who].texts)
        for (const tag of tags) {
          const styles = plain[who].styles[tag] ?? {}
          assert.ok(Object.keys(styles).length > 5, `${tag} has drawn`)
          elements += Object.keys(styles).length
          assert.deepEqual(drifted(styles, seen[who].styles[tag] ?? {}).slice(0, 8), [], `${tag}, signed ${who}`)
        }
        assert.equal(seen[who].sheets, 1)
      }
      assert.deepEqual(drifted(seen.out.page, seen.in.page), [], 'the page itself')
      const own = drifted(plain.out.page, seen.out.page).length
      assert.ok(own > 0, 'twin: the sheet changes what has no shadow root')
      assert.deepEqual(complaints, [])
      t.diagnostic(`figure Firefox, ${name}: 0 of ${elements} elements drifted, 0 complaints`)
    })
  }

  for (const path of ['/prototype', '/rtl', '/storage', '/strict', '/nonce']) {
    test(`${path.slice(1)}: every widget says what it says on a plain page, and nobody complains`, async (t) => {
      const { seen, noise } = await both(path)
      const { [path === '/prototype' ? 'guichet-dashboard' : 'guichet-login']: apart = '', ...same } = seen.in.texts
      for (const [tag, text] of Object.entries(same)) assert.equal(text, plain.in.texts[tag], tag)
      // Charts need the language's own Array.from: drawn all the same, or the figures stand in the table instead.
      if (path === '/prototype')
        assert.ok(apart === plain.in.texts['guichet-dashboard'] || /Les chiffres sont dans le tableau/.test(apart))
      else if (path === '/storage') assert.match(apart, /la session prendra fin avec cette page/)
      else assert.equal(apart, plain.in.texts['guichet-login'])
      assert.deepEqual([...seen.out.violations, ...seen.in.violations, ...noise], [])
      t.diagnostic(`figure Firefox, ${path.slice(1)}: ${tags.length} widgets unchanged, 0 violations, 0 complaints`)
    })
  }

  test('a sandboxed frame without an origin of its own: every widget says something, nobody throws', async () => {
    const { noise } = await on('/sandbox', async (opened) => {
      const frame = opened.frames().find((one) => one.url().endsWith('/plain')) as Frame
      await frame.evaluate(settledIn, tags)
      assert.equal(await frame.evaluate(() => origin), 'null')
    })
    assert.deepEqual(
      noise.filter((line) => line.startsWith('error')),
      [],
    )
  })

  test('tags moved, removed and put back end as they began', async () => {
    const { seen, noise } = await on('/plain', async (opened) => {
      await opened.evaluate(settledIn, tags)
      await signIn(opened as unknown as Parameters<typeof signIn>[0], counter.loader)
      await opened.evaluate(settledIn, tags)
      await opened.evaluate((names) => {
        for (let round = 0; round < 3; round++)
          for (const tag of names) {
            const element = document.querySelector(tag) as Element
            document.body.prepend(element)
            element.remove()
            const wrapper = document.body.appendChild(document.createElement('div'))
            wrapper.append(element)
            document.body.append(element)
            wrapper.remove()
          }
      }, tags)
      await opened.evaluate(settledIn, tags)
      return (await opened.evaluate(lookIn, tags)).texts
    })
    assert.deepEqual(seen, plain.in.texts)
    assert.deepEqual(noise, [])
  })

  test('twin: a violation and an error of the page are told', async () => {
    const { seen, noise } = await on('/strict', async (opened) => {
      await opened.evaluate(settledIn, tags)
      await opened.evaluate(() => {
        const style = document.createElement('style')
        style.textContent = 'p { color: red }'
        document.querySelector('guichet-login')?.shadowRoot?.append(style)
        setTimeout(() => {
          throw new Error('planted')
        })
      })
      await opened.evaluate(settledIn, tags)
      return (await opened.evaluate(lookIn, tags)).violations
    })
    assert.ok(
      seen.some((text) => text.startsWith('style-src')),
      seen.join('\n'),
    )
    assert.match(noise.join(), /planted/)
  })
})
