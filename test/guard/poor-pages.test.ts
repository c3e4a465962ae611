/**
 * Pages that make it hard: patched built-ins, tags thrown about by a framework, right to left, a nonce policy, a
 * sandbox, a third party's frame, a browser that stores nothing, plain http, no network. Every widget lives on each.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import type { Browser, Frame, Page } from 'playwright-core'
import { openBrowser } from '../kit/browser.ts'
import { buildWhenStale } from '../kit/dist.ts'
import { settled, signIn } from '../kit/page-script.ts'
import { serveStubCounter, type StubCounter } from '../kit/stub-counter.ts'
import { type Served, servePages } from '../kit/web.ts'
import { readManifest } from '../kit/weights.ts'

/** Resolved to this machine by the browser's own rules: a name that no browser takes for a safe one. */
const network = 'shop.example'

describe('poor and hostile pages', async () => {
  await buildWhenStale()
  const tags = Object.keys(readManifest().elements).filter((tag) => tag !== 'guichet-host')
  const all = tags.map((tag) => `<${tag}></${tag}>`).join('\n')
  let counter: StubCounter
  let host: Served
  let browser: Browser

  const document = (head: string, { body = all, attributes = '' } = {}) =>
    `<!doctype html><html lang="fr" ${attributes}><meta charset="utf-8"><title>x</title>${head}<body>${body}</body></html>`
  const script = () => `<script type="module" src="${counter.loader}"></script>`

  before(async () => {
    counter = await serveStubCounter()
    const prototype = readFileSync('test/guard/hostile/prototype-like.js', 'utf8')
    const nonce = {
      'Content-Security-Policy': `default-src 'none'; script-src 'nonce-r4nd0m' 'strict-dynamic'; style-src 'none'; img-src * data:; connect-src ${counter.origin}; base-uri 'none'`,
    }
    const noStorage = `<script>
for (const name of ['indexedDB', 'localStorage', 'sessionStorage', 'caches'])
  Object.defineProperty(window, name, { configurable: true, get() { throw new DOMException('denied', 'SecurityError') } })
</script>`
    host = await servePages({
      '/prototype': { body: document(`<script>${prototype}</script>${script()}`) },
      '/plain': { body: document(script()) },
      '/rtl': { body: document(script(), { attributes: 'dir="rtl"' }) },
      '/nonce': {
        headers: nonce,
        body: document(`<script nonce="r4nd0m" type="module" src="${counter.loader}"></script>`),
      },
      '/storage': { body: document(noStorage + script()) },
      '/sandbox': {
        body: document('', {
          body: '<iframe sandbox="allow-scripts" src="/plain" width="1200" height="900"></iframe>',
        }),
      },
      '/machine.svg': { body: readFileSync('demo-host/gallery/machine.svg', 'utf8'), type: 'image/svg+xml' },
      '/favicon.ico': { body: '', type: 'image/x-icon' },
    })
    browser = await openBrowser([
      `--host-resolver-rules=MAP ${network} 127.0.0.1`,
      '--test-third-party-cookie-phaseout',
    ])
  })
  after(async () => {
    await browser?.close()
    await Promise.all([host?.close(), counter?.close()])
  })

  /** Opens a page and gives back what it complained about, besides what `work` finds. */
  async function on(path: string, work: (page: Page) => Promise<void>): Promise<string[]> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 6000 }, reducedMotion: 'reduce' })
    context.setDefaultTimeout(20_000)
    const page = await context.newPage()
    const noise: string[] = []
    page.on('console', (message) => noise.push(`console ${message.type()}: ${message.text()}`))
    page.on('pageerror', (error) => noise.push(`error: ${error.message}`))
    try {
      await page.goto(path.startsWith('http') ? path : `${host.origin}${path}`)
      await work(page)
    } finally {
      await context.close()
    }
    return noise
  }

  const allSettled = async (page: Page) => {
    await settled(page, ...tags)
  }

  /** tag -> everything that it says, its drawing included: the same wherever it stands. */
  const says = (page: Page | Frame): Promise<Record<string, string>> =>
    page.evaluate(
      (names) =>
        Object.fromEntries(
          names.map((tag) => [
            tag,
            (globalThis.document.querySelector(tag)?.shadowRoot?.querySelector('.root') as HTMLElement | null)
              ?.innerText,
          ]),
        ) as Record<string, string>,
      tags,
    )

  let plain: Record<string, string>
  before(async () => {
    await on('/plain', async (page) => {
      await allSettled(page)
      await signIn(page, counter.loader)
      await allSettled(page)
      plain = await says(page)
    })
  })

  for (const path of ['/prototype', '/rtl', '/nonce', '/storage']) {
    test(`${path.slice(1)}: every widget says what it says on a plain page, and nobody complains`, async (t) => {
      const noise = await on(path, async (page) => {
        await allSettled(page)
        await signIn(page, counter.loader)
        await allSettled(page)
        const said = await says(page)
        const { [path === '/prototype' ? 'guichet-dashboard' : 'guichet-login']: apart = '', ...same } = said
        for (const [tag, text] of Object.entries(same)) assert.equal(text, plain[tag], tag)
        // The drawing of charts needs the language's own Array.from: the figures are shown as the table instead.
        if (path === '/prototype') assert.match(apart, /Les chiffres sont dans le tableau/)
        else if (path === '/storage') assert.match(apart, /la session prendra fin avec cette page/)
        else assert.equal(apart, plain['guichet-login'])
        if (path === '/rtl') {
          const sides = await page.evaluate(() => [
            globalThis.document.documentElement.scrollWidth <= innerWidth,
            getComputedStyle(
              globalThis.document.querySelector('guichet-invoices')?.shadowRoot?.querySelector('.root') as Element,
            ).direction,
          ])
          assert.deepEqual(sides, [true, 'rtl'])
        }
      })
      assert.deepEqual(noise, [])
      t.diagnostic(`${path.slice(1)}: ${tags.length} widgets unchanged, 0 complaints`)
    })
  }

  test('tags moved, removed and put back by a framework end as they began, and leave nothing behind', async () => {
    const noise = await on('/plain', async (page) => {
      await allSettled(page)
      await signIn(page, counter.loader)
      await allSettled(page)
      await page.evaluate(async (names) => {
        const body = globalThis.document.body
        const frames = (count: number) =>
          new Promise<void>((done) => {
            const next = (left: number) => (left === 0 ? done() : requestAnimationFrame(() => next(left - 1)))
            next(count)
          })
        for (let round = 0; round < 3; round += 1) {
          for (const tag of names) {
            const element = globalThis.document.querySelector(tag) as Element
            // Moved in one go, taken out for a while, wrapped by another parent, and reinserted from a fragment.
            body.prepend(element)
            element.remove()
            if (round === 1) await frames(2)
            const wrapper = body.appendChild(globalThis.document.createElement('div'))
            wrapper.append(element)
            const fragment = globalThis.document.createDocumentFragment()
            fragment.append(element)
            body.append(fragment)
            wrapper.remove()
          }
        }
        // And replaced by its own markup, as a template engine does that draws everything anew.
        for (const tag of names)
          globalThis.document.querySelector(tag)?.replaceWith(globalThis.document.createElement(tag))
      }, tags)
      await allSettled(page)
      assert.deepEqual(await says(page), plain)
    })
    assert.deepEqual(noise, [])
  })

  test('a sandboxed frame without an origin of its own: every widget says something, nobody throws', async () => {
    const noise = await on('/sandbox', async (page) => {
      const frame = page.frames().find((one) => one.url().endsWith('/plain')) as Frame
      await frame.waitForFunction(
        (names) =>
          names.every((tag) => (globalThis.document.querySelector(tag)?.shadowRoot?.innerHTML.length ?? 0) > 200),
        tags,
      )
      assert.equal(await frame.evaluate(() => origin), 'null')
    })
    assert.deepEqual(
      noise.filter((line) => line.startsWith('error')),
      [],
    )
  })

  test('in a frame of another site, with third-party cookies blocked, somebody signs in and sees his rows', async () => {
    const outer = await servePages({
      '/': { body: document('', { body: `<iframe src="${host.origin}/plain" width="1280" height="6000"></iframe>` }) },
      '/favicon.ico': { body: '', type: 'image/x-icon' },
    })
    try {
      const noise = await on(outer.origin.replace('localhost', '127.0.0.1'), async (page) => {
        const frame = page.frames().find((one) => one.url().endsWith('/plain')) as Frame
        await frame.waitForSelector('guichet-invoices:defined')
        await signIn(frame as unknown as Page, counter.loader)
        await allSettled(frame as unknown as Page)
        assert.deepEqual(await says(frame), plain)
      })
      assert.deepEqual(noise, [])
    } finally {
      await outer.close()
    }
  })

  test('plain http on a network address: every widget names the cause in its own typed state', async () => {
    const noise = await on(`${host.origin.replace('localhost', network)}/plain`, async (page) => {
      await allSettled(page).catch(() => {})
      assert.equal(await page.evaluate(() => isSecureContext), false)
      const said = await says(page)
      for (const tag of tags) {
        if (tag === 'guichet-account') continue
        assert.match(said[tag] ?? '', /Page non sécurisée|https/i, tag)
      }
    })
    assert.deepEqual(
      noise.filter((line) => line.startsWith('error')),
      [],
    )
  })

  test('offline and back: what cannot be asked says so, and comes by itself when the network is there again', async () => {
    await on('/plain', async (page) => {
      await allSettled(page)
      await signIn(page, counter.loader)
      await allSettled(page)
      await page.context().setOffline(true)
      await page.evaluate(() => {
        const old = globalThis.document.querySelector('guichet-invoices')
        old?.replaceWith(globalThis.document.createElement('guichet-invoices'))
      })
      await page.getByText('Hors connexion').first().waitFor()
      await page.context().setOffline(false)
      await page.getByText('Hors connexion').first().waitFor({ state: 'detached' })
      await settled(page, 'guichet-invoices')
      assert.equal((await says(page))['guichet-invoices'], plain['guichet-invoices'])
    })
  })

  test('twin: a page that breaks what the widgets need is told', async () => {
    const noise = await on('/plain', async (page) => {
      await allSettled(page)
      await page.evaluate(() => {
        setTimeout(() => {
          throw new Error('planted')
        })
      })
      await page.waitForTimeout(100)
      const said = await says(page)
      assert.notDeepEqual(said, plain, 'signed out it says something else')
    })
    assert.match(noise.join(), /planted/)
  })
})
