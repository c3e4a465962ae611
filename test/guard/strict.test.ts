/** Every widget works on a page with a strict Content-Security-Policy, Trusted Types and COEP: no violation at all. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { contentSecurityPolicy } from '../../demo-host/serve.ts'
import { openBrowser } from '../kit/browser.ts'
import { buildWhenStale } from '../kit/dist.ts'
import { settled, signIn } from '../kit/page-script.ts'
import { serveStubCounter, type StubCounter } from '../kit/stub-counter.ts'
import { type Served, servePages } from '../kit/web.ts'
import { readManifest } from '../kit/weights.ts'

describe('strict page', async () => {
  await buildWhenStale()
  const tags = Object.keys(readManifest().elements)
  let counter: StubCounter
  let host: Served
  let browser: Browser
  before(async () => {
    counter = await serveStubCounter()
    const headers = {
      'Content-Security-Policy': contentSecurityPolicy(counter.origin),
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'Cross-Origin-Opener-Policy': 'same-origin',
    }
    const listen = `const seen = []
const names = () => [globalThis, Symbol, Object, Array, Element.prototype].flatMap((of) => Object.getOwnPropertyNames(of).map((name) => (of.name ?? of.constructor.name) + '.' + name))
const before = new Set(names())
globalThis.added = () => names().filter((name) => !before.has(name) && !/\\.(\\d+|violations|added)$/.test(name))
document.addEventListener('securitypolicyviolation', (v) => seen.push(v.effectiveDirective + ' ' + v.blockedURI + ' ' + v.sample))
globalThis.violations = () => seen.splice(0)`
    host = await servePages({
      '/': {
        headers,
        body: `<!doctype html><html lang="fr"><meta charset="utf-8"><title>strict</title>
<script src="/listen.js"></script><script type="module" src="${counter.loader}"></script>
<body>${tags.map((tag) => `<${tag}></${tag}>`).join('\n')}</body></html>`,
      },
      '/listen.js': { body: listen, type: 'text/javascript' },
      // The galleries' picture of a machine.
      '/machine.svg': { body: readFileSync('demo-host/gallery/machine.svg', 'utf8'), type: 'image/svg+xml' },
      '/favicon.ico': { body: '', type: 'image/x-icon' },
    })
    browser = await openBrowser()
  })
  after(async () => {
    await browser.close()
    await Promise.all([host.close(), counter.close()])
  })

  /** A page with every widget, signed out and then in, and what it complained about. */
  async function complaints(act: (page: Page) => Promise<unknown> = async () => {}): Promise<string[]> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 2400 }, reducedMotion: 'reduce' })
    const page = await context.newPage()
    const noise: string[] = []
    page.on('console', (message) => noise.push(`console ${message.type()}: ${message.text()}`))
    page.on('pageerror', (error) => noise.push(`error: ${error.message}`))
    await page.goto(host.origin)
    const drawn = tags.filter((tag) => tag !== 'guichet-host')
    await settled(page, ...drawn)
    await signIn(page, counter.loader)
    await settled(page, ...drawn)
    assert.equal(await page.evaluate(() => crossOriginIsolated), true, 'the page is isolated')
    await act(page)
    await page.waitForTimeout(100)
    const [violations, added] = await page.evaluate(() => {
      const told = globalThis as unknown as { violations(): string[]; added(): string[] }
      return [told.violations(), told.added()]
    })
    await context.close()
    return [...violations, ...added.map((name) => `global ${name}`), ...noise]
  }

  test('all widgets draw and sign in without one violation, without a global and without console noise', async () => {
    assert.deepEqual(await complaints(), [])
  })

  test('twin: one unsafe style, one text given to innerHTML and one global are caught', async () => {
    const found = await complaints((page) =>
      page.evaluate(() => {
        Object.assign(globalThis, { planted: 1 })
        const root = document.querySelector('guichet-login')?.shadowRoot
        const style = document.createElement('style')
        style.textContent = 'p { color: red }'
        root?.append(style)
        try {
          const inside = root?.firstElementChild
          if (inside) inside.innerHTML = '<b>x</b>'
        } catch {
          // Trusted Types refuse it by throwing, too.
        }
      }),
    )
    assert.ok(
      found.some((text) => /^global .*\.planted$/.test(text)),
      found.join('\n'),
    )
    assert.ok(
      found.some((text) => text.startsWith('style-src')),
      found.join('\n'),
    )
    assert.ok(
      found.some((text) => text.startsWith('require-trusted-types-for')),
      found.join('\n'),
    )
  })
})
