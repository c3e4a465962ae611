/** What guards do inside a page. Each function is sent to the browser as text: it may use nothing from outside itself. */
import type { Page } from 'playwright-core'

/** Loads the counter's script, as a tag that a page adds to itself. Under Trusted Types the page's source carries it. */
export async function loadCounter(page: Page, loader: string): Promise<void> {
  await page.evaluate(async (url) => {
    const script = document.createElement('script')
    script.type = 'module'
    await new Promise((resolve, reject) => {
      script.addEventListener('load', resolve)
      script.addEventListener('error', reject)
      script.src = url
      document.head.append(script)
    })
  }, loader)
}

/** Signs the demo person in, on a page that carries the counter's script. */
export async function signIn(page: Page, loader: string): Promise<void> {
  await page.evaluate(async (url) => {
    const { ready } = (await import(url)) as { ready: Promise<unknown> }
    await ready
    type Counter = { session: { start(): Promise<void>; signIn(way: object): Promise<unknown> } }
    const counter = await new Promise<Counter>((resolve) => {
      const ask = new Event('context-request', { bubbles: true, composed: true })
      const context = Symbol.for('guichet-counter-1')
      Object.assign(ask, { context, contextTarget: document.body, callback: resolve, subscribe: false })
      document.body.dispatchEvent(ask)
    })
    await counter.session.start()
    await counter.session.signIn({ key: 'POST /session', body: { login: 'demo', password: 'demo' } })
  }, loader)
}

let calls = 0

/** Waits until each of these widgets shows something and none has changed for a while: they settle together. */
export async function settled(page: Page, ...selectors: string[]): Promise<void> {
  await page.waitForFunction(
    ([call, ...all]) => {
      const scope = document.documentElement as { settling?: { call: string; shown: string; since: number } }
      const shown = all.map((which) => document.querySelector(which)?.shadowRoot?.innerHTML ?? '')
      const fresh = { call: call ?? '', shown: shown.join('\n'), since: performance.now() }
      const last = scope.settling
      const still = last?.call === fresh.call && last.shown === fresh.shown ? last : fresh
      scope.settling = still
      if (shown.some((text) => text.length < 200 || text.includes('aria-busy="true"'))) return false
      return fresh.since - still.since > 400
    },
    // What was still before is no sign: each call watches for itself.
    [`${++calls}`, ...selectors],
    // At each frame it would cost more than what it waits for.
    { timeout: 20_000, polling: 100 },
  )
}
