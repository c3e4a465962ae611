/** `npm run shots`: the pictures of the README and of docs/widgets, taken of the demo in a real browser. */
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { invoiceNumbers, openAccount, signInByPassword } from '../flow/visitor.ts'
import { openBrowser } from './browser.ts'
import { buildWhenStale } from './dist.ts'
import { openHouse } from './house.ts'
import { today } from './house-serving.ts'

const folder = 'docs/images'
/** Pictures travel with every clone. Bytes. */
const most = 200_000

interface Shot {
  name: string
  site: 'armoise' | 'brumaire'
  path: string
  login?: string
  options?: BrowserContextOptions
  /** Brings about what is to be seen; may give the one element that is. */
  pose?(page: Page): Promise<Locator | undefined>
}

const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true }

const shots: Shot[] = [
  { name: 'invoices-desktop', site: 'armoise', path: '/factures', login: 'lefevre' },
  { name: 'invoices-phone', site: 'armoise', path: '/factures', login: 'lefevre', options: phone },
  {
    name: 'invoices-dark',
    site: 'brumaire',
    path: '/factures',
    login: 'moreau',
    options: { colorScheme: 'dark' },
  },
  {
    name: 'invoices-sheet',
    site: 'armoise',
    path: '/factures',
    login: 'lefevre',
    async pose(page) {
      const invoices = page.locator('guichet-invoices')
      const [number = ''] = await invoiceNumbers(page)
      await invoices.getByRole('button', { name: number, exact: true }).first().click()
      await invoices.getByText('Prix unitaire HT').first().waitFor()
      return undefined
    },
  },
  {
    name: 'login',
    site: 'armoise',
    path: '/connexion',
    async pose(page) {
      await page.getByLabel('Identifiant').waitFor()
      return undefined
    },
  },
  {
    name: 'account',
    site: 'armoise',
    path: '/factures',
    login: 'berger',
    async pose(page) {
      await openAccount(page)
      return undefined
    },
  },
]

await buildWhenStale()
mkdirSync(folder, { recursive: true })

describe('pictures', async () => {
  const house = await openHouse('postgres')
  const browser = await openBrowser()
  after(async () => {
    await browser.close()
    await house.close()
  })

  for (const { name, site, path, login, options, pose } of shots) {
    test(name, async () => {
      const context = await browser.newContext({
        locale: 'fr-FR',
        viewport: { width: 1280, height: 860 },
        reducedMotion: 'reduce',
        ...options,
      })
      // The demo's day: a picture taken later says the same.
      await context.clock.setFixedTime(`${today}T10:00:00Z`)
      const page = await context.newPage()
      await page.goto(`${house.urls[site]}${path}`)
      if (login) {
        await signInByPassword(page, login)
        await page.locator('guichet-invoices').getByText('document').first().waitFor()
      }
      const element = await pose?.(page)
      await page.mouse.move(0, 0)
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
      const file = join(folder, `${name}.png`)
      await (element ?? page).screenshot({ path: file, animations: 'disabled' })
      const { size } = statSync(file)
      console.log(`${file} ${Math.round(size / 1000)} kB`)
      await context.close()
      if (size > most) throw new Error(`${file} has ${size} bytes; the most is ${most}.`)
    })
  }
})
