import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { EquipmentFilter, EquipmentRow, EquipmentSort, EquipmentState } from '../../bff/api.ts'
import { encodeCursor } from '../../bff/base/page.ts'
import type { Vendors } from '../../bff/db/types.ts'
import { readMediaToken } from '../../bff/files/media.ts'
import { Random } from '../../bff/management/demo/random.ts'
import { type Asking, askingOf, clock, mediaKey, type Person } from '../kit/ask.ts'
import { refused } from '../kit/client.ts'
import { engines, testVendor } from '../kit/db.ts'
import { fleetOracle } from '../kit/fleet-list.ts'
import { fleetRows, writeFleet } from '../kit/fleet-rows.ts'
import { redeemed } from '../kit/redeemed.ts'

type Query = EquipmentFilter & { sort?: EquipmentSort; order?: 'asc' | 'desc' }

// Ids of one type on each engine: the logic is the same, both types and both engines are met.
for (const engine of engines) {
  describe(`on ${engine}`, () => {
    const fleet = fleetRows(engine === 'pglite' ? 'bigint' : 'uuid')
    const { rows, me } = fleet
    const oracle = fleetOracle(fleet)
    const mine = rows.equipment.filter((machine) => machine.customer_id === me)
    const theirs = rows.equipment.find((machine) => machine.customer_id !== me)
    const sites = rows.site.filter((site) => site.customer_id === me)
    let counter: Asking
    let close: () => Promise<void>
    /** Supervisor, buyer, technical, and one who may see one site. */
    let people: Person[]
    let all: Person

    before(async () => {
      const opened = await testVendor(engine, { setup: (admin) => writeFleet(admin, fleet) })
      close = () => opened.close()
      counter = askingOf(opened, 'armoise')
      people = [
        await counter.enter({ customer: me }),
        await counter.enter({ customer: me, profile: 'buyer' }),
        await counter.enter({ customer: me, profile: 'technical' }),
        await counter.enter({ customer: me, sites: sites.slice(1, 2).map((site) => site.id) }),
      ]
      ;[all] = people as [Person]
    })
    after(() => close?.())

    async function walk(person: Person, query: Query, limit: number) {
      const found: EquipmentRow[] = []
      for (let after: string | undefined; ; ) {
        const reply = await counter.ask(person, 'GET /equipment', {
          query: { ...query, limit, ...(after && { after }) },
        })
        found.push(...reply.rows)
        if (reply.next === null) return { rows: found, totals: reply.totals }
        assert.equal(reply.rows.length, limit, 'only the last page may be short')
        after = reply.next
      }
    }

    test('[CO-24] [AR-033] [AR-030] [AR-031] filters, orders, pages and counters agree with the rows in memory', async () => {
      const random = new Random('fleet')
      const states: EquipmentState[] = ['in_service', 'out_of_service', 'removed']
      const words = [
        'oedipe',
        'ŒDIPE',
        'kéops',
        '420',
        '36"',
        "l'aubier",
        'saumur',
        'CHOLET',
        'sn-1',
        '%',
        '_',
        'zzz',
        'copieur rdc',
      ]
      let shown = 0
      for (let round = 0; round < 40; round++) {
        const person = random.pick(people)
        const works = (['interventions', 'orders'] as const).filter((work) => person.rights.has(`${work}.read`))
        const some = random.pick(mine)
        const query: Query = {
          ...(random.chance(0.3) && { q: random.pick(words) }),
          ...(random.chance(0.25) && { site: random.pick(sites).id }),
          ...(random.chance(0.2) && some.family_id && { family: some.family_id }),
          ...(random.chance(0.2) && some.article_id && { article: some.article_id }),
          ...(random.chance(0.3) && { state: states.filter((_, at) => at === round % 3 || random.chance(0.4)) }),
          ...(random.chance(0.3) && works.length > 0 && { work: random.pick(works) }),
          sort: random.pick(['label', 'installed', 'site'] as const),
          order: random.pick(['asc', 'desc'] as const),
        }
        const expected = oracle.list(person, query, query.sort ?? 'label', query.order ?? 'asc')
        const found = await walk(person, query, random.int(2, 15))
        const what = JSON.stringify([person.profile, query])
        assert.deepEqual(
          found.rows.map(({ id }) => id),
          expected.ids,
          what,
        )
        assert.deepEqual(found.totals, expected.totals, what)
        for (const row of found.rows) {
          const seen = { interventions: row.openInterventions, orders: row.openOrders }
          const real = {
            interventions: person.rights.has('interventions.read') ? oracle.openInterventions(person, row.id) : null,
            orders: person.rights.has('orders.read') ? oracle.openOrders(person, row.id) : null,
          }
          assert.deepEqual(seen, real, `${what} ${row.id}`)
        }
        shown += found.rows.length
      }
      assert.ok(shown > 150, 'the filters kept almost nothing')
    })

    test('[AR-023] [AR-025] [AR-026] [AR-027] [AR-028] [AR-029] a tile has both numbers, label, date, place and cover', async () => {
      const { rows: shown } = await walk(all, { state: ['in_service', 'out_of_service', 'removed'] }, 50)
      assert.equal(shown.length, mine.length)
      for (const row of shown) {
        const machine = mine.find(({ id }) => id === row.id)
        const contract = rows.service_contract.find(({ id }) => id === machine?.service_contract_id)
        const covered = contract?.state === 'running' && (contract.ends_on ?? '9') >= '2026-11-21'
        assert.deepEqual(
          [row.label, row.serialNumber, row.providerNumber, row.place, row.installedOn, row.state, row.warrantyUntil],
          [
            machine?.label,
            machine?.serial_number,
            machine?.provider_number,
            machine?.place,
            machine?.installed_on,
            machine?.state,
            machine?.warranty_until,
          ],
        )
        assert.equal(row.site?.id ?? null, machine?.site_id)
        assert.deepEqual([row.covered, row.contractUntil], [covered, covered ? contract?.ends_on : null])
        assert.equal(row.consumables, machine?.article_id === rows.article[0]?.id, 'only article 1 has a toner')
      }
      assert.ok(shown.some((row) => row.covered) && shown.some((row) => row.consumables))
    })

    test('[AR-024] the picture is the first of the article, also for a technician without the catalogue', async () => {
      const first = rows.article_media.find((media) => media.role === 'image' && media.position === '1')
      for (const person of people.slice(0, 3)) {
        const { rows: shown } = await walk(person, {}, 50)
        for (const row of shown) {
          const token = row.image?.split('/media/')[1] ?? ''
          const read = readMediaToken(mediaKey, counter.portal.key, clock.now(), token || 'none')
          const pictured = row.article === rows.article[0]?.id
          assert.deepEqual(read, pictured ? { kind: 'article', id: first?.id } : undefined, person.profile)
        }
        assert.ok(shown.some((row) => row.image !== null))
      }
    })

    test('who may not see interventions or orders cannot filter by them', async () => {
      const [, buyer, technical] = people as [Person, Person, Person]
      await assert.rejects(
        counter.ask(buyer, 'GET /equipment', { query: { work: 'interventions' } }),
        refused('column-hidden'),
      )
      await assert.rejects(
        counter.ask(technical, 'GET /equipment', { query: { work: 'orders' } }),
        refused('column-hidden'),
      )
    })

    test('ids without meaning keep nothing, forged cursors are refused', async () => {
      for (const name of ['site', 'family', 'article']) {
        const { rows: none, totals } = await counter.ask(all, 'GET /equipment', { query: { [name]: 'no id' } })
        assert.deepEqual([none, totals.count, totals.withOrders], [[], 0, 0], name)
      }
      const forged = [
        encodeCursor({ sort: 'label desc', values: ['a', '1'] }),
        encodeCursor({ sort: 'label asc', values: [null, '1'] }),
        encodeCursor({ sort: 'label asc', values: ['\0', '1'] }),
        encodeCursor({ sort: 'label asc', values: ['a', 'no id'] }),
        encodeCursor({ sort: 'label asc', values: ['a'] }),
        'nonsense',
      ]
      for (const cursor of forged) {
        await assert.rejects(counter.ask(all, 'GET /equipment', { query: { after: cursor } }), refused('input-invalid'))
      }
      const installed = encodeCursor({ sort: 'installed asc', values: ['2026-02-31x', '1'] })
      await assert.rejects(
        counter.ask(all, 'GET /equipment', { query: { sort: 'installed', after: installed } }),
        refused('input-invalid'),
      )
    })

    test('families are those of machines that still stand there, and hidden with the catalogue', async () => {
      const present = new Set(mine.filter((one) => one.state !== 'removed').map((one) => one.family_id))
      const { rows: families } = await counter.ask(all, 'GET /equipment/families', {})
      assert.deepEqual(
        families.map(({ id }) => id),
        rows.article_family.filter(({ id }) => present.has(id)).map(({ id }) => id),
      )
      const technical = people[2] as Person
      assert.deepEqual((await counter.ask(technical, 'GET /equipment/families', {})).rows, [])
    })

    test('[AR-037] [AR-038] [AR-042] [AR-043] [AR-045] [SY-18] [SY-19] a sheet has its cover, people, interventions, orders and documents', async () => {
      const [machine] = mine
      assert.ok(machine)
      const about = rows.intervention.filter((row) => row.equipment_id === machine.id)
      const ordered = rows.sales_order.filter((order) =>
        rows.sales_order_line.some((line) => line.order_id === order.id && line.equipment_id === machine.id),
      )
      const sheet = await counter.ask(all, 'GET /equipment/:id', { params: { id: machine.id } })
      const open = about.filter((row) => !['done', 'cancelled', 'refused'].includes(row.state))
      assert.deepEqual([sheet.interventions?.count, sheet.interventions?.openCount], [about.length, open.length])
      assert.equal(sheet.interventions?.rows.length, 20)
      const order = about.toSorted((a, b) => {
        const [x, y] = [open.includes(a), open.includes(b)]
        if (x !== y) return x ? -1 : 1
        return (
          b.requested_at.localeCompare(a.requested_at) ||
          (fleet.ids === 'bigint' ? Number(b.id) - Number(a.id) : b.id.localeCompare(a.id))
        )
      })
      assert.deepEqual(
        sheet.interventions?.rows.map(({ id }) => id),
        order.slice(0, 20).map(({ id }) => id),
      )
      assert.equal(sheet.orders?.count, ordered.length)
      for (const one of sheet.orders?.rows ?? []) {
        const own = ({ order_id, equipment_id }: { order_id: string; equipment_id: string | null }) =>
          order_id === one.id && equipment_id === machine.id
        assert.equal(one.lines.length, rows.sales_order_line.filter(own).length)
      }
      const named = (id: string | null) => rows.contact.find((contact) => contact.id === id)?.name
      assert.deepEqual(
        [sheet.contacts?.contract?.name, sheet.contacts?.user?.name, sheet.contacts?.service?.name],
        [named(machine.contract_contact_id), named(machine.user_contact_id), named(machine.service_contact_id)],
      )
      assert.deepEqual(
        sheet.documents.map(({ fileName }) => fileName),
        ['notice-1-0.pdf'],
        'a file without bytes is no download',
      )
      assert.equal(sheet.openInterventions, open.length)

      const [, buyer, technical] = people as [Person, Person, Person]
      const asBuyer = await counter.ask(buyer, 'GET /equipment/:id', { params: { id: machine.id } })
      assert.deepEqual([asBuyer.interventions, asBuyer.orders?.count], [null, ordered.length])
      const asTechnical = await counter.ask(technical, 'GET /equipment/:id', { params: { id: machine.id } })
      assert.deepEqual([asTechnical.orders, asTechnical.family], [null, null])
      assert.equal(asTechnical.contacts === null, !technical.rights.has('contacts.read'))
    })

    test('a machine of another customer, of another site, and ids of no form are not found', async () => {
      const limited = people[3] as Person
      const elsewhere = mine.find((machine) => !limited.sites?.includes(machine.site_id ?? ''))
      for (const id of [theirs?.id ?? '', 'abc', '1e3', `0${mine[0]?.id}`, ` ${mine[0]?.id}`]) {
        await assert.rejects(counter.ask(all, 'GET /equipment/:id', { params: { id } }), refused('not-found'), id)
      }
      await assert.rejects(
        counter.ask(limited, 'GET /equipment/:id', { params: { id: elsewhere?.id ?? '' } }),
        refused('not-found'),
      )
    })

    test('[AR-038] a document comes once by its ticket, byte for byte, and to nobody whose right is gone', async () => {
      const paper = (customer: string, bytes: boolean) =>
        rows.document.find((row) => row.customer_id === customer && (row.content !== null) === bytes)?.id ?? ''
      const vendors: Vendors = { names: ['armoise'], get: async () => counter.db, close: async () => {} }
      const redeem = (url: string) => redeemed({ vendors, clock }, counter.portal, url.split('/').at(-1) ?? '')
      const ask = (person: Person, id: string) =>
        counter.ask(person, 'POST /documents/:id/ticket', { params: { id }, body: {} })

      const { url, fileName } = await ask(all, paper(me, true))
      const file = await redeem(url)
      assert.equal(fileName, 'notice-1-0.pdf')
      assert.equal(Buffer.from(file.body).toString(), 'notice 1 0')
      assert.match(file.headers['Content-Disposition'] ?? '', /^attachment; filename="notice-1-0\.pdf"/)
      await assert.rejects(redeem(url), refused('not-found'))

      for (const id of [paper(fleet.stranger, true), paper(me, false), 'abc']) {
        await assert.rejects(ask(all, id), refused('not-found'), id)
      }
      const late = await ask(all, paper(me, true))
      const take = (sql: string) =>
        counter.admin.query(`update portal.profile set rights = ${sql} where id = 'supervisor'`)
      await take("array_remove(rights, 'fleet.read')")
      await assert.rejects(redeem(late.url), refused('not-found'))
      await take("array_append(rights, 'fleet.read')")
    })
  })
}
