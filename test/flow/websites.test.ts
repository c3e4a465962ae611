/** The demo vendors' own pages: accessible in both languages, honest, and a gallery that shows every state. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { gallery } from '../../demo-host/gallery/states.ts'
import { openBrowser } from '../kit/browser.ts'
import { type House, openHouse } from '../kit/house.ts'
import { visit } from '../kit/visitor.ts'
import { password, wholeText } from './visitor.ts'

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds on the whole page, shadow roots included: a rule and where, a line each. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    type Axe = { run(options: object): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> }
    const { violations: found } = await (globalThis as unknown as { axe: Axe }).axe.run({ resultTypes: ['violations'] })
    return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${JSON.stringify(target)}`))
  })
}

describe('the websites of the demo', () => {
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

  const pages = {
    armoise: [
      '/',
      '/commander',
      '/depannage',
      '/panier',
      '/parc',
      '/factures',
      '/espace-client',
      '/connexion',
      '/widgets',
    ],
    brumaire: [
      '/',
      '/pieces',
      '/contact',
      '/visites',
      '/commandes',
      '/espace-client',
      '/connexion',
      '/compte',
      '/widgets',
    ],
  }
  // Words have no colours: each page in both languages and in both lights, not in each of the four.
  for (const [colorScheme, prefix, name] of [
    ['light', '', 'French, light'],
    ['dark', '/en', 'English, dark'],
  ] as const) {
    test(`axe finds nothing on any page of both vendors: ${name}`, (t) =>
      visit(
        browser,
        async ({ page }) => {
          let seen = 0
          for (const vendor of ['armoise', 'brumaire'] as const)
            for (const path of pages[vendor].map((one) => prefix + one)) {
              const answer = await page.goto(`${house.urls[vendor]}${path}`)
              assert.equal(answer?.status(), 200, path)
              await page.waitForFunction(() =>
                [...document.querySelectorAll('main *')].every(
                  (one) =>
                    !one.localName.startsWith('guichet-') ||
                    // The small cart of a page's bar shows nothing to who is signed out.
                    one.getAttribute('mode') === 'button' ||
                    one.getBoundingClientRect().top > innerHeight ||
                    one.shadowRoot?.querySelector('button'),
                ),
              )
              assert.deepEqual(await violations(page), [], `${vendor} ${path}`)
              assert.doesNotMatch(await wholeText(page, 'main'), /bientôt|le reste suit|coming soon|more is coming/i)
              seen += 1
            }
          t.diagnostic(`${seen} pages without an axe violation (${name})`)
        },
        // The pages' own policy lets no foreign script in, axe included.
        { bypassCSP: true, colorScheme },
      ))
  }

  test('twin: a picture without words on such a page is told', () =>
    visit(
      browser,
      async ({ page }) => {
        await page.goto(`${house.urls.armoise}/`)
        await page.evaluate(() => document.querySelector('main')?.append(new Image(10, 10)))
        assert.match((await violations(page)).join(), /image-alt/)
      },
      { bypassCSP: true },
    ))

  test('the gallery shows every state, bad days included, under the pages’ own policy', () =>
    visit(browser, async ({ page }) => {
      for (const [tag, states] of Object.entries(gallery)) {
        const errors: string[] = []
        page.on('pageerror', (error) => errors.push(error.message))
        await page.goto(`${house.urls.armoise}/widgets/${tag.replace('guichet-', '')}`)
        const widgets = page.locator(`.stage ${tag}:defined`)
        await widgets.nth(states.length - 1).waitFor({ state: 'attached' })
        // What is off-screen loads nothing: each is looked at, by one question for all of them.
        await page.evaluate(async () => {
          const frame = () => new Promise((drawn) => requestAnimationFrame(drawn))
          for (const one of document.querySelectorAll('.stage')) {
            one.scrollIntoView()
            // The first is laid out, the second tells who is in sight.
            for (let frames = 0; frames < 2; frames++) await frame()
          }
        })
        assert.equal(await widgets.count(), states.length)
        assert.equal(await page.locator('.stage').count(), states.length)
        const stage = (day: string) => page.locator(`.stage[data-day=${day}] ${tag}`)
        if (tag !== 'guichet-account') {
          await stage('offline').getByText('Hors connexion').first().waitFor()
          await stage('insecure').getByText('Page non sécurisée').first().waitFor()
          await stage('cut').getByText('Le service ne répond pas').first().waitFor()
        } else {
          await stage('insecure').getByRole('button', { name: 'Mon compte n’est pas disponible' }).waitFor()
        }
        // What was laid over for one stage is gone again.
        assert.deepEqual(await page.evaluate(() => [navigator.onLine, typeof crypto.subtle]), [true, 'object'])
        assert.deepEqual(errors, [])
      }
    }))

  test('on an English page the widgets speak English, also to somebody whose account says French; his choice wins', () =>
    visit(browser, async ({ page }) => {
      await page.goto(`${house.urls.armoise}/en/factures`)
      const invoices = page.locator('guichet-invoices')
      await invoices.getByRole('button', { name: 'Sign in' }).click()
      await page.getByLabel('Login').fill('dupond')
      await page.getByLabel('Password', { exact: true }).fill(password)
      await page.keyboard.press('Enter')
      await invoices.getByRole('heading', { name: 'Invoices' }).waitFor()
      const [row] = await house.vendors.armoise.admin.query<{ language: string }>(
        "select language from portal.account where login = 'dupond'",
      )
      assert.equal(row?.language, 'fr')
      await invoices
        .getByRole('columnheader', { name: 'Amount due' })
        .or(invoices.getByText('Overdue'))
        .first()
        .waitFor()
      await page
        .locator('guichet-account')
        .getByRole('button', { name: /My account/ })
        .click()
      await page.locator('guichet-account').getByRole('button', { name: 'Français' }).click()
      await invoices.getByRole('heading', { name: 'Factures' }).waitFor()
      await page.reload()
      await invoices.getByRole('heading', { name: 'Factures' }).waitFor()
    }))
})
