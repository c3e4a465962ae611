import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Api, InterventionFilter, InterventionRow, InterventionSort } from '../../bff/api.ts'
import { decodeCursor, encodeCursor } from '../../bff/base/page.ts'
import { Random } from '../../bff/management/demo/random.ts'
import { type Counter, openCounter, type Person } from '../kit/ask.ts'
import { refused } from '../kit/client.ts'
import { inOrder, keeps, type MadeRows, makeInterventions, openOnes, states } from '../kit/intervention-rows.ts'

const sorts: InterventionSort[] = ['requested', 'planned', 'number']

type Query = InterventionFilter & { sort?: InterventionSort; order?: 'asc' | 'desc' }

async function walk(counter: Counter, person: Person, query: Query, limit: number) {
  const rows: InterventionRow[] = []
  let next: string | null = null
  for (;;) {
    const asked: Query & { limit: number; after?: string } = { ...query, limit, ...(next !== null && { after: next }) }
    const reply: Api['GET /interventions']['reply'] = await counter.ask(person, 'GET /interventions', { query: asked })
    rows.push(...reply.rows)
    assert.ok(reply.rows.length <= limit)
    if (reply.next === null) return { rows, totals: reply.totals }
    assert.equal(reply.rows.length, limit, 'only the last page may be short')
    next = reply.next
  }
}

// Ids of both kinds, each on one engine: what is asked is the same SQL.
for (const [engine, vendor, rounds] of [
  ['postgres', 'armoise', 40],
  ['pglite', 'brumaire', 8],
] as const) {
  describe(`${vendor} on ${engine}`, () => {
    let counter: Counter
    let made: MadeRows
    let person: Person
    const mine = (row: { customer_id: string }) => row.customer_id === made.customer

    before(async () => {
      counter = await openCounter(engine, vendor)
      made = await makeInterventions(counter.admin, counter.model)
      person = await counter.enter({ customer: made.customer })
    })
    after(() => counter?.close())

    test('[AR-044] [CO-22] [SY-15] filters, orders, pages and totals agree with the rows in memory', async () => {
      const random = new Random(`interventions ${vendor}`)
      const own = made.interventions.filter(mine)
      const site = own.find((row) => row.site_id !== null)?.site_id ?? ''
      const limited = await counter.enter({ customer: made.customer, sites: [site] })
      let shown = 0
      for (let round = 0; round < rounds; round++) {
        const who = random.chance(0.25) ? limited : person
        const some = random.pick(own)
        const day = () => random.pick(own).requested_at.slice(0, 10)
        const words = [
          'écran',
          'ECRAN',
          'oeilleton',
          'martin',
          '26',
          'rouleau',
          '%',
          '_',
          "l'arret",
          'étage panne',
          'zz',
        ]
        const query: Query = {
          ...(random.chance(0.3) && { from: day() }),
          ...(random.chance(0.3) && { to: day() }),
          ...(random.chance(0.4) && { state: [random.pick([...states, 'open' as const]), random.pick(states)] }),
          ...(random.chance(0.2) && some.site_id !== null && { site: some.site_id }),
          ...(random.chance(0.2) && some.equipment_id !== null && { equipment: some.equipment_id }),
          ...(random.chance(0.2) && { nature: random.pick(made.natures).id }),
          ...(random.chance(0.2) && { urgent: random.chance(0.5) }),
          ...(random.chance(0.35) && { q: random.chance(0.3) ? some.number.slice(-4) : random.pick(words) }),
          sort: random.pick(sorts),
          order: random.pick(['asc', 'desc'] as const),
        }
        const kept = own.filter((row) => keeps(made, row, query) && (who === person || row.site_id === site))
        const { rows, totals } = await walk(counter, who, query, random.int(2, 12))
        const what = JSON.stringify(query)
        const expected = inOrder(kept, query.sort ?? 'requested', query.order ?? 'desc')
        assert.deepEqual(
          rows.map((row) => row.id),
          expected.map((row) => row.id),
          what,
        )
        const count = (wanted: readonly string[]) => kept.filter((row) => wanted.includes(row.state)).length
        assert.deepEqual(
          totals,
          { count: kept.length, openCount: count(openOnes), waitingCount: count(['waiting']) },
          what,
        )
        shown += rows.length
      }
      assert.ok(shown > rounds * 5, `the rounds show something: ${shown}`)
    })

    test('[AR-043] a row says number, date and state, what it is about and who asked; instants to the microsecond', async () => {
      for (const sort of sorts) {
        for (const order of ['asc', 'desc'] as const) {
          const { rows } = await walk(counter, person, { sort, order }, 7)
          const expected = inOrder(made.interventions.filter(mine), sort, order)
          assert.deepEqual(
            rows.map((row) => row.id),
            expected.map((row) => row.id),
            `${sort} ${order}`,
          )
        }
      }
      const { rows } = await walk(counter, person, {}, 100)
      for (const row of rows) {
        const of = made.interventions.find((one) => one.id === row.id)
        const nature = made.natures.find((one) => one.id === of?.nature_id)
        const domain = made.natures.find((one) => one.id === nature?.parent_id)
        assert.deepEqual(
          [row.number, row.state, row.title, row.requester, row.urgent, row.requestedAt.slice(0, 19)],
          [
            of?.number,
            of?.state,
            of?.title,
            of?.requester,
            of?.urgent,
            of?.requested_at.slice(0, 19).replace(' ', 'T'),
          ],
        )
        assert.deepEqual(
          row.nature,
          nature ? { id: nature.id, label: nature.label, domain: domain?.label ?? null } : null,
        )
        assert.equal(row.equipment?.id ?? null, of?.equipment_id)
        assert.equal(row.site?.id ?? null, of?.site_id)
      }
    })

    test('[AR-042] [SY-19] the interventions of one machine, and only of a machine within reach', async () => {
      const machine = made.interventions.find((row) => mine(row) && row.equipment_id !== null)?.equipment_id ?? ''
      const own = await walk(counter, person, { equipment: machine }, 50)
      assert.ok(own.rows.length > 0 && own.rows.every((row) => row.equipment?.id === machine))
      const stranger = await counter.enter({ customer: made.stranger })
      const theirs = await walk(counter, stranger, { equipment: machine }, 50)
      assert.deepEqual([theirs.rows, theirs.totals.count], [[], 0])
    })

    test('[SY-01] no right, no site, another customer: nothing is shown and nothing is told', async () => {
      const foreign = made.interventions.find((row) => !mine(row) && row.site_id !== null && row.equipment_id !== null)
      const nowhere = await counter.enter({ customer: made.customer, sites: [] })
      const buyer = await counter.enter({ customer: made.customer, profile: 'buyer' })
      const none = { count: 0, openCount: 0, waitingCount: 0 }
      for (const [who, query] of [
        [buyer, {}],
        [nowhere, {}],
        [person, { site: foreign?.site_id }],
        [person, { equipment: foreign?.equipment_id }],
        [person, { equipment: 'x' }],
        [person, { nature: "1' or true --" }],
        [person, { site: '9'.repeat(40) }],
        [person, { q: '%', state: ['refused'], from: '2030-01-01' }],
      ] as [Person, Query][]) {
        const reply = await counter.ask(who, 'GET /interventions', { query })
        assert.deepEqual(reply, { rows: [], next: null, totals: none, pending: [] }, JSON.stringify(query))
      }
      const one = made.interventions.find(mine)
      const link = await counter.enter({ customer: made.customer, intervention: one?.id ?? '', code: true })
      const { rows, totals } = await counter.ask(link, 'GET /interventions')
      assert.deepEqual([rows.map((row) => row.id), totals.count], [[one?.id], 1])
    })

    test('what is not of the documented form is refused before any query', async () => {
      const wrong: Record<string, unknown>[] = [
        { q: 'x'.repeat(101) },
        { q: 'a\u0000b' },
        { from: '2026-02-30' },
        { state: [] },
        { state: ['overdue'] },
        { urgent: 'yes' },
        { site: '' },
        { sort: 'state' },
        { limit: 101 },
        { after: '' },
        { customer: 'all' },
      ]
      for (const query of wrong) {
        const asked = counter.ask(person, 'GET /interventions', { query: query as Query })
        await assert.rejects(asked, refused('input-invalid'), JSON.stringify(query).slice(0, 60))
      }
    })

    test('a cursor is of its order alone, and a forged one opens nothing', async () => {
      const { next } = await counter.ask(person, 'GET /interventions', { query: { limit: 2 } })
      assert.ok(next)
      const ask = (cursor: string, query: Query = {}) =>
        counter.ask(person, 'GET /interventions', { query: { ...query, after: cursor } })
      await assert.rejects(ask(next, { sort: 'planned' }), refused('input-invalid'))
      await assert.rejects(ask(next, { order: 'asc' }), refused('input-invalid'))
      const [at, id] = decodeCursor(next, 'requested desc', 2).values as [string, string]
      for (const values of [
        ['2026-13-45 10:00:00+00', id],
        ["2026-01-01' or true", id],
        [null, id],
        [at, 'x; drop table'],
        [at, null],
        [at, '\u0000'],
      ]) {
        const forged = encodeCursor({ sort: 'requested desc', values })
        await assert.rejects(ask(forged), refused('input-invalid'), JSON.stringify(values))
      }
    })
  })
}
