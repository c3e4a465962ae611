/** Sessions as people live them: several websites, reloads, tabs, links, and an operator who takes them away. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../kit/browser.ts'
import { type House, openHouse, portals } from '../kit/house.ts'
import { visit } from '../kit/visitor.ts'
import { type Served, servePages } from '../kit/web.ts'
import { invoiceNumbers, openAccount, signInByPassword, signInOffer, wholeText } from './visitor.ts'

const pageFor = (counter: string, portal: string) => ({
  '/': {
    body: `<!doctype html><html lang="fr"><title>Ailleurs</title><link rel="icon" href="data:,">
      <script type="module" src="${counter}/${portal}/guichet.js"></script>
      <guichet-account></guichet-account><guichet-invoices></guichet-invoices>`,
  },
})

/** Any call of the page that shows whether the session still stands. */
const callAgain = (page: Page) =>
  page
    .locator('guichet-invoices')
    .getByRole('button', { name: /En retard/ })
    .first()
    .click()

describe('a session in the browser', () => {
  let house: House
  let browser: Browser
  let second: Served
  let stranger: Served
  before(async () => {
    house = await openHouse('postgres')
    second = await servePages(pageFor(house.counter, portals.armoise))
    stranger = await servePages(pageFor(house.counter, portals.armoise))
    await house.allow('armoise', second.origin)
    browser = await openBrowser()
  })
  after(async () => {
    await browser?.close()
    await Promise.all([second?.close(), stranger?.close()])
    await house?.close()
  })

  /** Id of a customer by the login that reaches it. */
  async function customerOf(login: string): Promise<string> {
    const [row] = await house.vendors.armoise.admin.query<{ id: string }>(
      `select c.customer_id as id from portal.account_customer c join portal.account a on a.id = c.account_id
       where a.login = $1 order by 1 limit 1`,
      [login],
    )
    assert.ok(row)
    return row.id
  }

  test('two vendors and two websites of one portal side by side: each its own session, all survive a reload', () =>
    visit(browser, async ({ context, page }) => {
      const places: [string, string][] = [
        [`${house.urls.armoise}/factures`, 'dupond'],
        [`${second.origin}/`, 'lefevre'],
        [`${house.urls.brumaire}/factures`, 'moreau'],
      ]
      const pages: Page[] = []
      for (const [address, login] of places) {
        const own = pages.length === 0 ? page : await context.newPage()
        await own.goto(address)
        await signInByPassword(own, login)
        pages.push(own)
      }
      const names = [/Claire Dupond/, /Inès Lefèvre/, /Sylvie Moreau/]
      for (const [n, own] of pages.entries()) {
        await own.reload()
        assert.ok((await invoiceNumbers(own)).length > 0)
        await own
          .locator('guichet-account')
          .getByRole('button', { name: names[n] as RegExp })
          .waitFor()
      }
      // Leaving one place leaves the others alone.
      const [first, other] = pages as [Page, Page]
      await (await openAccount(first)).getByRole('button', { name: 'Se déconnecter' }).click()
      await signInOffer(first).waitFor()
      await other.reload()
      assert.ok((await invoiceNumbers(other)).length > 0)
    }))

  test('two portals on one page: two people, each with the own vendor’s invoices', async () => {
    const both: Served = await servePages({
      '/': {
        body: `<!doctype html><html lang="fr"><title>Deux guichets</title><link rel="icon" href="data:,">
          <script type="module" src="${house.counter}/${portals.armoise}/guichet.js"></script>
          <guichet-invoices id="a"></guichet-invoices>
          <guichet-host portal="${portals.brumaire}"><guichet-invoices id="b" route="chauffage"></guichet-invoices></guichet-host>`,
      },
    })
    await house.allow('armoise', both.origin)
    await house.allow('brumaire', both.origin)
    await sleep(5200) // what the counter knows of a portal, it keeps for five seconds
    await visit(browser, async ({ page }) => {
      await page.goto(both.origin)
      for (const [id, login] of [
        ['a', 'dupond'],
        ['b', 'moreau'],
      ]) {
        const widget = page.locator(`#${id}`)
        await widget.getByRole('button', { name: 'Se connecter' }).click()
        await widget.getByLabel('Identifiant').fill(login as string)
        await widget.getByLabel('Mot de passe', { exact: true }).fill('guichet-demo-2026')
        await page.keyboard.press('Enter')
        await widget.getByRole('table', { name: /triés par/ }).waitFor()
      }
      for (const [id, vendor] of [
        ['a', 'armoise'],
        ['b', 'brumaire'],
      ] as const) {
        const texts = await page.locator(`#${id}`).getByRole('rowheader').allInnerTexts()
        const numbers = texts.map((text) => text.split(/\s/)[0])
        const [known] = await house.vendors[vendor].admin.query<{ n: string }>(
          'select count(*) as n from management.invoice where number = any($1)',
          [numbers],
        )
        assert.equal(Number(known?.n), numbers.length, vendor)
      }
      await page.reload()
      for (const id of ['a', 'b'])
        await page
          .locator(`#${id}`)
          .getByRole('table', { name: /triés par/ })
          .waitFor()
    })
    await both.close()
  })

  test('requests of a page: signed out 1, with a stored session at most 2, warm 1, one preflight', () =>
    visit(browser, async ({ page, calls, forget }) => {
      const preflights = () => house.lines.filter(({ method }) => method === 'OPTIONS').length
      const already = preflights()
      await page.goto(`${house.urls.armoise}/factures`)
      await signInOffer(page).waitFor()
      await page.waitForLoadState('networkidle')
      assert.equal(calls().length, 1, calls().join(' '))
      await signInByPassword(page, 'dupond')
      await invoiceNumbers(page)
      await page.waitForLoadState('networkidle')
      forget()
      await page.reload()
      await invoiceNumbers(page)
      await page.waitForLoadState('networkidle')
      assert.equal(calls().length, 1, calls().join(' '))
      // As after a night: the nonce is too old and the counter asks for a new one first.
      await page.evaluate(
        (name) =>
          new Promise<void>((resolve) => {
            const opening = indexedDB.open(name)
            opening.onsuccess = () => {
              const transaction = opening.result.transaction('session', 'readwrite')
              const cursor = transaction.objectStore('session').openCursor()
              cursor.onsuccess = () => cursor.result?.update({ ...cursor.result.value, nonce: null })
              transaction.oncomplete = () => {
                opening.result.close()
                resolve()
              }
            }
          }),
        `guichet-${portals.armoise}`,
      )
      forget()
      await page.reload()
      await invoiceNumbers(page)
      await page.waitForLoadState('networkidle')
      assert.equal(calls().length, 2, calls().join(' '))
      assert.equal(preflights() - already, 1)
    }))

  test('signed out in one tab: the other says so', () =>
    visit(browser, async ({ context, page }) => {
      await page.goto(`${house.urls.armoise}/factures`)
      await signInByPassword(page, 'dupond')
      const other = await context.newPage()
      await other.goto(`${house.urls.armoise}/factures`)
      await invoiceNumbers(other)
      await (await openAccount(page)).getByRole('button', { name: 'Se déconnecter' }).click()
      await signInOffer(other).waitFor()
      await signInOffer(page).waitFor()
      // Nothing of the person stays in the browser.
      const stored = await other.evaluate(async () => [
        localStorage.length,
        sessionStorage.length,
        (await indexedDB.databases()).length,
      ])
      assert.deepEqual(stored, [0, 0, 0])
    }))

  test('an account that the operator shuts out is out at its next call, a second later', () =>
    visit(browser, async ({ page, answers, forget }) => {
      await page.goto(`${house.urls.armoise}/factures`)
      await signInByPassword(page, 'dupond')
      await invoiceNumbers(page)
      await house.cli('account', 'disable', 'dupond', '--vendor', 'armoise')
      try {
        await sleep(1000)
        forget()
        await callAgain(page)
        await signInOffer(page).waitFor()
        assert.doesNotMatch((await answers()).join('\n'), /"number"/)
      } finally {
        await house.cli('account', 'disable', 'dupond', '--enable', '--vendor', 'armoise')
      }
      await page.reload()
      await signInByPassword(page, 'dupond')
      assert.ok((await invoiceNumbers(page)).length > 0)
    }))

  for (const path of ['/connexion', '/espace-client']) {
    test(`a portal code of the command line on ${path}: an explicit click opens it, revoking ends it`, () =>
      visit(browser, async ({ page, answers, forget }) => {
        const { admin } = house.vendors.armoise
        const customer = await customerOf('dupond')
        const [site] = await admin.query<{ id: string; name: string }>(
          `select s.id::text as id, s.name from management.site s join management.invoice i on i.site_id = s.id
           where s.customer_id::text = $1 group by 1, 2 order by count(*) desc, 1 limit 1`,
          [customer],
        )
        assert.ok(site)
        const address = `${house.urls.armoise}${path}`
        const label = `Accueil de ${site.name}`
        const given = ['--customer', customer, '--sites', site.id, '--profile', 'accounting', '--page', address]
        const link = await house.cli('code', 'create', '--portal', portals.armoise, '--label', label, ...given)
        const secret = decodeURIComponent(/guichet\.code=(\S+)/.exec(link)?.[1] ?? '')
        assert.match(secret, /^cp_/)
        const [code] = await admin.query<{ id: string }>(
          'select id from portal.code where label = $1 order by created_at desc limit 1',
          [label],
        )
        const opened = () => admin.query('select 1 from portal.session where code_id = $1', [code?.id])

        await page.goto(`${link.trim()}&onglet=2`)
        const button = page.getByRole('button', { name: `Se connecter comme ${label}` })
        await button.waitFor()
        assert.deepEqual(await opened(), [], 'nothing is opened before the click')
        assert.equal(page.url(), `${address}#onglet=2`)
        assert.ok(!JSON.stringify(await page.evaluate(() => history.state)).includes(secret))
        await button.click()
        if (path === '/connexion') await page.getByText('Vous êtes connecté').first().waitFor()
        else
          await page
            .locator('guichet-account')
            .getByRole('button', { name: /Mon compte/ })
            .waitFor()
        assert.equal((await opened()).length, 1)

        forget()
        await page.goto(`${house.urls.armoise}/factures`)
        const [own] = await admin.query<{ n: string }>(
          'select count(*) as n from management.invoice where site_id::text = $1',
          [site.id],
        )
        await invoiceNumbers(page)
        await page.locator('guichet-invoices').getByText(`${own?.n} documents`).first().waitFor()
        const others = await admin.query<{ name: string }>(
          'select name from management.site where customer_id::text = $1 and id::text <> $2',
          [customer, site.id],
        )
        const bytes = (await answers()).join('\n')
        assert.ok(bytes.includes(site.name) && others.length > 0)
        for (const { name } of others) assert.ok(!bytes.includes(JSON.stringify(name)), name)

        await house.cli('code', 'revoke', code?.id ?? '', '--vendor', 'armoise')
        await sleep(1000)
        await callAgain(page)
        await signInOffer(page).waitFor()
        // The link is worth nothing any more, and says so.
        await page.goto('about:blank')
        await page.goto(link.trim())
        await page.getByText('Ce code n’est pas valable').first().waitFor()
        assert.doesNotMatch(page.url(), /cp_/)
      }))
  }

  test('a password link of the command line: set a password, sign in with it; the link is good once', () =>
    visit(browser, async ({ page }) => {
      const customer = await customerOf('dupond')
      const who = ['--name', 'Odile Garnier', '--customer', customer, '--profile', 'accounting']
      await house.cli('account', 'create', 'garnier', ...who, '--vendor', 'armoise')
      const where = ['--portal', portals.armoise, '--page', `${house.urls.armoise}/connexion`]
      const link = (await house.cli('account', 'password-link', 'garnier', ...where)).trim()
      await page.goto(link)
      const secret = 'trois pommes sur le quai'
      await page.getByLabel('Nouveau mot de passe').fill(secret)
      assert.doesNotMatch(page.url(), /guichet\.password/)
      await page.getByLabel('Répétez le mot de passe').fill(secret)
      await page.getByRole('button', { name: 'Enregistrer' }).click()
      await page.getByText('Votre mot de passe est enregistré').first().waitFor()
      assert.equal(await page.getByLabel('Identifiant').inputValue(), 'garnier')
      await page.getByLabel('Mot de passe', { exact: true }).fill(secret)
      await page.keyboard.press('Enter')
      await page.getByText('Vous êtes connecté').first().waitFor()
      await page.goto(`${house.urls.armoise}/factures`)
      assert.ok((await invoiceNumbers(page)).length > 0)
      await page.goto('about:blank')
      await page.goto(link)
      await page.getByText('Ce lien a expiré').first().waitFor()
      await page.getByRole('button', { name: 'Demander un nouveau lien' }).waitFor()
    }))

  test('a website that the portal does not name gets nothing, not even the portal’s name', () =>
    visit(browser, async ({ page, answers }) => {
      await page.goto(stranger.origin)
      await page.locator('guichet-invoices').getByRole('alert').waitFor()
      const text = await wholeText(page, 'guichet-invoices')
      assert.match(text, /Un problème est survenu/)
      assert.doesNotMatch(text, /Armoise/)
      assert.doesNotMatch((await answers()).join('\n'), /Armoise/)
      assert.equal(await signInOffer(page).count(), 0)
    }))

  test('nothing went wrong on the server meanwhile', () => {
    assert.deepEqual(house.complaints, [])
  })
})
