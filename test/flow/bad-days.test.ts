/** Bad days, as the customer sees them: no network, no counter, an ended session, a page without https, no store, a wrong clock. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../kit/browser.ts'
import { type House, openHouse, portals } from '../kit/house.ts'
import { visit } from '../kit/visitor.ts'
import { invoiceNumbers, openAccount, signInByPassword, signInOffer, wholeText } from './visitor.ts'

const widget = (page: Page) => page.locator('guichet-invoices')
const late = (page: Page) =>
  widget(page)
    .getByRole('button', { name: /En retard/ })
    .first()

describe('bad days in the browser', () => {
  let house: House
  let browser: Browser
  before(async () => {
    house = await openHouse('postgres')
    // A name that is neither localhost nor https: what a shop on the local network looks like to a browser.
    browser = await openBrowser(['--host-resolver-rules=MAP shop.test 127.0.0.1'])
  })
  after(async () => {
    await browser?.close()
    await house?.close()
  })

  test('offline: the widget says so, and goes on by itself when the network is back', () =>
    visit(browser, async ({ context, page }) => {
      await page.goto(`${house.urls.armoise}/factures`)
      await signInByPassword(page, 'dupond')
      await invoiceNumbers(page)
      await context.setOffline(true)
      await late(page).click()
      await widget(page).getByText('Hors connexion').first().waitFor()
      await context.setOffline(false)
      await widget(page)
        .getByRole('button', { name: /Retirer le filtre/ })
        .first()
        .waitFor()
      assert.ok((await invoiceNumbers(page)).length > 0)
    }))

  test('the counter is gone and back: a retry is offered and works, the session still stands', () =>
    visit(browser, async ({ page }) => {
      await page.goto(`${house.urls.armoise}/factures`)
      await signInByPassword(page, 'dupond')
      const before = await invoiceNumbers(page)
      await house.stop()
      try {
        await late(page).click()
        await widget(page).getByText('Le service ne répond pas').first().waitFor()
      } finally {
        await house.start()
      }
      await widget(page).getByRole('button', { name: 'Réessayer' }).click()
      const found = await invoiceNumbers(page)
      assert.ok(found.length > 0 && found.length <= before.length)
      await page.reload()
      await invoiceNumbers(page)
    }))

  test('the session runs out while the page is open: the next call offers to sign in, and the place is kept', () =>
    visit(browser, async ({ page }) => {
      await page.goto(`${house.urls.armoise}/factures`)
      await signInByPassword(page, 'dupond')
      await invoiceNumbers(page)
      await house.vendors.armoise.admin.query(
        "update portal.session set idle_until = now() - interval '1 second' where ended_at is null",
      )
      await sleep(5200) // a session is trusted for five seconds without asking the database
      await late(page).click()
      await signInOffer(page).waitFor()
      assert.match(page.url(), /overdue/)
      assert.doesNotMatch(await wholeText(page, 'guichet-invoices'), /FA-\d/)
      await widget(page).getByRole('button', { name: 'Se connecter' }).click()
      await page.getByLabel('Identifiant').fill('dupond')
      await page.getByLabel('Mot de passe', { exact: true }).fill('guichet-demo-2026')
      await page.keyboard.press('Enter')
      await widget(page)
        .getByRole('button', { name: /Retirer le filtre/ })
        .first()
        .waitFor()
    }))

  test('plain http on a name of the network: said in a sentence, no password is asked for', () =>
    visit(browser, async ({ page, calls }) => {
      const { port } = new URL(house.urls.armoise)
      await page.goto(`http://shop.test:${port}/factures`)
      assert.equal(await page.evaluate(() => isSecureContext), false)
      await widget(page).getByText('Page non sécurisée').waitFor()
      assert.equal(await page.getByLabel('Mot de passe').count(), 0)
      await page.goto(`http://shop.test:${port}/connexion`)
      await page.locator('guichet-login').getByText('Page non sécurisée').waitFor()
      assert.equal(await page.getByLabel('Mot de passe').count(), 0)
      assert.deepEqual(calls(), [])
    }))

  test('a browser that stores no key: it works, says that nothing stays, and nothing stays', () =>
    visit(browser, async ({ page }) => {
      await page.addInitScript(() => {
        IDBFactory.prototype.open = () => {
          throw new DOMException('The operation is insecure.', 'SecurityError')
        }
      })
      await page.goto(`${house.urls.armoise}/factures`)
      await signInByPassword(page, 'dupond')
      assert.ok((await invoiceNumbers(page)).length > 0)
      await (await openAccount(page)).getByText('Ce navigateur ne garde rien').waitFor()
      await page.reload()
      await signInOffer(page).waitFor()
    }))

  for (const hours of [-5, 5]) {
    test(`a clock that is wrong by ${hours} hours: sign-in, list and reload as ever`, () =>
      visit(browser, async ({ page }) => {
        await page.addInitScript((wrong) => {
          const { now } = Date
          const Right = Date
          Date.now = () => now() + wrong
          globalThis.Date = new Proxy(Right, {
            construct: (target, values) => Reflect.construct(target, values.length > 0 ? values : [Date.now()]),
          })
        }, hours * 3_600_000)
        await page.goto(`${house.urls.armoise}/factures`)
        assert.ok(Math.abs((await page.evaluate(() => Date.now())) - Date.now() - hours * 3_600_000) < 600_000)
        await signInByPassword(page, 'dupond')
        assert.ok((await invoiceNumbers(page)).length > 0)
        await page.reload()
        assert.ok((await invoiceNumbers(page)).length > 0)
      }))
  }

  test('two portals on one page, one counter unknown: the other works all the same', () =>
    visit(browser, async ({ page }) => {
      await page.goto(`${house.urls.armoise}/factures`)
      await page.evaluate(
        (key) => {
          const host = document.createElement('guichet-host')
          host.setAttribute('portal', key)
          host.append(document.createElement('guichet-invoices'))
          document.querySelector('main')?.append(host)
        },
        portals.brumaire.replace('demodemodemodemo', 'nobodynobodynobo'),
      )
      await page.locator('guichet-host guichet-invoices').getByRole('alert').waitFor()
      await page.locator('guichet-invoices').first().getByRole('button', { name: 'Se connecter' }).waitFor()
    }))

  test('nothing but what was meant went wrong on the server', () => {
    assert.deepEqual(house.complaints, [])
  })
})
