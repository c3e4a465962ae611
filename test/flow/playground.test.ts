/** The playground: any widget as any person, in any state and look, on any road, and the code to paste. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { after, before, describe, test } from 'node:test'
import type { Browser, Frame, Page } from 'playwright-core'
import { gallery } from '../../demo-host/gallery/states.ts'
import { openBrowser } from '../kit/browser.ts'
import { type House, openHouse } from '../kit/house.ts'
import { visit } from '../kit/visitor.ts'
import { type Served, servePages } from '../kit/web.ts'

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** On the whole page, or on what `within` names. */
async function violations(where: Page | Frame, within?: string): Promise<string[]> {
  if (!(await where.evaluate(() => 'axe' in globalThis))) await where.evaluate(axe)
  return where.evaluate(async (part) => {
    type Found = { violations: { id: string; nodes: { target: unknown }[] }[] }
    type Axe = { run(where: Document | string, options: object): Promise<Found> }
    const { run } = (globalThis as unknown as { axe: Axe }).axe
    // The frame is looked at by itself.
    const { violations: found } = await run(part ?? document, { resultTypes: ['violations'], iframes: false })
    return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${JSON.stringify(target)}`))
  }, within)
}

/** The page on the stage. It is another one after each choice that needs another. */
const stage = (page: Page) => page.frameLocator('iframe')
const stageFrame = (page: Page): Frame =>
  page.frames().find((frame) => frame.url().includes('/playground/stage')) as Frame

/** Asks again and again: the stage's policy forbids what the driver's own waiting is made of. */
async function wide(page: Page, width: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await stageFrame(page).evaluate(() => innerWidth)) === width) return
    await new Promise((go) => setTimeout(go, 50))
  }
  assert.fail(`the stage is not ${width} px wide`)
}

describe('the playground', () => {
  let house: House
  let browser: Browser
  let address: string
  /** Somebody's page that holds nothing but what was pasted. */
  const pasted = { body: '' }
  let bare: Served
  before(async () => {
    house = await openHouse('postgres')
    bare = await servePages({ '/': pasted, '/favicon.ico': { body: '', type: 'image/x-icon' } })
    // Before the counter is first asked: it remembers for a while whom it lets in.
    await house.allow('armoise', bare.origin)
    browser = await openBrowser()
    address = `${house.urls.armoise}/playground`
  })
  after(async () => {
    await browser?.close()
    await bare?.close()
    await house?.close()
  })

  test('shows a widget as whoever was chosen, signed in at the counter itself, and without leave of the policy nothing', () =>
    visit(browser, async ({ page, calls }) => {
      const noise: string[] = []
      page.on('pageerror', (error) => noise.push(error.message))
      // A cold counter asks for a proof once; the browser notes that by itself.
      page.on('console', (message) => /401 \(Unauthorized\)/.test(message.text()) || noise.push(message.text()))
      await page.goto(`${address}#widget=account`)
      const account = stage(page).locator('guichet-account')
      await account.getByRole('button', { name: /Mon compte.*Hugo Berger/ }).waitFor()
      await page.getByLabel('Qui est devant le guichet').selectOption('Inès Lefèvre')
      await account.getByRole('button', { name: /Mon compte.*Inès Lefèvre/ }).waitFor()
      await page.getByLabel('Qui est devant le guichet').selectOption('Code du portail')
      await account.getByRole('button', { name: /Mon compte.*Agence commerciale/ }).waitFor()
      await page.getByLabel('Qui est devant le guichet').selectOption('Personne (déconnecté)')
      await account.getByRole('button', { name: 'Se connecter' }).waitFor()
      assert.ok(calls().some((call) => call.endsWith('/pk_armoise_demodemodemodemo/batch')))
      assert.deepEqual(noise, [])
    }))

  test('language, brightness, shapes, direction and width change under a widget that stands; the address keeps them', () =>
    visit(browser, async ({ page }) => {
      await page.goto(`${address}#widget=fleet&data=ready`)
      const fleet = stage(page).locator('guichet-fleet')
      await fleet.getByRole('heading', { name: 'Parc' }).waitFor()
      await fleet.evaluate((element) => Object.assign(element, { same: true }))
      await page.getByRole('radio', { name: 'English', exact: true }).check()
      await fleet.getByRole('heading', { name: 'Equipment' }).waitFor()
      await page.getByRole('radio', { name: 'Sombre', exact: true }).check()
      await page.getByLabel('Couleurs et formes').selectOption('Mimosa, tout en rondeur')
      await page.getByRole('radio', { name: 'Vers la gauche', exact: true }).check()
      await page.getByRole('radio', { name: '390', exact: true }).check()
      const seen = () =>
        fleet.evaluate((element) => ({
          same: 'same' in element,
          scheme: getComputedStyle(document.documentElement).colorScheme,
          accent: getComputedStyle(element).getPropertyValue('--guichet-accent'),
          direction: getComputedStyle(element).direction,
          width: innerWidth,
        }))
      await wide(page, 390)
      assert.deepEqual(await seen(), {
        same: true,
        scheme: 'dark',
        accent: '#f2c531',
        direction: 'rtl',
        width: 390,
      })
      await page.getByRole('separator').focus()
      await page.keyboard.press('ArrowRight')
      await wide(page, 400)
      const hash = new URL(page.url()).hash
      assert.equal(hash, '#widget=fleet&data=ready&lang=en&scheme=dark&palette=mimosa&dir=rtl&width=400')
      await page.goto('about:blank')
      await page.goto(`${address}${hash}`)
      await fleet.getByRole('heading', { name: 'Equipment' }).waitFor()
      const { same: _, ...again } = await seen()
      assert.deepEqual(again, { scheme: 'dark', accent: '#f2c531', direction: 'rtl', width: 400 })
    }))

  test('each state of each widget can be linked', () =>
    visit(browser, async ({ page }) => {
      let shown = 0
      for (const [widget, id, says] of [
        ['invoices', 'loading', null],
        ['invoices', 'empty', 'Aucune facture'],
        ['invoices', 'problem', 'Réessayer'],
        ['invoices', 'forbidden', 'Accès limité'],
        ['orders', 'signedout', 'Se connecter'],
        ['orders', 'offline', 'Hors connexion'],
        ['cart', 'insecure', 'Page non sécurisée'],
      ] as const) {
        assert.ok(
          gallery[`guichet-${widget}`]?.some((state) => state.id === id),
          `${widget} ${id}`,
        )
        // The first as somebody who follows the link; the others where another link is followed on the page itself.
        await page.goto(`${address}#widget=${widget}&data=${id}`)
        const there = stage(page).locator(`guichet-${widget}`)
        if (says) await there.getByText(says).first().waitFor()
        else
          await there.locator('[aria-busy=true], .skeleton, [class*=skeleton]').first().waitFor({ state: 'attached' })
        shown += 1
      }
      assert.equal(shown, 7)
    }))

  test('a failure shows the problem, its end lets the retry succeed; the requests are listed with what became of them', () =>
    visit(browser, async ({ page }) => {
      await page.goto(`${address}#widget=invoices&who=lefevre&fail=unexpected&calls=GET%20/invoices&delay=100`)
      const invoices = stage(page).locator('guichet-invoices')
      await invoices.getByText('Référence : playground').waitFor()
      await page.getByRole('tab', { name: /Demandes/ }).click()
      const list = page.getByRole('log', { name: 'Demandes' })
      await list
        .getByText(/GET \/invoices500\d+ mspanne simulée/)
        .or(list.locator('li.bad'))
        .first()
        .waitFor()
      assert.match((await list.locator('li', { hasText: 'GET /sites' }).first().innerText()) ?? '', /200/)
      await page.getByLabel('Panne').selectOption('Aucune')
      await invoices.getByRole('button', { name: 'Réessayer' }).click()
      await invoices.getByRole('table').first().waitFor()
      // The way back to a real network is announced as a browser would.
      await page.getByLabel('Hors connexion').check()
      await invoices.getByRole('searchbox').or(invoices.getByRole('textbox')).first().fill('zzz')
      await invoices.getByText('Hors connexion').first().waitFor()
      await page.getByLabel('Hors connexion').uncheck()
      await invoices.getByText('Hors connexion').first().waitFor({ state: 'detached' })
      await page.getByLabel('Panne').selectOption('401 session-ended')
      await invoices.getByRole('searchbox').or(invoices.getByRole('textbox')).first().fill('')
      await invoices.getByRole('button', { name: 'Se connecter' }).waitFor()
    }))

  test('every event is told with its detail, newest first, and can be cleared', () =>
    visit(browser, async ({ page }) => {
      await page.goto(`${address}#widget=fleet&data=ready`)
      await page.getByRole('tab', { name: /Événements/ }).click()
      const log = page.getByRole('log', { name: 'Événements' })
      await log.getByText('Aucun événement').waitFor()
      const tile = stage(page)
        .locator('guichet-fleet')
        .getByRole('button', { name: /Kéops C420/ })
        .first()
      const line = log.locator('li', { hasText: 'guichet-equipment-opened' })
      await tile.click()
      await line.waitFor()
      assert.match(await line.innerText(), /"id": "418"/)
      assert.ok((await log.locator('li', { hasText: 'guichet-navigate-request' }).count()) > 0)
      await page
        .getByRole('tabpanel', { name: /Événements/ })
        .getByRole('button', { name: 'Effacer' })
        .click()
      await log.getByText('Aucun événement').waitFor()
    }))

  test('the snippet, pasted into a bare page, shows the same widget in the same look', () =>
    visit(browser, async ({ page, context }) => {
      await page.goto(
        `${house.urls.armoise}/en/playground#widget=invoices&palette=garance&scheme=dark&a.page-size=5&a.heading-level=3`,
      )
      await stage(page).locator('guichet-invoices').getByRole('table').first().waitFor()
      await context.grantPermissions(['clipboard-read', 'clipboard-write'])
      await page.getByRole('button', { name: 'Copy the code' }).click()
      await page.getByRole('status').getByText('Copied').waitFor({ state: 'attached' })
      const code = await page.evaluate(() => navigator.clipboard.readText())
      assert.equal(code.trim(), (await page.locator('#code').innerText()).trim())
      pasted.body = `<!doctype html><title>bare</title><body>${code}</body>`
      const other = await context.newPage()
      await other.goto(bare.origin)
      const widget = other.locator('guichet-invoices')
      await widget.getByRole('button', { name: 'Sign in' }).waitFor()
      const look = (one: HTMLElement | SVGElement) => {
        const root = one.shadowRoot?.querySelector('.root') as HTMLElement
        const { color, colorScheme } = getComputedStyle(root)
        const names = ['lang', 'page-size', 'heading-level']
        return [color, colorScheme, ...names.map((name) => one.getAttribute(name))]
      }
      const there = await stage(page).locator('guichet-invoices').evaluate(look)
      assert.deepEqual(await widget.evaluate(look), there)
      assert.deepEqual(there.slice(1), ['dark', 'en', '5', '3'])
    }))

  for (const [name, path, options] of [
    ['French, light, a desk', '/playground#widget=dashboard', {}],
    ['English, dark, a desk', '/en/playground#widget=orders&data=ready&scheme=dark', { colorScheme: 'dark' }],
    ['French, a phone', '/playground#widget=cart&data=ready', { viewport: { width: 390, height: 844 } }],
  ] as const) {
    test(`axe finds nothing in shell and stage: ${name}`, () =>
      visit(
        browser,
        async ({ page }) => {
          await page.goto(`${house.urls.armoise}${path}`)
          const tag = `guichet-${/widget=(\w+)/.exec(path)?.[1]}`
          await stage(page).locator(`${tag} [aria-busy=false]`).first().waitFor()
          if ('viewport' in options) await page.getByRole('button', { name: 'Réglages' }).click()
          assert.deepEqual(await violations(page), [])
          // Another panel changes the drawer, and nothing else of the shell.
          for (const tab of (await page.getByRole('tab').all()).slice(1)) {
            await tab.click()
            assert.deepEqual(await violations(page, '.drawer'), [])
          }
          assert.deepEqual(await violations(stageFrame(page)), [])
        },
        // The pages' own policy lets no foreign script in, axe included.
        { ...options, bypassCSP: true },
      ))
  }
})
