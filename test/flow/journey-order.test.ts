/**
 * An order by a price break, from the catalogue to the vendor's number, a fault that is reported, and what the others may
 * not. What a session may see is asked of both engines by the tests of each list; here, of PostgreSQL.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { demoLinks } from '../../bff/management/demo/people.ts'
import { demoCode } from '../../bff/management/demo/portal-rows.ts'
import { openBrowser } from '../kit/browser.ts'
import { eachEngine } from '../kit/db.ts'
import { type House, openHouse } from '../kit/house.ts'
import { visit } from '../kit/visitor.ts'
import { reportFault } from './request-journey.ts'
import { arrives, openAccount, signInAt, wholeText } from './visitor.ts'

const places = ['/parc', '/interventions', '/commandes', '/factures', '/commander'] as const

describe('orders, requests and limits in the browser', () =>
  eachEngine((engine, rule) => {
    let house: House
    let browser: Browser
    before(async () => {
      house = await openHouse(engine)
      browser = await openBrowser()
    })
    after(async () => {
      await browser?.close()
      await house?.close()
    })

    /** Calls an endpoint as a script of the page would, with the page's own session. */
    const settledText = async (page: Page, tag: string) => {
      await page.waitForFunction(
        (name) =>
          document.querySelector(name)?.shadowRoot?.querySelector('.root')?.getAttribute('aria-busy') === 'false',
        tag,
      )
      return wholeText(page, tag)
    }

    test('[CO-09] [CO-14] [CO-20] [AR-104] [AR-116] [AR-117] Mme Dupond orders by a price break; the receipt turns into the vendor’s number', () =>
      visit(browser, async ({ page }) => {
        const { admin } = house.vendors.armoise
        const [article] = await admin.query<{
          id: string
          code: string
          label: string
          bound: string
          price: string
          first: string
        }>(
          `select a.id::text as id, a.code, a.label, p.from_quantity::int::text as bound, p.unit_price::text as price, q.unit_price::text as first
         from management.customer c
           join management.article_price p on p.price_list_id is not distinct from c.price_list_id and p.customer_id is null
             and p.from_quantity between 2 and 60 and p.valid_until is null
           join management.article_price q on q.article_id = p.article_id and q.price_list_id is not distinct from c.price_list_id
             and q.customer_id is null and q.from_quantity = 1 and q.valid_until is null
           join management.article a on a.id = p.article_id
         where c.name = 'Ateliers Marchand' and a.kind = 'article'
           and a.max_quantity is null and a.min_quantity is null and a.pack_quantity is null
           and not exists (select from management.article_promotion o where o.article_id = a.id)
           and not exists (select from management.article_price o where o.article_id = a.id and o.customer_id = c.id)
           and not exists (select from management.article_price o where o.article_id = a.id and o.customer_id is null
             and o.price_list_id is not distinct from c.price_list_id and o.from_quantity > p.from_quantity)
         order by p.from_quantity desc, a.id limit 1`,
        )
        assert.ok(article, 'the demo has an article with bounds')
        await page.goto(
          `${house.urls.armoise}/commander#guichet.catalogue=${encodeURIComponent(`/?q=${article.code}`)}`,
        )
        await signInAt(page, 'guichet-catalogue', 'dupond')
        const catalogue = page.locator('guichet-catalogue')
        await catalogue
          .getByRole('button', { name: /^Ajouter/ })
          .first()
          .click()
        await page.goto(`${house.urls.armoise}/panier`)
        const cart = page.locator('guichet-cart')
        const quantity = cart
          .getByRole('textbox', { name: new RegExp(`Quantité de`) })
          .or(cart.getByRole('spinbutton', { name: /Quantité de/ }))
        await quantity.first().fill(article.bound)
        await quantity.first().blur()
        const unit = new Intl.NumberFormat('fr-FR', {
          style: 'currency',
          currency: 'EUR',
          maximumFractionDigits: 4,
          minimumFractionDigits: 2,
        }).format(Number(article.price))
        await cart.getByText(`${unit} HT l’unité`).first().waitFor()
        await cart.getByRole('button', { name: 'Vérifier et commander' }).click()
        const reference = `BC ${Date.now() % 100_000}`
        await cart.getByLabel('Votre référence').fill(reference)
        const delivery = cart.getByLabel('Livraison')
        if ((await delivery.count()) > 0 && (await delivery.inputValue()) === '')
          await delivery.selectOption({ index: 1 })
        await cart.getByRole('button', { name: 'Envoyer la commande' }).click()
        await cart
          .getByText('Commande enregistrée')
          .or(cart.getByText(/^Commande CDE-/))
          .first()
          .waitFor()
        const placed = await arrives(() =>
          admin.query<{ number: string; total: string; quantity: string; state: string }>(
            `select o.number, o.total_excl_tax::text as total, l.quantity::int::text as quantity, o.state
         from management.sales_order o join management.sales_order_line l on l.order_id = o.id where o.reference = $1`,
            [reference],
          ),
        )
        assert.equal(placed.state, 'received')
        assert.equal(placed.quantity, article.bound)
        assert.equal(
          Math.round(Number(placed.total) * 100),
          Math.round(Number(article.price) * Number(article.bound) * 100),
          'by the price of the bound',
        )
        await cart.getByText(`Commande ${placed.number}`).first().waitFor()
        await page.goto(`${house.urls.armoise}/commandes`)
        await page.locator('guichet-orders').getByText(placed.number).first().waitFor()
      }))

    rule('[CO-14] [CO-15] [CO-17] Mme Dupond cannot ask for an intervention, M. Martin cannot order', () =>
      visit(browser, async ({ page }) => {
        await page.goto(`${house.urls.armoise}/depannage`)
        await signInAt(page, 'guichet-request', 'dupond')
        await page.locator('guichet-request').getByText('Accès limité').waitFor()
        await page.goto(`${house.urls.armoise}/interventions`)
        await page.locator('guichet-interventions').getByText('Accès limité').waitFor()
        await page.goto(`${house.urls.armoise}/espace-client`)
        const home = page.locator('guichet-dashboard')
        await home.getByRole('link', { name: 'Commander' }).waitFor()
        assert.equal(await home.getByRole('link', { name: 'Demander une intervention' }).count(), 0)
      }).then(() =>
        visit(browser, async ({ page }) => {
          await page.goto(`${house.urls.armoise}/commander`)
          await signInAt(page, 'guichet-catalogue', 'martin')
          await page.locator('guichet-catalogue').getByText('Accès limité').waitFor()
          await page.goto(`${house.urls.armoise}/parc`)
          const fleet = page.locator('guichet-fleet')
          await fleet
            .getByText(/équipements/)
            .first()
            .waitFor()
          assert.equal(await fleet.getByText('Consommables').count(), 0)
          await page.goto(`${house.urls.armoise}/espace-client`)
          const home = page.locator('guichet-dashboard')
          await home.getByRole('link', { name: 'Demander une intervention' }).waitFor()
          assert.equal(await home.getByRole('link', { name: 'Commander' }).count(), 0)
        }),
      ),
    )

    rule('[EX-12] the supervisor of two companies switches: nothing of the first remains on any page', () =>
      visit(browser, async ({ page }) => {
        const { admin } = house.vendors.armoise
        const numbers = async (name: string) =>
          (
            await admin.query<{ number: string }>(
              `select number from management.invoice i join management.customer c on c.id = i.customer_id where c.name = $1
             union all select number from management.intervention i join management.customer c on c.id = i.customer_id where c.name = $1
             union all select number from management.sales_order i join management.customer c on c.id = i.customer_id where c.name = $1
             union all select provider_number from management.equipment i join management.customer c on c.id = i.customer_id where c.name = $1`,
              [name],
            )
          ).map(({ number }) => number)
        const first = new Set(await numbers('Berger Immobilier'))
        await page.goto(`${house.urls.armoise}/espace-client`)
        await signInAt(page, 'guichet-dashboard', 'berger')
        const before = await settledText(page, 'guichet-dashboard')
        assert.ok([...first].some((number) => before.includes(number)))
        const panel = await openAccount(page)
        await panel.getByRole('button', { name: /Berger Patrimoine Conseil/ }).click()
        await page
          .locator('guichet-account')
          .getByRole('button', { name: /Mon compte.*Berger Patrimoine Conseil/s })
          .waitFor()
        for (const path of ['/espace-client', ...places]) {
          if (path !== '/espace-client') await page.goto(`${house.urls.armoise}${path}`)
          const tag = {
            '/espace-client': 'dashboard',
            '/parc': 'fleet',
            '/commandes': 'orders',
            '/factures': 'invoices',
            '/commander': 'catalogue',
          }[path]
          const text = await settledText(page, `guichet-${tag ?? path.slice(1)}`)
          for (const number of first) assert.ok(!text.includes(number), `${path} shows ${number}`)
        }
      }),
    )

    rule(
      '[SY-03] the link of one site shows that site only: fleet, interventions, orders, dashboard, and what a request offers, machines and place',
      () =>
        visit(browser, async ({ page }) => {
          const { admin } = house.vendors.armoise
          const link = demoLinks.find(({ vendor }) => vendor === 'armoise') as (typeof demoLinks)[number]
          const [own] = await admin.query<{ id: string; customer: string }>(
            `select s.id::text as id, s.customer_id::text as customer from management.site s
           join management.customer c on c.id = s.customer_id where c.name = $1 and s.name = $2`,
            [link.customer, link.site],
          )
          assert.ok(own)
          const marks = async (inside: boolean) =>
            new Set(
              (
                await admin.query<{ mark: string }>(
                  ['intervention.number', 'sales_order.number', 'equipment.provider_number', 'invoice.number']
                    .map((column) => {
                      const [table = ''] = column.split('.')
                      return `select ${column} as mark from management.${table} where customer_id::text = $1
                    and (site_id::text = $2) is ${inside ? '' : 'not'} true and ${column} is not null`
                    })
                    .join(' union all '),
                  [own.customer, own.id],
                )
              ).map(({ mark }) => mark),
            )
          const [here, elsewhere] = [await marks(true), await marks(false)]
          assert.ok(here.size > 0 && elsewhere.size > 0)
          // What the profile of the link may do is changed to all that a site may be asked about.
          await admin.query("update portal.code set profile_id = 'supervisor' where customer_id = $1", [own.customer])
          await page.goto(`${house.urls.armoise}/connexion#guichet.code=${encodeURIComponent(demoCode(link))}`)
          await page.getByRole('button', { name: /Se connecter comme/ }).click()
          await page.getByText('Vous êtes connecté').first().waitFor()
          let seen = 0
          for (const [path, tag] of [
            ['/espace-client', 'dashboard'],
            ['/parc', 'fleet'],
            ['/interventions', 'interventions'],
            ['/commandes', 'orders'],
          ] as const) {
            await page.goto(`${house.urls.armoise}${path}`)
            await page.locator(`guichet-${tag} .title`).first().waitFor()
            const text = await settledText(page, `guichet-${tag}`)
            for (const mark of elsewhere) assert.ok(!text.includes(mark), `${path} shows ${mark}`)
            seen += [...here].filter((mark) => text.includes(mark)).length
          }
          assert.ok(seen > 0, 'what stands at the site is shown')
          await page.goto(`${house.urls.armoise}/depannage`)
          const wizard = page.locator('guichet-request')
          await wizard.getByRole('radio').first().check()
          await wizard.getByRole('button', { name: 'Continuer' }).click()
          await wizard.locator('input[name=machine]').first().check()
          const machines = await wholeText(page, 'guichet-request')
          for (const mark of elsewhere) assert.ok(!machines.includes(mark), `the request offers ${mark}`)
          await wizard.getByRole('button', { name: 'Continuer' }).click()
          await wizard.getByLabel('Description').fill('Le voyant du lien reste rouge.')
          await wizard.getByRole('button', { name: 'Continuer' }).click()
          const sites = wizard.getByLabel('Site', { exact: true }).locator('option')
          assert.deepEqual(await sites.evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value)), [
            own.id,
          ])
          await wizard.getByRole('button', { name: 'Continuer' }).click()
          await wizard.getByRole('button', { name: 'Envoyer la demande' }).click()
          const arrived = await arrives(() =>
            admin.query<{ site: string }>(
              "select site_id::text as site from management.intervention where description like 'Le voyant du lien%'",
            ),
          )
          assert.equal(arrived.site, own.id)
        }),
    )

    test('[CO-36] [SY-23] the supervisor of many sites chooses where: the vendor has the request there, with a number of his own', () =>
      visit(browser, async ({ page }) => {
        const { admin } = house.vendors.armoise
        await page.goto(`${house.urls.armoise}/depannage`)
        await signInAt(page, 'guichet-request', 'berger')
        // The company that he looked at last.
        const who = await page
          .locator('guichet-account')
          .getByRole('button', { name: /Mon compte/ })
          .innerText()
        const company = who.includes('Patrimoine') ? 'Berger Patrimoine Conseil' : 'Berger Immobilier'
        const sites = await admin.query<{ id: string; name: string }>(
          `select s.id::text as id, s.name from management.site s join management.customer c on c.id = s.customer_id
           where c.name = $1 and s.active order by s.id`,
          [company],
        )
        assert.ok(sites.length > 1)
        const wizard = page.locator('guichet-request')
        const next = () => wizard.getByRole('button', { name: 'Continuer' }).click()
        await next()
        await wizard.getByRole('radio', { name: 'Aucun appareil en particulier' }).check()
        await next()
        await wizard.getByLabel('Description').fill('Déplacer deux bureaux vers la fenêtre.')
        await next()
        const place = wizard.getByLabel('Site', { exact: true })
        const offered = await place
          .locator('option')
          .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value).filter(Boolean))
        assert.deepEqual(offered.toSorted(), sites.map(({ id }) => id).toSorted())
        const last = sites.at(-1) as (typeof sites)[number]
        await place.selectOption(last.id)
        await next()
        await wizard.locator('.recap').getByText(last.name).first().waitFor()
        await wizard.getByRole('button', { name: 'Envoyer la demande' }).click()
        const arrived = await arrives(() =>
          admin.query<{ site: string; state: string; number: string }>(
            `select site_id::text as site, state, number from management.intervention
             where description like 'Déplacer deux bureaux%'`,
          ),
        )
        assert.deepEqual([arrived.site, arrived.state], [last.id, 'received'])
        await page.goto(`${house.urls.armoise}/interventions`)
        await page.locator('guichet-interventions').getByText(arrived.number).first().waitFor()
      }))

    test('[CO-10] [CO-11] [CO-15] [CO-21] [CO-32] [AR-050] [SY-21] [SY-27] M. Martin reports a fault with two photos on his phone, sees it at once, reads the answer and replies', () =>
      reportFault(house, browser))

    test('nothing went wrong on the server meanwhile', () => {
      assert.deepEqual(house.complaints, [])
    })
  }))
