/** The whole path with keys only: skip link, sign-in, list, filters, sheet, PDF, account menu, company, sign-out. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../kit/browser.ts'
import { type House, openHouse } from '../kit/house.ts'
import { visit } from '../kit/visitor.ts'
import { invoiceTable, password } from './visitor.ts'

interface Focused {
  /** Tag of the innermost element that has the focus, through all shadow roots. */
  tag: string
  /** Its words: accessible name of its label, attribute or content. */
  name: string
  /** The element draws something when the keyboard brought the focus there. */
  visible: boolean
}

/** What has the focus now. */
function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    let element = document.activeElement
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
    if (!element || element === document.body) return { tag: '', name: '', visible: false }
    const labels = (element as HTMLInputElement).labels
    const named = element.getAttribute('aria-label') ?? (labels?.length ? labels[0]?.textContent : element.textContent)
    const style = getComputedStyle(element)
    const drawn = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0
    return {
      tag: element.localName,
      name: (named ?? '').replace(/\s+/g, ' ').trim(),
      visible: drawn || style.boxShadow !== 'none',
    }
  })
}

/** Presses a key until something of that name has the focus. @throws when it does not come within `most` presses. */
async function walkTo(page: Page, name: RegExp, key = 'Tab', most = 80): Promise<Focused> {
  const passed: string[] = []
  for (let n = 0; n < most; n++) {
    await page.keyboard.press(key)
    const now = await focused(page)
    if (name.test(now.name)) {
      assert.ok(now.visible, `the focus on ${now.tag} "${now.name}" cannot be seen`)
      return now
    }
    passed.push(`${now.tag} "${now.name.slice(0, 30)}"`)
  }
  throw new Error(`${key} never reaches ${name}; it passed ${passed.join(', ')}`)
}

describe('keys only', () => {
  let house: House
  let browser: Browser
  before(async () => {
    house = await openHouse('postgres')
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    await house?.close()
  })

  test('[CO-08] [CO-29] from the skip link to the sign-out, without a mouse', () =>
    visit(browser, async ({ page }) => {
      const { keyboard } = page
      const invoices = page.locator('guichet-invoices')
      const account = page.locator('guichet-account')
      await page.goto(`${house.urls.armoise}/factures`)
      await invoices.getByRole('button', { name: 'Se connecter' }).waitFor()

      await walkTo(page, /Aller au contenu/, 'Tab', 1)
      await keyboard.press('Enter')
      await walkTo(page, /^Se connecter$/, 'Tab', 2) // the account's, in the title bar
      await walkTo(page, /^Se connecter$/, 'Tab', 8) // past the tabs of the area: the one of the invoices, in place
      await keyboard.press('Enter')
      await page.getByLabel('Identifiant').waitFor()
      if (!/Identifiant/.test((await focused(page)).name)) await walkTo(page, /Identifiant/, 'Tab', 4)
      await keyboard.type('berger')
      await walkTo(page, /^Mot de passe$/, 'Tab', 2)
      await keyboard.type(password)
      await keyboard.press('Enter')
      await invoiceTable(page).waitFor()
      const within = await page.evaluate(() => document.activeElement?.localName)
      assert.equal(within, 'guichet-invoices', 'after the sign-in the keyboard stays where the form was')

      // A filter by its button, then a word in the search field, then all of it cleared.
      await walkTo(page, /Rechercher/, (await focused(page)).name.includes('Rechercher') ? 'Shift+Tab' : 'Tab')
      await keyboard.type('maintenance')
      await page.waitForURL(/guichet\.invoices=.*maintenance/)
      await invoices.getByRole('button', { name: /Retirer le filtre Recherche/ }).waitFor()
      await walkTo(page, /Retirer le filtre Recherche|Tout effacer/)
      await keyboard.press('Enter')
      await page.waitForURL((url) => !url.hash.includes('maintenance'))

      // The first invoice: open, read to the PDF button, download, close; the focus returns to its number.
      await invoiceTable(page).waitFor()
      const number = (await invoiceTable(page).getByRole('rowheader').first().innerText()).split(/\s/)[0] as string
      await walkTo(page, new RegExp(`^${number}$`))
      await keyboard.press('Enter')
      const sheet = invoices.getByRole('dialog')
      await sheet.getByText('Prix unitaire HT').first().waitFor()
      const download = page.waitForEvent('download')
      await walkTo(page, /^Télécharger le PDF$/, 'Tab', 10)
      await keyboard.press('Enter')
      assert.match((await download).suggestedFilename(), /\.pdf$/)
      await keyboard.press('Escape')
      await sheet.waitFor({ state: 'hidden' })
      assert.equal((await focused(page)).name, number, 'the focus is back where the sheet was opened')

      // Sorting by a heading keeps the focus on it.
      await walkTo(page, /^Échéance/, 'Shift+Tab')
      await keyboard.press('Enter')
      await page.waitForURL(/sort%3Ddue/)
      assert.match((await focused(page)).name, /^Échéance/)

      // The account menu: the other company, then the way out.
      await walkTo(page, /Hugo Berger/, 'Shift+Tab')
      const title = (await focused(page)).name
      await keyboard.press('Enter')
      const panel = account.getByRole('dialog', { name: 'Mon compte' })
      // It takes the focus once its content is there.
      const opened = () =>
        page.waitForFunction(() =>
          document.querySelector('guichet-account')?.shadowRoot?.activeElement?.matches('[role=dialog]'),
        )
      await opened()
      const other = title.includes('Patrimoine') ? /^Berger Immobilier/ : /^Berger Patrimoine/
      await walkTo(page, other, 'Tab', 4)
      await keyboard.press('Enter')
      await account
        .getByRole('button', { name: other.source.includes('Immobilier') ? /Berger Immobilier/ : /Berger Patrimoine/ })
        .waitFor()
      await panel.waitFor({ state: 'hidden' })
      await page.waitForFunction(() => document.activeElement?.localName === 'guichet-account')
      assert.match((await focused(page)).name, /Hugo Berger/, 'the focus is back on the opener')
      await keyboard.press('Enter')
      await opened()
      await walkTo(page, /^Se déconnecter$/, 'Tab', 8)
      await keyboard.press('Enter')
      await invoices.getByRole('button', { name: 'Se connecter' }).waitFor()
      await page.waitForFunction(() => document.activeElement?.localName === 'guichet-account')
      assert.match((await focused(page)).name, /^Se connecter$/)
    }))

  test('twin: what cannot be reached by Tab, and what shows no focus, is told', () =>
    visit(browser, async ({ page }) => {
      await page.setContent('<button tabindex="-1">Caché</button><button style="outline:none">Nu</button>')
      await assert.rejects(walkTo(page, /Caché/, 'Tab', 5), /never reaches/)
      await assert.rejects(walkTo(page, /Nu/, 'Tab', 5), /cannot be seen/)
    }))
})
