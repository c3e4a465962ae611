/** A person's own browser profile in a flow test, with everything that came over its wire. */
import assert from 'node:assert/strict'
import type { Browser, BrowserContext, BrowserContextOptions, Page, Response } from 'playwright-core'

export interface Visitor {
  context: BrowserContext
  page: Page
  /** API requests so far, preflights aside: `POST /v1/pk_…/batch`. */
  calls(): string[]
  /** Bodies of all API answers so far, one text each. */
  answers(): Promise<string[]>
  forget(): void
}

/**
 * Gives `work` a fresh profile, a desktop in French without motion unless told otherwise. At its end, whatever was done: no answer of
 * anybody has set a cookie, and no page holds one.
 */
export async function visit<T>(
  browser: Browser,
  work: (visitor: Visitor) => Promise<T>,
  options: BrowserContextOptions = {},
): Promise<T> {
  const usual = { locale: 'fr-FR', viewport: { width: 1280, height: 1000 }, reducedMotion: 'reduce' } as const
  const context = await browser.newContext({ ...usual, ...options })
  context.setDefaultTimeout(20_000)
  const seen: Response[] = []
  const setting: Promise<string[]>[] = []
  const bodies: Promise<string>[] = []
  context.on('response', (response) => {
    setting.push(cookiesOf(response))
    if (!new URL(response.url()).pathname.startsWith('/v1/')) return
    seen.push(response)
    // A page that has gone takes its bodies along.
    bodies.push(response.text().catch(() => ''))
  })
  try {
    const result = await work({
      context,
      page: await context.newPage(),
      calls: () => seen.map((response) => `${response.request().method()} ${new URL(response.url()).pathname}`),
      answers: () => Promise.all(bodies),
      forget: () => {
        seen.length = 0
        bodies.length = 0
      },
    })
    assert.deepEqual((await Promise.all(setting)).flat(), [])
    assert.deepEqual(await context.cookies(), [])
    for (const page of context.pages().filter((one) => one.url().startsWith('http')))
      assert.equal(await page.evaluate(() => document.cookie), '')
    return result
  } finally {
    await context.close()
  }
}

async function cookiesOf(response: Response): Promise<string[]> {
  const headers = await response.headersArray().catch(() => [])
  return headers.filter(({ name }) => name.toLowerCase() === 'set-cookie').map(({ value }) => value)
}
