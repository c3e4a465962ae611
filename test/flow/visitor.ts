/** What a person does on a page, by role and name, as in the strings. */
import type { Page } from 'playwright-core'

export const password = 'guichet-demo-2026'

/** Signs in by the offer that the invoices make in place. */
export async function signInByPassword(page: Page, login: string): Promise<void> {
  const counter = page.locator('guichet-invoices')
  await counter.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByLabel('Identifiant').fill(login)
  await page.getByLabel('Mot de passe', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await counter.getByRole('heading', { name: 'Factures' }).waitFor()
}

/** Numbers of the invoices on screen, in order. */
export async function invoiceNumbers(page: Page): Promise<string[]> {
  const table = page.locator('guichet-invoices').getByRole('table', { name: /triés par/ })
  await table.waitFor()
  const texts = await table.getByRole('row').allInnerTexts()
  return texts.flatMap((text) => /(?:FA|AV)-\d{4}-\d{5}/.exec(text)?.[0] ?? [])
}
