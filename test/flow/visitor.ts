/** What a person does on a page, by role and name, as in the strings. */
import type { Locator, Page } from 'playwright-core'

export const password = 'guichet-demo-2026'

/** Signs in by the offer that a widget makes in its place. */
export async function signInAt(page: Page, tag: string, login: string, secret = password): Promise<void> {
  const widget = page.locator(tag)
  await widget.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByLabel('Identifiant').fill(login)
  await page.getByLabel('Mot de passe', { exact: true }).fill(secret)
  await page.keyboard.press('Enter')
  await widget.locator('guichet-login').waitFor({ state: 'detached' })
}

/** Signs in by the offer that the invoices make in place. */
export async function signInByPassword(page: Page, login: string, secret = password): Promise<void> {
  const counter = page.locator('guichet-invoices')
  await counter.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByLabel('Identifiant').fill(login)
  await page.getByLabel('Mot de passe', { exact: true }).fill(secret)
  await page.keyboard.press('Enter')
  await counter.getByRole('heading', { name: 'Factures' }).waitFor()
}

export const invoiceTable = (page: Page): Locator =>
  page.locator('guichet-invoices').getByRole('table', { name: /triés par/ })

/** Numbers of the invoices on screen, in order: the first word of each row. */
export async function invoiceNumbers(page: Page): Promise<string[]> {
  const table = invoiceTable(page)
  await table.waitFor()
  const texts = await table.getByRole('rowheader').allInnerTexts()
  return texts.map((text) => text.trim().split(/\s/)[0] ?? '')
}

/**
 * Presses «Afficher plus» until all are there: by its role once, then where it stands, since each look by role computes
 * the names of a table that grows.
 */
export async function showAll(page: Page): Promise<string[]> {
  await invoiceTable(page).waitFor()
  const more = page.locator('guichet-invoices').getByRole('button', { name: 'Afficher plus' })
  if ((await more.count()) > 0)
    await more.evaluate(async (first) => {
      const root = first.getRootNode() as ShadowRoot
      const rows = () => root.querySelectorAll('th[scope=row]').length
      const button = () => root.querySelector<HTMLButtonElement>('[part~=more]')
      const end = Date.now() + 30_000
      for (let shown = -1; button(); ) {
        if (rows() > shown && button()?.ariaDisabled !== 'true') {
          shown = rows()
          button()?.click()
        }
        if (Date.now() > end) throw new Error(`after ${shown} rows no more have come within 30 seconds`)
        await new Promise((go) => setTimeout(go, 50))
      }
    })
  return invoiceNumbers(page)
}

/** Opens the account menu; returns what holds it. */
export async function openAccount(page: Page): Promise<Locator> {
  const account = page.locator('guichet-account')
  await account.getByRole('button', { name: /Mon compte/ }).click()
  const panel = account.getByRole('dialog', { name: 'Mon compte' })
  await panel.waitFor()
  return panel
}

/** Asks until there is a row: what is delivered to the vendor arrives a moment after the receipt. */
export async function arrives<T>(ask: () => Promise<T[]>): Promise<T> {
  for (let tries = 0; tries < 200; tries += 1) {
    const [row] = await ask()
    if (row) return row
    await new Promise((go) => setTimeout(go, 100))
  }
  throw new Error('nothing has arrived within 20 seconds')
}

export const signInOffer = (page: Page): Locator =>
  page.locator('guichet-invoices').getByRole('button', { name: 'Se connecter' })

/** Everything that stands in an element and in the shadow roots beneath it, seen or not, values of fields included. */
export function wholeText(page: Page, selector = 'body'): Promise<string> {
  return page
    .locator(selector)
    .first()
    .evaluate((start) => {
      const texts: string[] = []
      const walk = (node: Node): void => {
        if (node instanceof Text) texts.push(node.data)
        if (node instanceof HTMLInputElement || node instanceof HTMLSelectElement) texts.push(node.value)
        if (node instanceof Element) {
          for (const { value } of node.attributes) texts.push(value)
          if (node.shadowRoot) walk(node.shadowRoot)
        }
        for (const child of node.childNodes) walk(child)
      }
      walk(start)
      return texts.join('\n')
    })
}
