/** `npm run shots`: the pictures of the README and of docs/widgets, taken of the demo in a real browser. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { invoiceNumbers, openAccount, signInAt } from '../flow/visitor.ts'
import { openBrowser } from './browser.ts'
import { buildWhenStale } from './dist.ts'
import { openHouse } from './house.ts'
import { today } from './house-serving.ts'

const folder = 'docs/images'
/** `npm run shots -- fleet orders`: only these. */
const wanted = process.argv.slice(2)
/** Pictures travel with every clone. Bytes. */
const most = 150_000

interface Shot {
  /** Of the file. What stands before the first hyphen is the widget whose page in docs/widgets shows it. */
  name: string
  site: 'armoise' | 'brumaire'
  path: string
  login?: string
  options?: BrowserContextOptions
  /** Brings about what is to be seen. */
  pose?(page: Page): Promise<unknown>
}

const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true }
const tall: BrowserContextOptions = { viewport: { width: 1280, height: 1100 } }

const armoise = (name: string, path: string, login: string, more: Partial<Shot> = {}): Shot => ({
  name,
  site: 'armoise',
  path,
  login,
  ...more,
})

const shots: Shot[] = [
  armoise('dashboard', '/espace-client', 'berger', { options: tall }),
  armoise('fleet', '/parc', 'berger', { options: tall }),
  armoise('interventions', '/interventions', 'martin'),
  armoise('request', '/depannage', 'martin', {
    options: tall,
    async pose(page) {
      const wizard = page.locator('guichet-request')
      await wizard.getByRole('radio', { name: /Copieur ou imprimante/ }).check()
      await wizard.getByRole('button', { name: 'Continuer' }).click()
      await wizard.locator('input[name=machine]').first().waitFor()
    },
  }),
  armoise('catalogue', '/commander', 'dupond', { options: tall }),
  armoise('cart', '/panier', 'dupond', {
    async pose(page) {
      const cart = page.locator('guichet-cart')
      for (const code of ['TB-4050', 'IN-36C', 'VX-W6']) {
        await cart.getByLabel(/Ajouter par référence/).fill(code)
        await page.keyboard.press('Enter')
        await cart.getByRole('listitem').filter({ hasText: code }).first().waitFor()
      }
    },
  }),
  armoise('orders', '/commandes', 'dupond'),
  armoise('orders-phone', '/commandes', 'dupond', { options: { ...phone, colorScheme: 'dark' } }),
  armoise('invoices', '/factures', 'lefevre'),
  armoise('invoices-phone', '/factures', 'lefevre', { options: phone }),
  armoise('invoices-sheet', '/factures', 'lefevre', {
    async pose(page) {
      const invoices = page.locator('guichet-invoices')
      const [number = ''] = await invoiceNumbers(page)
      await invoices.getByRole('button', { name: number, exact: true }).first().click()
      await invoices.getByText('Prix unitaire HT').first().waitFor()
    },
  }),
  {
    name: 'invoices-dark',
    site: 'brumaire',
    path: '/factures',
    login: 'moreau',
    options: { colorScheme: 'dark' },
  },
  {
    name: 'login',
    site: 'armoise',
    path: '/connexion',
    pose: (page) => page.getByLabel('Identifiant').waitFor(),
  },
  armoise('account', '/factures', 'berger', { pose: openAccount }),
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
    if (wanted.length > 0 && !wanted.includes(name)) continue
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
        const tag = path === '/factures' ? 'guichet-invoices' : `guichet-${name.split('-')[0]}`
        await signInAt(page, tag, login)
        await page.locator(`${tag} [aria-busy=false]`).first().waitFor()
      }
      await pose?.(page)
      await page.mouse.move(0, 0)
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
      await page.evaluate(() => document.fonts.ready)
      await page.waitForLoadState('networkidle')
      // WebP, which the driver itself does not write: a third of the bytes of a PNG.
      const browserItself = await context.newCDPSession(page)
      const { data } = await browserItself.send('Page.captureScreenshot', { format: 'webp', quality: 88 })
      const bytes = Buffer.from(data, 'base64')
      const file = join(folder, `${name}.webp`)
      writeFileSync(file, bytes)
      console.log(`${file} ${Math.round(bytes.length / 1000)} kB`)
      await context.close()
      if (bytes.length > most) throw new Error(`${file} has ${bytes.length} bytes; the most is ${most}.`)
    })
  }
})
