/** The list of orders against the demo's rows in memory, and the sheet of one. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { OrderFilter, OrderRow, OrderSort } from '../../bff/api.ts'
import { decodeCursor, encodeCursor } from '../../bff/base/page.ts'
import { folded } from '../../bff/base/search.ts'
import { againOf, changesOf, stepsOf, toCome } from '../../bff/features/orders/rules.ts'
import { Random } from '../../bff/management/demo/random.ts'
import { type Counter, openCounter, type Person } from '../kit/ask.ts'
import { refused } from '../kit/client.ts'

type Query = OrderFilter & { sort?: OrderSort; order?: 'asc' | 'desc' }
type Made = Counter['model']['rows']['sales_order'][number]
const sorts: OrderSort[] = ['ordered', 'expected', 'number', 'total']
const open = ['received', 'confirmed', 'preparing', 'partly_delivered']

for (const [engine, vendor, rounds] of [
  ['postgres', 'armoise', 30],
  ['pglite', 'brumaire', 6],
] as const) {
  describe(`${vendor} on ${engine}`, () => {
    let counter: Counter
    let buyer: Person
    let mine: Made[]
    let me: string

    before(async () => {
      counter = await openCounter(engine, vendor)
      Object.assign(counter.portal, { features: ['orders', 'ordering'] })
      const { sales_order: all } = counter.model.rows
      const most = [...Map.groupBy(all, (row) => row.customer_id).values()].toSorted((a, b) => b.length - a.length)
      mine = most[0] ?? []
      me = mine[0]?.customer_id ?? ''
      buyer = await counter.enter({ customer: me, profile: 'supervisor' })
    })
    after(() => counter?.close())

    const linesOf = (order: string) => counter.model.rows.sales_order_line.filter((row) => row.order_id === order)

    function keeps(row: Made, { q, from, to, state, site, equipment }: Query): boolean {
      const lines = linesOf(row.id)
      const texts = [row.number, row.reference, row.requester, ...lines.flatMap((one) => [one.label, one.reference])]
      const has = (word: string) => texts.some((text) => text !== null && folded(text).includes(word))
      return (
        (from === undefined || row.ordered_on >= from) &&
        (to === undefined || row.ordered_on <= to) &&
        (state === undefined || state.some((one) => (one === 'open' ? open.includes(row.state) : one === row.state))) &&
        (site === undefined || row.site_id === site) &&
        (equipment === undefined || lines.some((one) => one.equipment_id === equipment)) &&
        folded(q ?? '')
          .split(/\s+/)
          .filter(Boolean)
          .every(has)
      )
    }

    async function walk(person: Person, query: Query, limit: number) {
      const rows: OrderRow[] = []
      for (let next: string | null | undefined; next !== null; ) {
        const reply = await counter.ask(person, 'GET /orders', {
          query: { ...query, limit, ...(next !== undefined && { after: next }) },
        })
        rows.push(...reply.rows)
        next = reply.next
        if (next === null) return { rows, totals: reply.totals }
        assert.equal(reply.rows.length, limit, 'only the last page may be short')
      }
      return assert.fail('unreachable')
    }

    test('[CO-26] [AR-045] [EX-38] filters, orders, pages and totals agree with the rows in memory', async () => {
      const random = new Random(`orders ${vendor}`)
      assert.ok(mine.length > 5, `the demo has orders: ${mine.length}`)
      const machines = mine.flatMap((row) => linesOf(row.id)).flatMap((line) => line.equipment_id ?? [])
      const limited = mine.find((row) => row.site_id !== null)?.site_id ?? ''
      const some = await counter.enter({ customer: me, sites: [limited] })
      let shown = 0
      for (let round = 0; round < rounds; round++) {
        const who = random.chance(0.25) ? some : buyer
        const row = random.pick(mine)
        const line = random.pick(linesOf(row.id))
        const query: Query = {
          ...(random.chance(0.3) && { from: random.pick(mine).ordered_on }),
          ...(random.chance(0.3) && { to: random.pick(mine).ordered_on }),
          ...(random.chance(0.4) && { state: [random.pick(['open', row.state] as const), 'delivered' as const] }),
          ...(random.chance(0.2) && row.site_id !== null && { site: row.site_id }),
          ...(random.chance(0.2) && machines.length > 0 && { equipment: random.pick(machines) }),
          ...(random.chance(0.4) && {
            q: random.pick([
              row.number.slice(-3),
              row.reference ?? '%',
              (line.reference ?? 'A').slice(0, 4),
              'é',
              line.label.slice(0, 20),
            ]),
          }),
          sort: random.pick(sorts),
          order: random.pick(['asc', 'desc'] as const),
        }
        const kept = mine.filter((one) => keeps(one, query) && (who === buyer || one.site_id === limited))
        const { rows, totals } = await walk(who, query, random.int(2, 12))
        const what = JSON.stringify(query)
        assert.deepEqual(rows.map((one) => one.id).toSorted(), kept.map((one) => one.id).toSorted(), what)
        const value = (one: OrderRow) =>
          ({ ordered: one.orderedOn, expected: one.expectedOn, number: one.number, total: one.inclTax })[
            query.sort ?? 'ordered'
          ]
        const values = rows.map(value)
        const known = values.filter((one) => one !== null)
        assert.deepEqual(values.slice(0, known.length), known, `nothing known stands behind what is not: ${what}`)
        const numbers = query.sort === 'total'
        const rising = known.toSorted((a, b) => (numbers ? Number(a) - Number(b) : a < b ? -1 : 1))
        assert.deepEqual(known, query.order === 'asc' ? rising : rising.toReversed(), what)
        const count = kept.filter((one) => open.includes(one.state)).length
        assert.deepEqual([totals.count, totals.openCount], [kept.length, count], what)
        const owed = kept.filter((one) => one.state !== 'cancelled' && one.state !== 'refused')
        const sum = owed.reduce((all, one) => all + Math.round(Number(one.total_incl_tax ?? 0) * 100), 0)
        assert.equal(Math.round(Number(totals.inclTax ?? 0) * 100), sum, what)
        shown += rows.length
      }
      assert.ok(shown > rounds, `the rounds show something: ${shown}`)
    })

    test('[AR-046] [AR-077] [AR-078] [EX-41] a sheet has its addresses, its lines and what is still to come', async () => {
      for (const row of mine.slice(0, 6)) {
        const sheet = await counter.ask(buyer, 'GET /orders/:id', { params: { id: row.id } })
        const site = counter.model.rows.site.find((one) => one.id === row.site_id)
        const billing = counter.model.rows.site.find((one) => one.id === row.billing_site_id)
        assert.deepEqual(
          [sheet.number, sheet.state, sheet.delivery?.city ?? null, sheet.billing?.name ?? null, sheet.inclTax],
          [row.number, row.state, site?.city ?? null, billing?.name ?? null, row.total_incl_tax],
        )
        const lines = linesOf(row.id).toSorted((a, b) => Number(a.position) - Number(b.position))
        assert.deepEqual(
          sheet.lines.map((line) => [line.label, Number(line.quantity), Number(line.delivered)]),
          lines.map((line) => [line.label, Number(line.quantity), Number(line.delivered_quantity)]),
        )
        for (const line of sheet.lines) {
          const left = Number(line.quantity) - Number(line.delivered)
          const coming = open.includes(row.state) && line.delivered !== null && left > 0
          assert.equal(Number(line.toCome ?? 0), coming ? left : 0)
        }
        assert.equal(sheet.steps.filter((step) => step.progress === 'current').length, 1)
        assert.equal(sheet.mayOrder, true)
      }
    })

    test('[SY-01] no right, another customer, another site: nothing is shown and nothing is told', async () => {
      const foreign = counter.model.rows.sales_order.find((row) => row.customer_id !== me)
      const technical = await counter.enter({ customer: me, profile: 'technical' })
      const nowhere = await counter.enter({ customer: me, sites: [] })
      for (const who of [technical, nowhere]) {
        const { rows, totals } = await counter.ask(who, 'GET /orders')
        assert.deepEqual([rows, totals.count, totals.inclTax], [[], 0, null])
      }
      for (const id of [foreign?.id ?? '', 'x', "1' or true --", `0${mine[0]?.id}`, '9'.repeat(40)]) {
        await assert.rejects(counter.ask(buyer, 'GET /orders/:id', { params: { id } }), refused('not-found'), id)
      }
      for (const query of [{ site: 'x' }, { equipment: "1' or true" }, { q: '%_' }] as Query[]) {
        assert.deepEqual((await counter.ask(buyer, 'GET /orders', { query })).rows, [])
      }
      const stranger = await counter.enter({ customer: foreign?.customer_id ?? '' })
      const { rows } = await counter.ask(stranger, 'GET /orders', { query: { limit: 100 } })
      assert.ok(rows.length > 0 && rows.every((row) => mine.every((one) => one.id !== row.id)))
    })

    test('amounts that a profile may not see are null, and no order of the list betrays them', async () => {
      const profile = `blind ${randomUUID()}`
      await counter.admin.query(
        `insert into portal.profile (id, name_fr, name_en, rights) values ($1, $1, $1, '{orders.read}')`,
        [profile],
      )
      const supervisor = await counter.enter({ customer: me })
      await counter.admin.query('update portal.account_customer set profile_id = $1 where account_id = $2', [
        profile,
        supervisor.accountId,
      ])
      const blind: Person = { ...supervisor, rights: new Set(['orders.read'] as const) }
      const { rows, totals } = await counter.ask(blind, 'GET /orders')
      assert.ok(rows.length > 0 && rows.every((row) => row.inclTax === null && row.exclTax === null))
      assert.equal(totals.inclTax, null)
      const sheet = await counter.ask(blind, 'GET /orders/:id', { params: { id: mine[0]?.id ?? '' } })
      assert.ok(sheet.lines.every((line) => line.unitPrice === null && line.amount === null) && !sheet.mayOrder)
      await assert.rejects(counter.ask(blind, 'GET /orders', { query: { sort: 'total' } }), refused('column-hidden'))
    })

    test('a cursor is of its order alone, and a forged one opens nothing', async () => {
      const { next } = await counter.ask(buyer, 'GET /orders', { query: { limit: 2 } })
      assert.ok(next)
      const [at, id] = decodeCursor(next, 'ordered desc', 2).values as [string, string]
      const ask = (cursor: string, query: Query = {}) =>
        counter.ask(buyer, 'GET /orders', { query: { ...query, after: cursor } })
      await assert.rejects(ask(next, { sort: 'number' }), refused('input-invalid'))
      for (const values of [
        ['2026-13-45', id],
        [`${at}'`, id],
        [null, id],
        [at, 'x; drop'],
        [at, null],
        [at, '\u0000'],
      ]) {
        await assert.rejects(
          ask(encodeCursor({ sort: 'ordered desc', values })),
          refused('input-invalid'),
          JSON.stringify(values),
        )
      }
    })
  })
}

describe('rules', () => {
  const steps = (state: Made['state']) =>
    stepsOf({ state, orderedOn: '2026-11-02', expectedOn: '2026-11-12' }).map(
      ({ state: of, progress, on }) => `${of} ${progress} ${on}`,
    )

  test('[EX-37] the steps say what has been, where it stands, and what lies ahead', () => {
    assert.deepEqual(steps('received'), [
      'received current 2026-11-02',
      'confirmed next null',
      'preparing next null',
      'delivered next 2026-11-12',
    ])
    assert.deepEqual(steps('partly_delivered').slice(3), ['partly_delivered current null', 'delivered next 2026-11-12'])
    assert.deepEqual(steps('delivered').at(-1), 'delivered current null')
    assert.deepEqual(steps('refused'), ['received done 2026-11-02', 'refused current null'])
  })

  test('[EX-41] what is to come is what was ordered less what is there, while anything is to come', () => {
    assert.equal(toCome({ quantity: '10.000', delivered: '4' }, 'partly_delivered'), '6')
    assert.equal(toCome({ quantity: '10', delivered: '10' }, 'partly_delivered'), null)
    assert.equal(toCome({ quantity: '10', delivered: '12' }, 'preparing'), null)
    assert.equal(toCome({ quantity: '10', delivered: null }, 'preparing'), null)
    assert.equal(toCome({ quantity: '10', delivered: '4' }, 'cancelled'), null)
  })

  test('[AR-080] an option is bought again with its kit, and alone when it was bought alone', () => {
    const line = (article_id: string | null, unit_price: string | null = null) => ({
      kind: 'line',
      article_id,
      equipment_id: null,
      quantity: '2.000',
      unit_price,
    })
    const kits = new Map([['k', new Set(['o'])]])
    assert.deepEqual(
      againOf([line('k', '100'), line('o'), line('o', '15'), line(null), line('x', '1'), line('o')], kits),
      [
        { articleId: 'k', quantity: '2', options: ['o'] },
        null,
        { articleId: 'o', quantity: '2' },
        null,
        { articleId: 'x', quantity: '2' },
        { articleId: 'o', quantity: '2' },
      ],
    )
    assert.equal(againOf([{ ...line('k'), kind: 'comment' }], kits)[0], null)
  })

  test('nothing has changed where nothing has', () => {
    const line = { unitPrice: '1.00', amount: '2.00', taxRate: '0.2', supply: null }
    const now = { lines: [{ ...line, supply: null }], exclTax: '2.00', inclTax: '2.40' }
    const seen = { lines: [line], exclTax: '2.00', inclTax: '2.40' }
    assert.deepEqual(changesOf({ seen }, now as never), {})
    assert.deepEqual(changesOf({ seen: { ...seen, lines: [{ ...line, supply: 'in_stock' }] } }, now as never), {})
  })
})
