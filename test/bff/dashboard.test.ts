/** The dashboard and the marks of what is new, held against the demo's rows in memory. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { DashboardFigureKind, DashboardTaskKind, DashboardView } from '../../bff/api.ts'
import { readHome } from '../../bff/base/home.ts'
import { sum } from '../../bff/base/money.ts'
import { fill, latest, monthsOf, opens, periodOf } from '../../bff/features/dashboard/rules.ts'
import { type Counter, openCounter, type Person, today } from '../kit/ask.ts'

describe('rules', () => {
  test('twelve months up to this one, over the end of a year', () => {
    assert.deepEqual(monthsOf('2026-02-28').slice(-3), ['2025-12', '2026-01', '2026-02'])
    assert.equal(monthsOf('2026-02-28')[0], '2025-03')
    assert.deepEqual(periodOf('2026-12-31'), { from: '2026-01-01', to: '2026-12-31' })
  })

  test('[SY-14] a part that may not be seen is null in every month, one without rows is zero', () => {
    const [month] = monthsOf('2026-11-21')
    const filled = fill('2026-11-21', [{ month: month ?? '', invoiced: '12.50' }], null)
    assert.deepEqual(filled?.[0], { month, invoiced: '12.50', repair: null, preventive: null, other: null })
    assert.equal(filled?.[1]?.invoiced, '0.00')
    assert.equal(fill('2026-11-21', null, null), null)
  })

  test('the latest of all kinds, ten at most', () => {
    const row = (on: string) => ({
      kind: 'order' as const,
      id: on,
      number: on,
      title: null,
      on,
      place: { widget: 'orders' as const, route: '/1' },
    })
    const many = Array.from({ length: 8 }, (_, n) => row(`2026-01-0${n + 1}`))
    assert.deepEqual(
      latest(many, [row('2026-01-09'), row('2025-12-31'), row('2025-12-30')]).map(({ on }) => on),
      ['2026-01-09', ...many.map(({ on }) => on).reverse(), '2025-12-31'],
    )
  })

  test('[CO-17] an action shows to who has its right, on a portal that has its feature', () => {
    assert.ok(opens('request', new Set(['requests.create']), ['requests']))
    assert.ok(!opens('request', new Set(['requests.create']), ['invoices']))
    assert.ok(!opens('request', new Set(['orders.read']), ['requests']))
  })

  test('[AR-017] what is stored for a portal and does not fit is as if it were not set', () => {
    assert.deepEqual(readHome({ actions: [{ id: 'X', place: { href: 'javascript:alert(1)' } }] }).actions, null)
    assert.equal(readHome({ title: { fr: 'Bonjour', en: 'Hello' } }).title?.fr, 'Bonjour')
  })
})

for (const [engine, vendor] of [
  ['postgres', 'armoise'],
  ['pglite', 'brumaire'],
] as const) {
  describe(`${vendor} on ${engine}`, () => {
    let counter: Counter
    let customer: string
    const enter = (profile: string, more = {}) => counter.enter({ customer, profile, ...more })
    const read = (person: Person) => counter.ask(person, 'GET /dashboard')
    before(async () => {
      counter = await openCounter(engine, vendor)
      counter.portal.features = ['invoices', 'fleet', 'interventions', 'requests', 'catalogue', 'orders', 'dashboard']
      customer = counter.model.rows.customer[0]?.id ?? ''
    })
    after(() => counter?.close())

    const figure = (view: DashboardView, kind: DashboardFigureKind) =>
      view.figures.find((one) => one.kind === kind)?.value
    const task = (view: DashboardView, kind: DashboardTaskKind) => view.tasks.find((one) => one.kind === kind)

    test('[CO-05] [CO-18] [EX-01] [EX-26] figures, months and tasks are those of the rows', async () => {
      const { rows } = counter.model
      const view = await read(await enter('supervisor'))
      const { from } = periodOf(today)
      assert.deepEqual(view.period, { from, to: today })
      const bills = rows.invoice.filter((row) => row.customer_id === customer)
      const counted = bills.filter((row) => row.issued_on >= from && row.state !== 'cancelled')
      assert.equal(figure(view, 'invoiced'), sum(counted.map((row) => row.total_incl_tax)))
      for (const { month, invoiced } of view.months ?? [])
        assert.equal(
          invoiced,
          sum(counted.filter((row) => row.issued_on.startsWith(month)).map((row) => row.total_incl_tax)),
        )
      const late = bills.filter(
        (row) => row.state === 'open' && row.kind === 'invoice' && row.due_on !== null && row.due_on < today,
      )
      assert.equal(task(view, 'overdue')?.count ?? 0, late.length)
      if (late.length > 0) assert.equal(task(view, 'overdue')?.amount, sum(late.map((row) => row.remaining)))
      const calls = rows.intervention.filter((row) => row.customer_id === customer)
      assert.equal(task(view, 'answer')?.count ?? 0, calls.filter(({ state }) => state === 'waiting').length)
      const asked = (view.months ?? []).reduce(
        (total, { repair, preventive, other }) => total + (repair ?? 0) + (preventive ?? 0) + (other ?? 0),
        0,
      )
      assert.equal(figure(view, 'interventions'), String(asked))
      const orders = rows.sales_order.filter((row) => row.customer_id === customer)
      assert.equal(
        figure(view, 'ordered'),
        sum(
          orders
            .filter((row) => row.ordered_on >= from && !['cancelled', 'refused'].includes(row.state))
            .map((row) => row.total_incl_tax ?? '0'),
        ),
      )
      const machines = rows.equipment.filter((row) => row.customer_id === customer && row.state === 'in_service')
      assert.equal(figure(view, 'machines'), String(machines.length))
    })

    test('[CO-07] [CO-16] [CO-28] [SY-09] [SY-10] [SY-11] recent rows are his, the latest first; the company block names him and whom we know there', async () => {
      const { rows } = counter.model
      const view = await read(await enter('supervisor'))
      const own = new Set(
        [...rows.invoice, ...rows.sales_order, ...rows.intervention].flatMap((row) =>
          row.customer_id === customer ? [row.number] : [],
        ),
      )
      assert.ok(view.recent.length > 3)
      assert.ok(view.recent.some(({ kind }) => kind === 'intervention'))
      for (const { number } of view.recent) assert.ok(own.has(number), number)
      assert.deepEqual(
        view.recent.map(({ on }) => on),
        view.recent.map(({ on }) => on).toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0)),
      )
      const card = rows.customer.find((row) => row.id === customer)
      assert.equal(view.company.name, card?.name)
      assert.equal(view.company.code, card?.code)
      assert.ok(view.company.address?.city)
      const { contact } = view.company
      const there = rows.contact.filter((row) => row.customer_id === customer && row.active)
      assert.ok(
        there.some(
          ({ name, email, phone }) => name === contact?.name && email === contact.email && phone === contact.phone,
        ),
      )
      for (const profile of ['buyer', 'technical', 'accounting']) {
        const other = await enter(profile)
        assert.equal((await read(other)).company.contact !== null, other.rights.has('contacts.read'), profile)
      }
      assert.deepEqual(
        view.actions.map(({ id }) => id),
        ['request', 'order', 'invoices'],
      )
    })

    test('[CO-04] each profile sees its part only: no amounts for a technician, no interventions for a buyer', async () => {
      const technical = await read(await enter('technical'))
      assert.equal(figure(technical, 'invoiced'), undefined)
      assert.equal(task(technical, 'overdue')?.amount ?? null, null)
      assert.ok((technical.months ?? []).every(({ invoiced }) => invoiced === null))
      assert.ok(!technical.actions.some(({ id }) => id === 'order'))
      const buyer = await read(await enter('buyer'))
      assert.equal(figure(buyer, 'interventions'), undefined)
      assert.ok((buyer.months ?? []).every(({ repair }) => repair === null))
      assert.ok(!buyer.recent.some(({ kind }) => kind === 'intervention'))
      assert.ok(!buyer.actions.some(({ id }) => id === 'request'))
    })

    test('[AR-014] [AR-016] [CA-18] a vendor’s own words and actions stand there', async () => {
      const words = { fr: 'Bonjour', en: 'Hello' }
      const action = {
        id: 'site',
        label: words,
        text: null,
        icon: 'phone',
        colour: 'info',
        place: { href: 'tel:+33261914000' },
      }
      counter.portal.home = readHome({ title: words, text: words, actions: [action] })
      const view = await read(await enter('buyer'))
      counter.portal.home = readHome({})
      assert.deepEqual([view.title, view.actions.map(({ id }) => id)], [words, ['site']])
    })

    test('marks move with the rows of their feature only, and tell nothing without the right', async () => {
      const person = await enter('supervisor')
      const marks = async (of = person) => (await counter.ask(of, 'GET /changes')).marks
      const before = await marks()
      assert.deepEqual(await marks(), before)
      await counter.admin.query(
        `update management.intervention set changed_at = now() where customer_id::text = $1 and id =
           (select max(id::text) from management.intervention where customer_id::text = $1)::${vendor === 'armoise' ? 'bigint' : 'uuid'}`,
        [customer],
      )
      const after = await marks()
      assert.notEqual(after.interventions, before.interventions)
      assert.deepEqual({ ...after, interventions: '' }, { ...before, interventions: '' })
      assert.deepEqual(Object.keys(await marks(await enter('accounting'))).sort(), ['invoices', 'orders'])
    })
  })
}
