/**
 * A customer of a real ERP, from an operator's first command to the customer's PDF: portal, account and password by
 * the command line, then the vendor's website, another origin, in the browser. On our own rows with every trap, and on
 * the whole ERP where its dump is at hand.
 */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser } from '../kit/browser.ts'
import { type TestOptions, type TestVendor, testVendor } from '../kit/db.ts'
import { type HouseCounter, openHouseCounter } from '../kit/house-serving.ts'
import { dumpMissing, onDump, onFixture } from '../kit/tryton.ts'
import { visit } from '../kit/visitor.ts'
import { type Served, servePages } from '../kit/web.ts'
import { invoiceTable, showAll, signInByPassword, signInOffer, wholeText } from './visitor.ts'

/** The books of one customer, read from Tryton's own tables: what the page has to say, computed without the mapping. */
const books = `
  select i.id::text as id, i.number,
    (select sum(l.debit) - sum(l.credit) from public.account_move_line l
       where l.move = i.move and l.account = i.account)::numeric(16, 2)::text as total,
    (case when i.state <> 'posted' then 0 else (
      select coalesce(sum(l.debit - l.credit), 0) from public.account_move_line l
        where l.reconciliation is null and ((l.move = i.move and l.account = i.account)
          or l.id in (select line from public."account_invoice-account_move_line" where invoice = i.id)))
      end)::numeric(16, 2)::text as remaining
  from public.account_invoice i
  where i.type = 'out' and i.company = 1 and i.number is not null and i.state in ('posted', 'paid', 'cancelled')
    and i.party = $1
  order by i.invoice_date desc, i.id desc`

/** Numbers that no customer of this vendor may ever meet: purchases, the second company's, somebody else's. */
const foreign = `
  select number from public.account_invoice i where number is not null
    and (type <> 'out' or company <> 1 or party <> $1)
    and not exists (select from public.account_invoice o where o.number = i.number and o.type = 'out'
      and o.company = 1 and o.party = $1)`

/** The customer with most to tell: one whose invoices have the vendor's own PDF, and most of them. */
const richest = `
  select i.party::text as id from public.account_invoice i
  where i.type = 'out' and i.company = 1 and i.number is not null and i.state in ('posted', 'paid', 'cancelled')
    and i.currency = (select currency from public.account_invoice where type = 'out' and company = 1
      group by 1 order by count(*) desc limit 1)
  group by 1
  order by bool_or(i.id in (select replace(resource, 'account.invoice,', '')::integer from public.ir_attachment
      where resource like 'account.invoice,%' and type = 'data' and substring(data from 1 for 4) = '%PDF'::bytea)) desc,
    count(*) filter (where i.state = 'posted') desc, 1
  limit 1`

interface Booked {
  id: string
  number: string
  total: string
  remaining: string
}

const cents = (amount: string) => BigInt(amount.replace('.', ''))
/** As the page writes it in French, spaces aside: with a real minus sign. */
const euros = (value: bigint) =>
  new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' })
    .format(Number(value) / 100)
    .replace(/\s/g, ' ')
    .replace('-', '\u2212')
const plain = (text: string) => text.replace(/\s/g, ' ')

function story(name: string, options: TestOptions, skip: string | false): void {
  describe(name, { skip }, () => {
    let vendor: TestVendor
    let counter: HouseCounter
    let website: Served
    let browser: Browser
    let customer: string
    let ledger: Booked[]
    /** Sets his password. */
    let link: string
    /** An invoice of the customer whose PDF the ERP keeps. */
    let original: { id: string; content: Uint8Array } | undefined
    const query = <T>(sql: string, values: unknown[] = []) => vendor.admin.query<T>(sql, values)

    before(async () => {
      vendor = await testVendor('postgres', { ...options, vendor: 'tryton' })
      counter = await openHouseCounter({ tryton: vendor })
      const created = await counter.cli('portal', 'create', '--name', 'Société de démonstration')
      const portal = /pk_tryton_[a-z0-9]{16}/.exec(created)?.[0] ?? ''
      const tag = `<script type="module" src="${counter.origin}/${portal}/guichet.js"></script>`
      website = await servePages({
        '/': {
          body: `<!doctype html><html lang="fr"><title>Vendeur</title><link rel="icon" href="data:,">${tag}
            <guichet-account></guichet-account><guichet-invoices page-size="50"></guichet-invoices>`,
        },
        '/connexion': {
          body: `<!doctype html><html lang="fr"><title>Vendeur</title><link rel="icon" href="data:,">${tag}<guichet-login></guichet-login>`,
        },
      })
      await counter.cli('portal', 'origins', portal, '--add', website.origin)
      customer = (await query<{ id: string }>(richest))[0]?.id ?? ''
      ledger = await query<Booked>(books, [customer])
      ;[original] = await query<{ id: string; content: Uint8Array }>(
        `select i.id::text as id, a.data as content from public.account_invoice i
           join public.ir_attachment a on a.resource = 'account.invoice,' || i.id and a.type = 'data' and a.data is not null
         where i.type = 'out' and i.company = 1 and i.number is not null and i.party = $1
           and substring(a.data from 1 for 4) = '%PDF'::bytea and a.name = 'Facture_' || i.number || '.pdf'
         order by i.id desc, a.id desc limit 1`,
        [customer],
      )
      const who = ['--name', 'Camille Aubry', '--customer', customer, '--profile', 'accounting']
      await counter.cli('account', 'create', 'aubry', ...who)
      const page = ['--portal', portal, '--page', `${website.origin}/connexion`]
      link = (await counter.cli('account', 'password-link', 'aubry', ...page)).trim()
      browser = await openBrowser()
    })
    after(async () => {
      await browser?.close()
      await Promise.all([website?.close(), counter?.stop()])
      await vendor?.close()
    })

    test('[OG-05] [CO-29] he sets his password, reads the list, finds, opens, downloads; nothing foreign shows', () =>
      visit(browser, async ({ page, answers }) => {
        assert.ok(ledger.length >= 3, `customer ${customer} has ${ledger.length} invoices`)
        const secret = 'quatre ponts sur la Loire'
        await page.goto(link)
        await page.getByLabel('Nouveau mot de passe').fill(secret)
        await page.getByLabel('Répétez le mot de passe').fill(secret)
        await page.getByRole('button', { name: 'Enregistrer' }).click()
        await page.getByText('Votre mot de passe est enregistré').first().waitFor()
        await page.goto(website.origin)
        await signInOffer(page).waitFor()
        await signInByPassword(page, 'aubry', secret)
        const invoices = page.locator('guichet-invoices')

        // The list and its totals are the books'.
        assert.deepEqual(
          await showAll(page),
          ledger.map(({ number }) => number),
        )
        await invoices.getByText(`${ledger.length} documents`).first().waitFor()
        const open = ledger.reduce((sum, { remaining }) => sum + cents(remaining), 0n)
        const text = plain(await wholeText(page, 'guichet-invoices'))
        assert.ok(
          open > 0n && text.includes(euros(open)),
          `${euros(open)} of the books is not in: ${text.slice(0, 300)}`,
        )
        const rows = await invoiceTable(page).getByRole('row').allInnerTexts()
        for (const { number, total } of ledger) {
          const row = plain(rows.find((one) => one.includes(number)) ?? '')
          assert.ok(row.includes(euros(cents(total))), `${number}: ${euros(cents(total))} is not in ${row}`)
        }

        // A word finds what it should, and the books agree how many.
        const wanted = ledger.find(({ id }) => id === original?.id) ?? ledger[0]
        await invoices.getByRole('searchbox', { name: 'Rechercher' }).fill(wanted?.number ?? '')
        await page.waitForURL(/guichet\.invoices=/)
        const alike = ledger.filter(({ number }) => number.includes(wanted?.number ?? '')).map(({ number }) => number)
        await invoices
          .getByText(new RegExp(`^${alike.length} documents?$`))
          .first()
          .waitFor()
        assert.deepEqual(await showAll(page), alike)

        // The sheet: lines and VAT as the ERP has them.
        await invoiceTable(page)
          .getByRole('button', { name: wanted?.number ?? '', exact: true })
          .click()
        const sheet = invoices.getByRole('dialog')
        await sheet.getByText('Prix unitaire HT').first().waitFor()
        const detail = plain(await sheet.innerText())
        const lines = await query<{ quantity: string; price: string }>(
          `select l.quantity::text, l.unit_price::text as price from public.account_invoice_line l
           where l.invoice = $1 and l.type = 'line'`,
          [wanted?.id],
        )
        assert.ok(lines.length > 0)
        for (const { quantity, price } of lines) {
          const cost = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 2, maximumFractionDigits: 4 })
          assert.ok(detail.includes(plain(cost.format(Number(price)))), `${quantity} x ${price} in ${detail}`)
        }
        const taxes = await query<{ base: string; amount: string }>(
          'select base::numeric(16, 2)::text as base, amount::numeric(16, 2)::text as amount from public.account_invoice_tax where invoice = $1',
          [wanted?.id],
        )
        assert.ok(taxes.length > 0)
        for (const { base, amount } of taxes)
          for (const each of [base, amount]) assert.ok(detail.includes(euros(cents(each))), `${each} in ${detail}`)

        // The vendor's own PDF, byte for byte.
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          sheet.getByRole('button', { name: /Télécharger le PDF/ }).click(),
        ])
        assert.ok(original?.content, 'the ERP keeps a PDF of this invoice')
        assert.ok((await readFile(await download.path())).equals(Buffer.from(original.content)))

        // Not one foreign number, on the page or in the answers.
        await sheet.getByRole('button', { name: 'Fermer' }).first().click()
        const others = (await query<{ number: string }>(foreign, [customer])).map(({ number }) => number)
        assert.ok(others.length > 3)
        const all = `${await wholeText(page)}\n${(await answers()).join('\n')}`
        const word = (number: string) => new RegExp(`(?<![\\w/-])${number.replace(/[^\w]/g, '\\$&')}(?![\\w/-])`)
        assert.ok(ledger.every(({ number }) => word(number).test(all)))
        assert.deepEqual(
          others.filter((number) => word(number).test(all)),
          [],
        )
        assert.deepEqual(counter.complaints, [])
      }))
  })
}

story('a customer of an ERP, rows of our own', onFixture, false)
story('a customer of a real ERP', onDump, dumpMissing)
