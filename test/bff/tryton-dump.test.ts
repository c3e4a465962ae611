/** The mapping on a real ERP's data, held against queries that read Tryton's ledger without it. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { multiply } from '../../bff/base/money.ts'
import type { RelationName } from '../../bff/management/contract.ts'
import { conform } from '../../bff/management/conform.ts'
import { type TestVendor, testVendor } from '../kit/db.ts'
import { testSession } from '../kit/db-management.ts'
import { dumpMissing, loopsInto, type PlanNode, onDump } from '../kit/tryton.ts'

/** What the ERP's staff counts, TRYTON.md 3 and 4; without drafts' lines, links and models that are no subject. */
const rows: Record<RelationName, number | null> = {
  company: 1,
  customer: 52,
  site: 186,
  contact: 185,
  service_contract: 55,
  equipment: 297,
  nature: 7,
  intervention: 305,
  visit: 263,
  visit_work: 244,
  exchange: 0,
  article_family: 23,
  article: 264,
  article_media: 24,
  article_price: 2084,
  stock: 792,
  supplier_delay: 264,
  sales_order: 338,
  sales_order_line: 1026,
  invoice: 753,
  invoice_line: 1555,
  invoice_tax: 911,
  invoice_due: 797,
  invoice_payment: 623,
  document: 338,
  // Nothing in Tryton's standard modules.
  article_access: null,
  article_property: null,
  article_promotion: null,
  article_option: null,
  article_compatibility: null,
}

/** Everything but a numbered customer invoice of the first company. */
const foreign = `select id from public.account_invoice
  where type <> 'out' or company <> 1 or number is null or state not in ('posted', 'paid', 'cancelled')`

/** The books: the receivable, the revenue and the tax lines of each invoice's entry, and what is not reconciled. */
const ledger = `
  select i.id, i.number,
    (select -sum(l.debit - l.credit) from public.account_move_line l
       where l.move = i.move and l.origin like 'account.invoice.line,%')::numeric(16, 2) as excl,
    coalesce((select sum(x.amount) from public.account_invoice_tax x where x.invoice = i.id), 0)::numeric(16, 2) as tax,
    (select sum(l.debit) - sum(l.credit) from public.account_move_line l
       where l.move = i.move and l.account = i.account)::numeric(16, 2) as incl,
    (case when i.state <> 'posted' then 0 else (
      select coalesce(sum(l.debit - l.credit), 0) from public.account_move_line l
        where l.reconciliation is null and (
          (l.move = i.move and l.account = i.account)
          or l.id in (select line from public."account_invoice-account_move_line" where invoice = i.id)))
      end)::numeric(16, 2) as remaining
  from public.account_invoice i
  where i.type = 'out' and i.company = 1 and i.number is not null
  order by i.id`

describe('a real Tryton database', { skip: dumpMissing }, () => {
  let vendor: TestVendor
  before(async () => {
    // On one engine: what the views say on the other is asked of our own rows, tryton-fixture.test.ts.
    vendor = await testVendor('postgres', onDump)
  })
  after(() => vendor.close())
  const query = <T = Record<string, string>>(sql: string, parameters: unknown[] = []) =>
    vendor.admin.query<T>(sql, parameters)
  const count = async (sql: string) => Number((await query(`select count(*) as n from (${sql}) x`))[0]?.n)

  test('every relation keeps the contract, and has the rows that the ERP has', async () => {
    // Each relation is computed once, not for each of its columns: types are asked of the views, rows of copies of them.
    const present = Object.entries(rows).flatMap(([relation, count]) => (count === null ? [] : relation))
    await vendor.admin.script(
      `create schema copies; ${present.map((one) => `create table copies.${one} as select * from management.${one};`).join('\n')} analyze`,
    )
    const reports = await conform((sql) => query(sql.replaceAll('management."', 'copies."')) as never)
    assert.deepEqual(
      reports.flatMap(({ findings }) => findings.map(({ message }) => message)),
      [],
    )
    assert.deepEqual(Object.fromEntries(reports.map((report) => [report.relation, report.rows])), rows)
  })

  test('untaxed, tax, total and amount to pay of all 753 customer invoices are the ledger’s', async () => {
    const expected = await query(ledger)
    assert.equal(expected.length, 753)
    assert.deepEqual(
      await query(`select id, number, total_excl_tax as excl, total_tax as tax, total_incl_tax as incl, remaining
          from management.invoice order by id`),
      expected,
    )
  })

  test('what a customer has to pay is his unreconciled balance in the books', async () => {
    const owed = await query(`select customer_id, sum(remaining)::numeric(16, 2) as balance
        from management.invoice group by 1 having sum(remaining) <> 0 order by 1`)
    assert.ok(owed.length > 20)
    assert.deepEqual(
      owed,
      await query(`select l.party as customer_id, sum(l.debit - l.credit)::numeric(16, 2) as balance
          from public.account_move_line l join public.account_move m on m.id = l.move and m.company = 1
          where l.reconciliation is null and l.account in (
            select account from public.account_invoice where type = 'out' and company = 1)
          group by 1 having sum(l.debit - l.credit) <> 0 order by 1`),
    )
  })

  test('lines add up to the untaxed total, taxes to the tax, due dates to the total, what is unsettled to the rest', async () => {
    const wrong = await query(`
        select i.number,
          i.total_excl_tax - (select coalesce(sum(l.amount_excl_tax), 0) from management.invoice_line l where l.invoice_id = i.id) as lines,
          i.total_tax - (select coalesce(sum(t.amount), 0) from management.invoice_tax t where t.invoice_id = i.id) as taxes,
          i.total_incl_tax - (select coalesce(sum(d.amount), 0) from management.invoice_due d where d.invoice_id = i.id) as dues,
          case when i.state = 'open' then i.remaining
            - (select coalesce(sum(d.amount), 0) from management.invoice_due d where d.invoice_id = i.id)
            + (select coalesce(sum(p.amount), 0) from management.invoice_payment p where p.invoice_id = i.id)
            else i.remaining end as rest,
          case when i.state = 'paid' and i.kind = 'invoice' then i.total_incl_tax
            - (select sum(p.amount) from management.invoice_payment p where p.invoice_id = i.id) else 0 end as paid
        from management.invoice i`)
    assert.equal(wrong.length, 753)
    const off = wrong.filter(({ lines, taxes, dues, rest, paid }) =>
      [lines, taxes, dues, rest, paid].some((part) => Number(part) !== 0),
    )
    assert.deepEqual(off, [])
  })

  test('the lines of a rate make the tax booked for it, rounded once and half-even', async () => {
    // Tryton multiplies what the lines cost before their own rounding, so quantity x price it is.
    // A rate may stand twice on an invoice: the tax on goods and the tax on services.
    const booked = await query(`select t.rate, t.amount, sum(l.quantity * l.unit_price) as exact
        from management.invoice_tax t
        join public.account_invoice_tax x on x.id = t.id
        join management.invoice_line l on l.invoice_id = t.invoice_id and l.tax_rate = t.rate
        join public.account_invoice_line_account_tax y on y.line = l.id
          and x.tax in (select z.id from public.account_tax z where y.tax in (z.id, z.parent))
        group by t.id, t.rate, t.amount`)
    assert.equal(booked.length, 911)
    const wrong = booked.filter(({ rate = '', amount, exact = '' }) => multiply(exact, rate, 2, 'half-even') !== amount)
    assert.deepEqual(wrong, [])
    assert.deepEqual(new Set(booked.map(({ rate }) => rate)), new Set(['0.055', '0.10', '0.20']))
    assert.equal(await count("select from management.invoice_line where kind = 'line' and tax_rate is null"), 0)
  })

  test('states: due date, instalments, credit notes and what they correct', async () => {
    const states = await query('select state, count(*) as n from management.invoice group by 1 order by 1')
    assert.deepEqual(states, [
      { state: 'cancelled', n: '13' },
      { state: 'open', n: '144' },
      { state: 'paid', n: '596' },
    ])
    assert.equal(await count("select from management.invoice where state = 'open' and remaining <= 0"), 0)
    assert.equal(
      await count(`select from management.invoice i where i.state = 'open' and i.due_on is distinct from
          (select min(d.due_on) from management.invoice_due d where d.invoice_id = i.id and not d.settled)`),
      0,
    )
    // The ERP credited thirteen invoices in full and so cancelled them.
    assert.equal(
      await count(`select from management.invoice c join management.invoice o on o.id = c.original_id
          where c.kind = 'credit_note' and o.state = 'cancelled' and o.total_incl_tax = -c.total_incl_tax`),
      13,
    )
    assert.equal(await count("select from management.invoice where kind = 'credit_note'"), 13)
  })

  test('supplier invoices, drafts, numberless ones and the second company’s never show', async () => {
    for (const trap of ["type = 'in'", 'company = 2', "state = 'draft'", "state = 'cancelled' and number is null"])
      assert.ok((await count(`select from public.account_invoice where ${trap}`)) > 0, trap)
    const columns = {
      invoice: 'id',
      invoice_line: 'invoice_id',
      invoice_tax: 'invoice_id',
      invoice_due: 'invoice_id',
      invoice_payment: 'invoice_id',
    }
    for (const [relation, column] of Object.entries(columns))
      assert.equal(await count(`select from management.${relation} where ${column} in (${foreign})`), 0, relation)
    assert.equal(
      await count(
        `select from management.document where subject_kind = 'invoice' and subject_id::integer in (${foreign})`,
      ),
      0,
    )
  })

  test('documents: the 150 PDFs that the ERP keeps are originals, its ODT reports are nothing', async () => {
    const kinds = await query(`select subject_kind as kind, role, count(*) as n, count(distinct subject_id) as subjects
        from management.document group by 1, 2 order by 1, 2`)
    assert.deepEqual(kinds, [
      { kind: 'equipment', role: 'attachment', n: '60', subjects: '30' },
      { kind: 'intervention', role: 'attachment', n: '79', subjects: '60' },
      { kind: 'invoice', role: 'original', n: '150', subjects: '150' },
      { kind: 'order', role: 'attachment', n: '49', subjects: '49' },
    ])
    assert.equal(
      await count(`select from management.document d where d.role = 'original' and (
          d.media_type <> 'application/pdf' or substring(d.content from 1 for 5) <> '%PDF-'::bytea or d.size <> length(d.content)
          or not exists (select from public.ir_attachment a where a.data = d.content
            and a.resource = 'account.invoice,' || d.subject_id))`),
      0,
    )
  })

  test('a customer’s page computes his invoices only', async () => {
    const [busiest] = await query(
      'select customer_id, count(*) as n from management.invoice group by 1 order by 2 desc limit 1',
    )
    const [explained] = await query<{ 'QUERY PLAN': string | [{ Plan: PlanNode }] }>(
      `explain (analyze, format json) select * from management.invoice where customer_id = ${busiest?.customer_id}
          order by issued_on desc, id desc limit 20`,
    )
    const plan = explained?.['QUERY PLAN']
    const [root] = (typeof plan === 'string' ? JSON.parse(plan) : plan) as [{ Plan: PlanNode }]
    // One entry and one sum of taxes an invoice, not 753; the entry is looked up through the invoice.
    const invoices = Number(busiest?.n)
    assert.ok(invoices > 20 && invoices < 100)
    assert.equal(loopsInto('account_invoice_tax', root.Plan), invoices)
    assert.equal(loopsInto('account_move_line', root.Plan) <= 2 * invoices, true)
  })

  test('through the guards a signed-in customer sees exactly his invoices, and nobody else’s', async () => {
    const customers = await query(`select customer_id as id, array_agg(id order by id) as invoices,
        sum(total_incl_tax)::numeric(16, 2) as total from management.invoice group by 1 order by 1`)
    assert.equal(customers.length, 52)
    for (const customer of customers) {
      const batch = await vendor.db.scoped(await testSession(vendor.admin, { customer: customer.id ?? '' }))
      try {
        const seen = await batch.read((db) =>
          db.selectFrom('invoice').select(['id', 'total_incl_tax']).orderBy('id').execute(),
        )
        assert.deepEqual(
          seen.map(({ id }) => id),
          customer.invoices,
        )
        const cents = seen.reduce(
          (sum, { total_incl_tax }) => sum + BigInt((total_incl_tax ?? '').replace('.', '')),
          0n,
        )
        assert.equal(cents, BigInt((customer.total ?? '').replace('.', '')))
        const lines = await batch.read((db) => db.selectFrom('invoice_line').select('customer_id').distinct().execute())
        assert.deepEqual(lines, [{ customer_id: customer.id }])
      } finally {
        await batch.release()
      }
    }
  })
})
