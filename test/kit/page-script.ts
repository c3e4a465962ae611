/** What guards do inside a page. Each function is sent to the browser as text: it may use nothing from outside itself. */
import type { Page } from 'playwright-core'

/** Loads the counter's script and signs the demo person in. */
export async function signIn(page: Page, loader: string): Promise<void> {
  await page.evaluate(async (url) => {
    const script = document.createElement('script')
    script.type = 'module'
    await new Promise((resolve, reject) => {
      script.addEventListener('load', resolve)
      script.addEventListener('error', reject)
      // A page under Trusted Types pastes the tag into its source instead.
      script.src = url
      document.head.append(script)
    })
    const { ready } = (await import(url)) as { ready: Promise<unknown> }
    await ready
    const counter = await new Promise<{ session: { start(): Promise<void>; signIn(way: object): Promise<unknown> } }>(
      (resolve) => {
        const ask = new Event('context-request', { bubbles: true, composed: true })
        Object.assign(ask, {
          context: Symbol.for('guichet-counter-1'),
          contextTarget: document.body,
          callback: resolve,
          subscribe: false,
        })
        document.body.dispatchEvent(ask)
      },
    )
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
    { timeout: 20_000 },
  )
}
