/** Every cookie of another site is refused by the browser, and the counter is on another site: people get in all the same. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'puppeteer-core'
import { type EngineName, firefoxPath, openEngine } from '../kit/engines.ts'
import { type House, openHouse, portals } from '../kit/house.ts'
import { Screen } from '../kit/screen.ts'
import { type Served, servePages, serveWeb } from '../kit/web.ts'
import { password } from '../flow/visitor.ts'

const rounds = Number(process.env.GUICHET_SIGN_INS ?? 2)
let house: House
let website: Served
/** Sets a cookie in every way that a third party can, and says what came back. */
let third: Served
let address: string

before(async () => {
  house = await openHouse('postgres')
  const script = `${house.counter}/${portals.armoise}/guichet.js`
  website = await servePages({
    '/': {
      body: `<!doctype html><html lang="fr"><meta charset="utf-8"><title>x</title><script type="module" src="${script}"></script><guichet-invoices></guichet-invoices>`,
    },
    '/favicon.ico': { body: '', type: 'image/x-icon' },
  })
  // `localhost`, where the counter is, and this are two sites; both are safe contexts.
  address = website.origin.replace('localhost', '127.0.0.1')
  await house.allow('armoise', address)
  third = await serveWeb((request, response) => {
    response
      .writeHead(200, {
        'Access-Control-Allow-Origin': request.headers.origin ?? '*',
        'Access-Control-Allow-Credentials': 'true',
        'Set-Cookie': 'third=1; Path=/; SameSite=None; Secure',
      })
      .end(request.headers.cookie ?? '')
  })
})
after(async () => {
  await Promise.all([website?.close(), third?.close()])
  await house?.close()
})

/** What a third party gets back of the cookie that it has just set. */
const cookieOf = (page: Page) =>
  page.evaluate(async (url) => {
    await fetch(url, { credentials: 'include' })
    return (await fetch(url, { credentials: 'include' })).text()
  }, third.origin)

async function within<T>(browser: Browser, work: (screen: Screen) => Promise<T>): Promise<T> {
  const context = await browser.createBrowserContext()
  try {
    const screen = new Screen(await context.newPage())
    await screen.open(address)
    return await work(screen)
  } finally {
    await context.close()
  }
}

for (const engine of ['chromium', 'firefox'] satisfies EngineName[]) {
  const skip = engine === 'firefox' && !firefoxPath && 'no Firefox here (FIREFOX_PATH, /usr/bin/firefox-esr)'
  describe(engine, { skip }, () => {
    let browser: Browser
    before(async () => {
      browser = await openEngine(engine, { thirdPartyCookies: false })
    })
    after(() => browser?.close())

    it(`${engine}: ${rounds} people sign in and see their invoices, without third-party cookies`, async (t) => {
      let inside = 0
      for (let n = 0; n < rounds; n++) {
        // One network for all of them here, which may mistype only so often.
        await house.vendors.armoise.admin.query('delete from portal.throttle')
        await within(browser, async (screen) => {
          assert.equal(await cookieOf(screen.page), '', 'the browser refuses a third party’s cookie')
          await screen.press('Se connecter')
          await screen.fill('Identifiant', 'dupond')
          await screen.fill('Mot de passe', password)
          await screen.page.keyboard.press('Enter')
          await screen.reads('Reste à régler')
          await screen.page.reload()
          await screen.reads('Reste à régler')
          inside++
        })
      }
      t.diagnostic(
        `figure ${engine}, third-party cookies blocked: ${inside} of ${rounds} signed in, and still after a reload`,
      )
      assert.equal(inside, rounds)
    })

    it(`twin: ${engine} as it comes takes the same cookie`, {
      skip: engine === 'firefox' && 'its usual setting keeps a jar for each site',
    }, async () => {
      const usual = await openEngine(engine)
      try {
        assert.equal(await within(usual, ({ page }) => cookieOf(page)), 'third=1')
      } finally {
        await usual.close()
      }
    })
  })
}
