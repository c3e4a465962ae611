/** A customer on the vendor's website: sign in, find an invoice, read it, download it. Real BFF, real PostgreSQL. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { demoLinks } from '../../bff/management/demo/people.ts'
import { demoCode } from '../../bff/management/demo/portal-rows.ts'
import { openBrowser } from '../kit/browser.ts'
import { type House, openHouse, portals } from '../kit/house.ts'
import { type Served, servePages } from '../kit/web.ts'
import { invoiceNumbers, signInByPassword } from './visitor.ts'

describe('through the website of a vendor', () => {
  let house: House
  let browser: Browser
  let context: BrowserContext
  let page: Page
  before(async () => {
    house = await openHouse('postgres')
    browser = await openBrowser()
    context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 1280, height: 1000 } })
    context.setDefaultTimeout(20_000)
    page = await context.newPage()
  })
  after(async () => {
    await browser?.close()
    await house?.close()
  })

  test('[CO-08] [OG-05] Mme Dupond signs in on the page and sees her invoices', async () => {
    await page.goto(`${house.urls.armoise}/factures`)
    await signInByPassword(page, 'dupond')
    const numbers = await invoiceNumbers(page)
    assert.ok(numbers.length >= 20, numbers.join(' '))
    await page
      .locator('guichet-account')
      .getByRole('button', { name: /Claire Dupond/ })
      .waitFor()
  })

  test('she filters by what is late, and the address keeps it', async () => {
    const invoices = page.locator('guichet-invoices')
    await invoices.getByRole('button', { name: /En retard/ }).click()
    await page.waitForURL(/#.*guichet\.invoices=.*overdue/)
    // The chip comes at once, the former rows stay until the answer is there.
    await page.waitForFunction(() => {
      const root = document.querySelector('guichet-invoices')?.shadowRoot
      return /Retirer le filtre/.test(root?.innerHTML ?? '') && root?.querySelector('[part~=listing]:not([aria-busy])')
    })
    const texts = await invoices
      .getByRole('table', { name: /triés par/ })
      .getByRole('row')
      .allInnerTexts()
    const rows = texts.filter((text) => /FA-|AV-/.test(text))
    assert.ok(rows.length > 0)
    for (const row of rows) assert.match(row, /En retard/)
  })

  test('[CO-29] she opens an invoice and downloads its PDF', async () => {
    const invoices = page.locator('guichet-invoices')
    const [number = ''] = await invoiceNumbers(page)
    await invoices
      .getByRole('link', { name: number })
      .or(invoices.getByRole('button', { name: number, exact: true }))
      .first()
      .click()
    await invoices.getByRole('heading', { name: new RegExp(number) }).waitFor()
    await invoices.getByText('Prix unitaire HT').first().waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      invoices
        .getByRole('button', { name: /Télécharger le PDF/ })
        .last()
        .click(),
    ])
    const bytes = await readFile(await download.path())
    assert.equal(bytes.subarray(0, 5).toString(), '%PDF-')
    assert.match(download.suggestedFilename(), /\.pdf$/)
    assert.ok(bytes.length > 1000)
  })

  test('a reload and a second tab keep her signed in', async () => {
    await page.reload()
    // The address still names the invoice: it is open again.
    const sheet = page.locator('guichet-invoices')
    await sheet.getByText('Prix unitaire HT').first().waitFor()
    await sheet.getByRole('button', { name: 'Fermer' }).first().click()
    await page.waitForURL((url) => !/guichet\.invoices=%2F\d/.test(url.hash))
    assert.ok((await invoiceNumbers(page)).length > 0)
    const second = await context.newPage()
    await second.goto(`${house.urls.armoise}/factures`)
    assert.ok((await invoiceNumbers(second)).length > 0)
    await second.close()
  })

  test('signing out in one tab shows in the other; no cookie was ever set', async () => {
    const second = await context.newPage()
    await second.goto(`${house.urls.armoise}/factures`)
    await invoiceNumbers(second)
    await page
      .locator('guichet-account')
      .getByRole('button', { name: /Mon compte/ })
      .click()
    await page.locator('guichet-account').getByRole('button', { name: 'Se déconnecter' }).click()
    await page.locator('guichet-invoices').getByRole('button', { name: 'Se connecter' }).waitFor()
    await second.locator('guichet-invoices').getByRole('button', { name: 'Se connecter' }).waitFor()
    await second.close()
    assert.deepEqual(await context.cookies(), [])
    assert.equal(await page.evaluate(() => document.cookie), '')
  })

  test('a portal code in the link opens one site, after an explicit click; the code leaves the address', async () => {
    const link = demoLinks.find((one) => one.vendor === 'armoise')
    assert.ok(link)
    const own = await browser.newContext({ locale: 'fr-FR', viewport: { width: 1280, height: 1000 } })
    const visitor = await own.newPage()
    await visitor.goto(`${house.urls.armoise}/connexion#guichet.code=${encodeURIComponent(demoCode(link))}`)
    await visitor.getByRole('button', { name: /Se connecter comme/ }).click()
    await visitor.getByText('Vous êtes connecté').first().waitFor()
    assert.doesNotMatch(visitor.url(), /cp_/)
    await visitor.goto(`${house.urls.armoise}/factures`)
    const numbers = await invoiceNumbers(visitor)
    assert.ok(numbers.length > 0)
    const [first = ''] = numbers
    const rows = await house.vendors.armoise.admin.query<{ name: string }>(
      'select s.name from management.invoice i join management.site s on s.id = i.site_id where i.number = $1',
      [first],
    )
    assert.deepEqual(
      rows.map((row) => row.name),
      [link.site],
    )
    await own.close()
  })

  test('the snippet of the README works on a bare page of a third origin', async () => {
    const readme = await readFile('README.md', 'utf8')
    const snippet = /<!-- snippet -->\s*```html\n([\s\S]*?)```/.exec(readme)?.[1]
    assert.ok(snippet, 'the README has a snippet')
    const pasted = snippet
      .replace('https://counter.example.com', house.counter)
      .replace('pk_yourfirm_0123456789abcdef', portals.brumaire)
    assert.notEqual(pasted, snippet)
    const third: Served = await servePages({
      '/': { body: `<!doctype html><html lang="fr"><title>x</title><body>${pasted}` },
    })
    await house.allow('brumaire', third.origin)
    // The gate keeps what it knows of a portal for five seconds.
    await new Promise((resolve) => setTimeout(resolve, 5500))
    const own = await browser.newContext({ locale: 'fr-FR', viewport: { width: 1280, height: 1000 } })
    const visitor = await own.newPage()
    await visitor.goto(third.origin)
    await signInByPassword(visitor, 'moreau')
    assert.ok((await invoiceNumbers(visitor)).length > 0)
    await own.close()
    await third.close()
  })

  test('nothing went wrong on the server meanwhile', () => {
    assert.deepEqual(house.complaints, [])
  })
})
