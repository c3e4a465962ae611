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

/** Waits until a widget shows something and has stopped changing for a while. */
export async function settled(page: Page, selector: string): Promise<void> {
  await page.waitForFunction(
    (which) => {
      const element = document.querySelector(which) as
        | (HTMLElement & { shadowRoot: ShadowRoot; settledAt?: [string, number] })
        | null
      const now = element?.shadowRoot?.innerHTML ?? ''
      if (!element || now.length < 200 || /aria-busy="true"/.test(now)) return false
      if (element.settledAt?.[0] !== now) element.settledAt = [now, Date.now()]
      return Date.now() - element.settledAt[1] > 400
    },
    selector,
    // At each frame it would cost more than what it waits for.
    { timeout: 20_000, polling: 100 },
  )
}
