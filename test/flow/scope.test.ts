/** Who sees what, told by the page and by the bytes of every answer: two companies, a profile without amounts. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser } from '../kit/browser.ts'
import { type House, openHouse } from '../kit/house.ts'
import { visit } from '../kit/visitor.ts'
import { invoiceNumbers, invoiceTable, openAccount, showAll, signInByPassword, wholeText } from './visitor.ts'

describe('who sees what in the browser', () => {
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

  const query = <T>(sql: string, values: unknown[]) => house.vendors.armoise.admin.query<T>(sql, values)

  const customers = (login: string) =>
    query<{ id: string; name: string }>(
      `select u.id::text as id, u.name from management.customer u
         join portal.account_customer c on c.customer_id = u.id::text join portal.account a on a.id = c.account_id
       where a.login = $1 order by u.name`,
      [login],
    )

  /** Words and ids that belong to one customer alone. */
  async function marksOf(customer: string): Promise<string[]> {
    const rows = await query<{ mark: string }>(
      `select number as mark from management.invoice where customer_id::text = $1
       union all select '"' || id::text || '"' from management.invoice where customer_id::text = $1
       union all select s.name from management.site s where s.customer_id::text = $1
         and not exists (select from management.site o where o.name = s.name and o.customer_id <> s.customer_id)`,
      [customer],
    )
    return rows.map(({ mark }) => mark)
  }

  const found = (marks: readonly string[], text: string) => marks.filter((mark) => text.includes(mark))

  test('M. Berger passes from one company to the other: nothing of the first remains', () =>
    visit(browser, async ({ page, answers, forget }) => {
      const companies = await customers('berger')
      assert.equal(companies.length, 2)
      const marks = new Map<string, string[]>()
      for (const { id, name } of companies) marks.set(name, await marksOf(id))
      await page.goto(`${house.urls.armoise}/factures`)
      await signInByPassword(page, 'berger')
      await invoiceNumbers(page)
      const title = await page
        .locator('guichet-account')
        .getByRole('button', { name: /Mon compte/ })
        .innerText()
      const first = companies.find(({ name }) => title.includes(name))
      const other = companies.find(({ name }) => !title.includes(name))
      assert.ok(first && other, title)
      const [ofFirst = [], ofOther = []] = [marks.get(first.name), marks.get(other.name)]
      assert.ok(found(ofFirst, await wholeText(page)).length > 10, 'the marks are words that the page shows')

      forget()
      await (await openAccount(page)).getByRole('button', { name: other.name }).click()
      await page
        .locator('guichet-account')
        .getByRole('button', { name: new RegExp(other.name) })
        .waitFor()
      const [top] = await query<{ number: string }>(
        'select number from management.invoice where customer_id::text = $1 order by issued_on desc, id desc limit 1',
        [other.id],
      )
      await invoiceTable(page)
        .getByText(top?.number ?? '')
        .waitFor()
      const shown = await showAll(page)
      await invoiceTable(page)
        .getByRole('button', { name: shown[0] as string, exact: true })
        .click()
      await page.locator('guichet-invoices').getByText('Prix unitaire HT').first().waitFor()
      const text = await wholeText(page)
      assert.deepEqual(found(ofFirst, text), [])
      assert.ok(found(ofOther, text).length > 10)
      const bytes = (await answers()).join('\n')
      assert.deepEqual(found(ofFirst, bytes), [])
      assert.ok(found(ofOther, bytes).length > 10)
      // The address of the first company's sheet opens nothing here.
      const [foreign] = await query<{ id: string }>(
        'select id::text as id from management.invoice where customer_id::text = $1 limit 1',
        [first.id],
      )
      await page.goto(`${house.urls.armoise}/factures#guichet.invoices=${encodeURIComponent(`/${foreign?.id}`)}`)
      await page.reload()
      await page.locator('guichet-invoices').getByText('n’existe pas').first().waitFor()
    }))

  test('[CO-13] [OG-05] M. Martin sees no amount: neither on the page nor in any byte of any answer', () =>
    visit(browser, async ({ page, answers }) => {
      const [company] = await customers('martin')
      const amounts = await query<{ amount: string }>(
        `select distinct x.amount::text as amount from management.invoice i
           left join management.invoice_line l on l.invoice_id = i.id
           cross join lateral (values (i.total_excl_tax), (i.total_tax), (i.total_incl_tax), (i.remaining),
             (l.unit_price), (l.amount_excl_tax)) x (amount)
         where i.customer_id::text = $1 and x.amount <> 0`,
        [company?.id],
      )
      assert.ok(amounts.length > 100)
      const marks = amounts.map(({ amount }) => `"${amount}"`)
      const visits: [string, (found: number) => boolean][] = [
        ['lefevre', (n) => n > 100],
        ['martin', (n) => n === 0],
      ]
      // Mme Lefèvre of the same company goes the same way: she proves that the marks are found where they are.
      for (const [login, right] of visits) {
        await page.goto(`${house.urls.armoise}/factures`)
        await signInByPassword(page, login)
        const before = (await answers()).length
        const numbers = await showAll(page)
        assert.ok(numbers.length > 20)
        for (const number of numbers.slice(0, 2)) {
          await invoiceTable(page).getByRole('button', { name: number, exact: true }).click()
          const sheet = page.locator('guichet-invoices').getByRole('dialog')
          await sheet.getByText('Désignation').first().waitFor()
          await sheet.getByRole('button', { name: 'Fermer' }).first().click()
        }
        const bytes = (await answers()).slice(before - 1).join('\n')
        assert.ok(bytes.includes(numbers[0] as string))
        assert.ok(right(found(marks, bytes).length), `${login}: ${found(marks, bytes).slice(0, 5).join(' ')}`)
        const euros = (await wholeText(page, 'guichet-invoices')).match(/\d,\d\d\s*€/g) ?? []
        assert.ok(right(euros.length * 3), `${login}: ${euros.slice(0, 5).join(' ')}`)
        const buttons = await page.locator('guichet-invoices').getByRole('button', { name: /PDF/ }).count()
        assert.equal(buttons > 0, login === 'lefevre')
        await (await openAccount(page)).getByRole('button', { name: 'Se déconnecter' }).click()
        await page.locator('guichet-invoices').getByRole('button', { name: 'Se connecter' }).waitFor()
      }
    }))

  test('a profile that the operator changes applies at the next call of an open page', () =>
    visit(browser, async ({ page }) => {
      const [company] = await customers('lefevre')
      const change = (profile: string) =>
        house.cli(
          'account',
          'profile',
          'lefevre',
          '--customer',
          company?.id ?? '',
          '--profile',
          profile,
          '--vendor',
          'armoise',
        )
      await page.goto(`${house.urls.armoise}/factures`)
      await signInByPassword(page, 'lefevre')
      await invoiceTable(page).getByText('€').first().waitFor()
      await change('technical')
      try {
        await page.reload()
        await invoiceTable(page).waitFor()
        assert.equal(await invoiceTable(page).getByText('€').count(), 0)
      } finally {
        await change('accounting')
      }
    }))

  test('nothing went wrong on the server meanwhile', () => {
    assert.deepEqual(house.complaints, [])
  })
})
