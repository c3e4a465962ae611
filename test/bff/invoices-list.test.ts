import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { InvoiceFilter, InvoiceRow, InvoiceSort, InvoiceState } from '../../bff/api.ts'
import { decodeCursor, encodeCursor } from '../../bff/base/page.ts'
import { Random } from '../../bff/management/demo/random.ts'
import { type Counter, openCounter, type Person, today } from '../kit/ask.ts'
import { refused } from '../kit/client.ts'
import { eachEngine } from '../kit/db.ts'
import { cents, listOracle } from '../kit/invoice-list.ts'

const sorts: InvoiceSort[] = ['issued', 'due', 'number', 'total', 'remaining']
const states: InvoiceState[] = ['open', 'partly_paid', 'overdue', 'paid', 'cancelled']

type Query = InvoiceFilter & { sort?: InvoiceSort; order?: 'asc' | 'desc' }

async function walk(counter: Counter, person: Person, query: Query, limit: number) {
  const rows: InvoiceRow[] = []
  let after: string | undefined
  let pages = 0
  for (;;) {
    const reply = await counter.ask(person, 'GET /invoices', { query: { ...query, limit, ...(after && { after }) } })
    rows.push(...reply.rows)
    pages++
    assert.ok(reply.rows.length <= limit)
    if (reply.next === null) return { rows, totals: reply.totals, pages }
    assert.equal(reply.rows.length, limit, 'only the last page may be short')
    after = reply.next
  }
}

eachEngine((engine, rule) => {
  // What differs between the vendors is their rows: PostgreSQL reads both.
  for (const vendor of engine === 'pglite' ? (['armoise'] as const) : (['armoise', 'brumaire'] as const)) {
    let counter: Counter
    let oracle: ReturnType<typeof listOracle>
    /** The customer with most invoices. */
    let customer: string

    before(async () => {
      counter = await openCounter(engine, vendor)
      oracle = listOracle(counter.model, today)
      const counts = Map.groupBy(counter.model.rows.invoice, (invoice) => invoice.customer_id)
      customer = [...counts].toSorted((a, b) => b[1].length - a[1].length)[0]?.[0] ?? ''
    })
    after(() => counter?.close())

    test(`[CO-08] [OG-05] ${vendor}: filters, orders and pages agree with the rows in memory`, async () => {
      const random = new Random(`list ${vendor}`)
      const own = counter.model.rows.invoice.filter((invoice) => invoice.customer_id === customer)
      const sites = counter.model.rows.site.filter((site) => site.customer_id === customer)
      const words = [
        'maintenance',
        'ÉCHÉANCE',
        'fa',
        'toner',
        'a',
        'contrat 1',
        'œ',
        '2026',
        'zzz',
        "d'",
        'é',
        '%',
        '_',
      ]
      const people = [
        await counter.enter({ customer }),
        await counter.enter({ customer, profile: 'technical' }),
        await counter.enter({ customer, sites: sites.slice(0, 1).map((site) => site.id) }),
      ]
      let shown = 0
      let paged = 0
      for (let round = 0; round < 60; round++) {
        const person = random.pick(people)
        const amounts = person.rights.has('invoices.amounts')
        const some = random.pick(own)
        const query: Query = {
          ...(random.chance(0.25) && { from: random.pick(own).issued_on }),
          ...(random.chance(0.25) && { to: random.pick(own).issued_on }),
          ...(random.chance(0.4) && { state: states.filter((_, index) => index === round % 5 || random.chance(0.3)) }),
          ...(random.chance(0.2) && { kind: random.pick(['invoice', 'credit_note'] as const) }),
          ...(random.chance(0.2) && sites.length > 0 && { site: random.pick(sites).id }),
          ...(random.chance(0.3) && { q: random.chance(0.3) ? some.number.slice(-3) : random.pick(words) }),
          ...(amounts && random.chance(0.2) && { min: some.total_incl_tax }),
          ...(amounts && random.chance(0.2) && { max: random.pick(own).total_incl_tax }),
          sort: amounts ? random.pick(sorts) : random.pick(['issued', 'due', 'number'] as const),
          order: random.pick(['asc', 'desc'] as const),
        }
        const expected = oracle.list(person, query, query.sort, query.order)
        const { rows, totals, pages } = await walk(counter, person, query, random.int(2, 12))
        const what = JSON.stringify(query)
        assert.deepEqual(
          rows.map((row) => row.id),
          expected.ids,
          what,
        )
        assert.deepEqual(
          rows.map((row) => row.state),
          expected.states,
          what,
        )
        const { count, openCount, overdueCount } = totals
        assert.deepEqual(
          { count, openCount, overdueCount },
          { count: expected.count, openCount: expected.openCount, overdueCount: expected.overdueCount },
          what,
        )
        if (amounts) {
          assert.equal(cents(totals.open ?? 'hidden'), expected.open, what)
          assert.equal(cents(totals.overdue ?? 'hidden'), expected.overdue, what)
        } else {
          assert.deepEqual([totals.open, totals.overdue], [null, null])
        }
        shown += rows.length
        if (pages > 1) paged++
      }
      assert.ok(shown > 300 && paged > 10, `the rounds show something: ${shown} rows, ${paged} with pages`)
    })

    rule(`${vendor}: every state, order and direction over all pages of one row`, async () => {
      const person = await counter.enter({ customer })
      for (const sort of sorts) {
        for (const order of ['asc', 'desc'] as const) {
          const expected = oracle.list(person, {}, sort, order)
          const { rows } = await walk(counter, person, { sort, order }, 13)
          assert.deepEqual(
            rows.map((row) => row.id),
            expected.ids,
            `${sort} ${order}`,
          )
        }
      }
      const found = states.map((state) => [state, oracle.list(person, { state: [state] }).count] as const)
      for (const [state, count] of found) {
        const { totals } = await counter.ask(person, 'GET /invoices', { query: { state: [state] } })
        assert.equal(totals.count, count, state)
      }
      assert.ok(found.filter(([, count]) => count > 0).length >= 3, 'the customer has invoices in several states')
    })

    test(`${vendor}: a search is text, never a pattern, in any spelling`, async () => {
      const person = await counter.enter({ customer })
      const countOf = async (q: string) => (await counter.ask(person, 'GET /invoices', { query: { q } })).totals.count
      const all = await countOf('')
      assert.equal(all, oracle.list(person, {}).count)
      for (const q of ['%', '_', '\\', '%%%', "' or 1=1 --", '\\%', '"; drop table x; --']) {
        assert.equal(await countOf(q), oracle.list(person, { q }).count, q)
      }
      assert.ok((await countOf('%')) < all)
      const line = counter.model.rows.invoice_line.find(
        (one) => one.customer_id === customer && /[éèàâêîôûç]/i.test(one.label),
      )
      assert.ok(line)
      const word = line.label.split(/[\s']+/).find((one) => /[éèàâêîôûç]/i.test(one)) ?? ''
      const plain = word.normalize('NFD').replace(/[\u0300-\u036f]/g, '')
      const spellings = [word, plain, word.toUpperCase(), plain.toUpperCase(), word.normalize('NFD')]
      const counts = await Promise.all(spellings.map(countOf))
      assert.ok(counts[0] && counts[0] > 0, word)
      assert.deepEqual(new Set(counts).size, 1, `${word}: ${counts.join()}`)
    })

    rule(`[EX-38] ${vendor}: the customer's own reference finds the invoice`, async () => {
      const person = await counter.enter({ customer })
      const ordered = counter.model.rows.invoice.find((one) => one.customer_id === customer && one.reference !== null)
      assert.ok(ordered?.reference)
      const { rows } = await counter.ask(person, 'GET /invoices', { query: { q: ordered.reference, limit: 100 } })
      assert.ok(rows.some(({ id, reference }) => id === ordered.id && reference === ordered.reference))
      assert.equal(rows.length, oracle.list(person, { q: ordered.reference }).count)
    })

    test(`[EX-29] ${vendor}: without the right to amounts none is shown, and none can be asked about`, async () => {
      const person = await counter.enter({ customer, profile: 'technical' })
      const { rows, totals } = await counter.ask(person, 'GET /invoices', { query: { limit: 100 } })
      assert.ok(rows.length > 5)
      for (const row of rows) {
        assert.deepEqual([row.totalExclTax, row.totalTax, row.totalInclTax, row.remaining], [null, null, null, null])
        assert.notEqual(row.state, 'partly_paid')
      }
      assert.deepEqual([totals.open, totals.overdue], [null, null])
      assert.ok(totals.count >= rows.length)
      for (const query of [{ min: '1' }, { max: '1' }, { sort: 'total' }, { sort: 'remaining' }] as Query[]) {
        await assert.rejects(counter.ask(person, 'GET /invoices', { query }), refused('column-hidden'))
      }
    })

    rule(`${vendor}: an intervention link, no site at all, another customer's site: no rows, no error`, async () => {
      const link = await counter.enter({ customer, intervention: '1' })
      const nowhere = await counter.enter({ customer, sites: [] })
      const person = await counter.enter({ customer })
      const foreign = counter.model.rows.site.find((site) => site.customer_id !== customer)?.id ?? ''
      for (const [who, query] of [
        [link, {}],
        [nowhere, {}],
        [person, { site: foreign }],
        [person, { site: 'x' }],
        [person, { site: '9'.repeat(40) }],
        [person, { site: "1' or true --" }],
        [person, { from: '2030-01-01' }],
      ] as [Person, Query][]) {
        const reply = await counter.ask(who, 'GET /invoices', { query })
        assert.deepEqual(reply.rows, [])
        assert.equal(reply.next, null)
        assert.deepEqual([reply.totals.count, reply.totals.open, reply.totals.overdue], [0, '0.00', '0.00'])
      }
    })

    rule(`${vendor}: what is not of the documented form is refused before any query`, async () => {
      const person = await counter.enter({ customer })
      const wrong: Record<string, unknown>[] = [
        { q: 'x'.repeat(10_000) },
        { q: 'a\u0000b' },
        { from: '2026-02-30' },
        { to: 'yesterday' },
        { state: [] },
        { state: ['late'] },
        { kind: 'quote' },
        { site: '' },
        { min: '1e3' },
        { max: '1,5' },
        { min: '0.001' },
        { sort: 'id' },
        { order: 'up' },
        { limit: 0 },
        { limit: 101 },
        { limit: 1.5 },
        { after: '' },
        { after: 'x'.repeat(2000) },
        { customer: 'all' },
      ]
      for (const query of wrong) {
        await assert.rejects(
          counter.ask(person, 'GET /invoices', { query: query as Query }),
          refused('input-invalid'),
          JSON.stringify(query).slice(0, 60),
        )
      }
      const longest = await counter.ask(person, 'GET /invoices', { query: { q: 'word '.repeat(20) } })
      assert.equal(longest.totals.count, 0)
    })

    test(`${vendor}: a cursor is of its order alone, and a forged one opens nothing`, async () => {
      const person = await counter.enter({ customer })
      const { next, rows } = await counter.ask(person, 'GET /invoices', { query: { limit: 2 } })
      assert.ok(next)
      const ask = (after: string, query: Query = {}) =>
        counter.ask(person, 'GET /invoices', { query: { ...query, after } })
      await assert.rejects(ask(next, { sort: 'due' }), refused('input-invalid'))
      await assert.rejects(ask(next, { order: 'asc' }), refused('input-invalid'))
      const [issued, id] = decodeCursor(next, 'issued desc', 2).values
      const forged = [
        encodeCursor({ sort: 'issued desc', values: ['2026-13-45', id ?? ''] }),
        encodeCursor({ sort: 'issued desc', values: ["2026-01-01' or true", id ?? ''] }),
        encodeCursor({ sort: 'issued desc', values: [null, id ?? ''] }),
        encodeCursor({ sort: 'issued desc', values: [issued ?? '', 'x; drop table'] }),
        encodeCursor({ sort: 'issued desc', values: [issued ?? '', null] }),
        encodeCursor({ sort: 'issued desc', values: [issued ?? '', '\u0000'] }),
        encodeCursor({ sort: 'issued desc', values: ['2026-02-30', id ?? ''] }),
        next.slice(0, -4),
        'e30',
        'bnVsbA',
      ]
      for (const after of forged) await assert.rejects(ask(after), refused('input-invalid'), after)
      // A cursor only says where to go on: another customer's row in it shows nothing of that customer.
      const foreign = counter.model.rows.invoice.find((invoice) => invoice.customer_id !== customer)
      const values = [foreign?.issued_on ?? '', foreign?.id ?? '']
      const reply = await ask(encodeCursor({ sort: 'issued desc', values }), { limit: 100 } as Query)
      const mine = new Set(oracle.visible(person, 'invoice'))
      assert.ok(reply.rows.every((row) => mine.has(row.id)))
      assert.ok(rows.length === 2)
    })

    rule(`${vendor}: pages stay in step while invoices arrive`, async () => {
      const twin = await openCounter(engine, vendor)
      try {
        const person = await twin.enter({ customer })
        const expected = oracle.list(person, {}).ids
        const first = await twin.ask(person, 'GET /invoices', { query: { limit: 5 } })
        await twin.admin.script(`
          alter table management.invoice disable trigger all;
          create temp table newer as select * from management.invoice where customer_id = '${customer}' limit 1;
          update newer set issued_on = '2027-01-01', number = 'ZZ-NEW',
            id = ${vendor === 'armoise' ? '999999999' : "'00000000-0000-4000-8000-999999999999'"};
          insert into management.invoice select * from newer;
        `)
        const rest = await twin.ask(person, 'GET /invoices', { query: { limit: 100, after: first.next ?? '' } })
        assert.deepEqual(
          [...first.rows, ...rest.rows].map((row) => row.id),
          expected,
        )
        assert.equal(rest.totals.count, expected.length + 1)
      } finally {
        await twin.close()
      }
    })
  }
})
