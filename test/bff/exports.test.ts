/** Lists that leave as files: what the session sees and no more, in the form that spreadsheet programs take. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { Api, ExportJob, NewExport } from '../../bff/api.ts'
import { sum } from '../../bff/base/money.ts'
import type { Problem } from '../../bff/base/problem.ts'
import { kindsOf } from '../../bff/outbox/kinds.ts'
import { Relay } from '../../bff/outbox/relay.ts'
import { beginExport } from '../../bff/sheet/begin.ts'
import { exportKind } from '../../bff/sheet/export-kind.ts'
import { workbookRows } from '../../bff/sheet/workbook-limits.ts'
import { sheets } from '../../bff/sheets.ts'
import type { Refused, TestClient } from '../kit/client.ts'
import { type Counter, openCounter } from '../kit/counter.ts'
import { eachEngine } from '../kit/db.ts'
import { enter } from '../kit/enter.ts'
import { me, rows, stranger } from '../kit/walk-samples.ts'
import { readXlsx, xlsRecords } from '../kit/xlsx.ts'

type List = 'invoices' | 'orders' | 'interventions' | 'equipment'
type Query = NonNullable<NewExport<Record<string, unknown>>['query']>

const lists: readonly List[] = ['invoices', 'orders', 'interventions', 'equipment']

/** Fields of one line of CSV, quotes undone. */
const fieldsOf = (line: string, between = ';') =>
  [...line.matchAll(new RegExp(`("(?:[^"]|"")*"|[^${between}]*)(?:${between}|$)`, 'g'))]
    .map(([, one = '']) => (one.startsWith('"') ? one.slice(1, -1).replaceAll('""', '"') : one))
    .slice(0, -1)

eachEngine((engine) => {
  let counter: Counter
  let relay: Relay
  before(async () => {
    counter = await openCounter(engine)
    const { vendor, deps } = counter
    relay = new Relay(vendor.db, { log: deps.log, kinds: kindsOf(vendor.db, deps), wait: () => 0 })
  })
  after(() => counter.close())

  const someone = async (entry: Partial<Parameters<typeof enter>[2]> = {}): Promise<TestClient> => {
    const client = counter.client()
    await enter(counter.admin, client, { customer: me, ...entry })
    return client
  }

  const begin = (client: TestClient, list: List, query: Query, change: Partial<NewExport<Query>> = {}) =>
    client.call(`POST /${list}/exports` as 'POST /invoices/exports', {
      body: { key: randomUUID(), format: 'csv', language: 'fr', query, ...change } as never,
    })

  const job = (client: TestClient, id: string) => client.call('GET /exports/:id', { params: { id } })

  const download = (url: string) =>
    counter.app.fetch(new Request(url), { incoming: { socket: { remoteAddress: '192.0.2.1' } } })

  async function bytesOf(client: TestClient, { id }: Pick<ExportJob, 'id'>): Promise<Buffer> {
    const { url } = await client.call('POST /exports/:id/ticket', { params: { id } })
    const response = await download(url)
    assert.equal(response.status, 200)
    const bytes = Buffer.from(await response.arrayBuffer())
    assert.equal(response.headers.get('content-length'), String(bytes.length))
    return bytes
  }

  async function made(client: TestClient, list: List, query: Query = {}, change: Partial<NewExport<Query>> = {}) {
    const begun = await begin(client, list, query, change)
    assert.equal(begun.state, 'waiting')
    await relay.drain()
    const done = await job(client, begun.id)
    assert.deepEqual([done.state, done.reason], ['done', null])
    return { done, bytes: await bytesOf(client, done) }
  }

  async function csv(
    client: TestClient,
    list: List,
    query: Query = {},
  ): Promise<{ head: string[]; lines: string[][] }> {
    const { bytes } = await made(client, list, query)
    const text = bytes.toString('utf8')
    assert.ok(text.startsWith('\ufeff') && text.endsWith('\r\n'))
    const [head = '', ...lines] = text.slice(1, -2).split('\r\n')
    return { head: fieldsOf(head), lines: lines.map((line) => fieldsOf(line)) }
  }

  const refusal = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'taken',
      (thrown: Refused) => thrown.code,
    )

  /** Every row of a list, page by page, as its endpoint answers. */
  async function everyRow<K extends 'GET /invoices' | 'GET /orders' | 'GET /interventions' | 'GET /equipment'>(
    client: TestClient,
    key: K,
    query: Query = {},
  ) {
    type Reply = Api[K]['reply']
    const all: Reply['rows'][number][] = []
    let last: Reply | undefined
    for (let next: string | null = ''; next !== null; ) {
      const page = (await client.call(key, {
        query: { ...query, limit: 100, ...(next && { after: next }) },
      } as never)) as Reply
      all.push(...page.rows)
      ;({ next } = page)
      last = page
    }
    return { rows: all, totals: last?.totals as Reply['totals'] }
  }

  describe('the file', () => {
    test('[AR-072] of invoices has the rows of the list in its order, and its amounts sum to the list’s totals', async () => {
      const client = await someone()
      for (const query of [{}, { sort: 'total', order: 'asc' }, { state: ['overdue', 'partly_paid'] }, { q: 'a' }]) {
        const list = await everyRow(client, 'GET /invoices', query)
        const { head, lines } = await csv(client, 'invoices', query)
        assert.deepEqual(
          lines.map(([number]) => number),
          list.rows.map(({ number }) => number),
        )
        const column = (name: string) => lines.map((line) => (line[head.indexOf(name)] ?? '').replace(',', '.'))
        assert.deepEqual(
          column('Total TTC'),
          list.rows.map(({ totalInclTax }) => totalInclTax),
        )
        const states = column('État')
        const open = column('Reste à payer').filter((_, n) => !/Réglée$|Annul|Utilisé$/.test(states[n] ?? ''))
        assert.equal(sum(open), list.totals.open)
      }
    })

    for (const [list, key, id] of [
      ['orders', 'GET /orders', 'CO-47'],
      ['interventions', 'GET /interventions', 'CO-46'],
    ] as const)
      test(`of ${list} has the rows of the list in its order (${id})`, async () => {
        const client = await someone()
        for (const query of [{}, { sort: 'number', order: 'asc' }, { state: ['open'] }]) {
          const all = await everyRow(client, key, query)
          const { lines } = await csv(client, list, query)
          assert.ok(all.rows.length > 0)
          assert.deepEqual(
            lines.map(([number]) => number),
            (all.rows as { number: string }[]).map(({ number }) => number),
          )
        }
      })

    test('[AR-034] of machines has the rows of the list in its order', async () => {
      const client = await someone()
      for (const query of [{}, { sort: 'site', order: 'desc' }, { work: 'interventions' }]) {
        const all = await everyRow(client, 'GET /equipment', query)
        const { head, lines } = await csv(client, 'equipment', query)
        assert.deepEqual(
          lines.map((line) => line[head.indexOf('N° de série')]),
          all.rows.map(({ serialNumber }) => serialNumber ?? ''),
        )
      }
    })

    test('[CO-46] [CO-47] [AR-074] as a workbook has typed cells: dates, numbers, text, and its heading in sight', async () => {
      const client = await someone()
      const list = await everyRow(client, 'GET /invoices')
      const { done, bytes } = await made(client, 'invoices', {}, { format: 'xlsx' })
      assert.equal(done.fileName, 'factures-2026-11-21.xlsx')
      assert.equal(done.rows, list.rows.length)
      const sheet = readXlsx(bytes)
      assert.equal(sheet.name, 'Factures')
      const [head = [], ...body] = sheet.rows
      assert.deepEqual(
        head.slice(0, 4).map((cell) => cell?.value),
        ['Numéro', 'Type', 'État', 'Date'],
      )
      assert.equal(body.length, list.rows.length)
      const at = (name: string) => head.findIndex((cell) => cell?.value === name)
      for (const [n, row] of body.entries()) {
        const from = list.rows[n]
        assert.deepEqual(row[at('Numéro')], { type: 's', value: from?.number, format: row[at('Numéro')]?.format })
        const issued = row[at('Date')]
        const day = new Date(Date.UTC(1899, 11, 30) + Number(issued?.value) * 86_400_000).toISOString().slice(0, 10)
        assert.deepEqual([issued?.type, day, issued?.format], ['n', from?.issuedOn, 'dd/mm/yyyy'])
        const total = row[at('Total TTC')]
        assert.deepEqual([total?.type, total?.format], ['n', '4'], 'number format 4 is #,##0.00')
        assert.equal(Number(total?.value).toFixed(2), from?.totalInclTax)
      }
      const paid = body.map((row) => Number(row[at('Total TTC')]?.value).toFixed(2))
      assert.equal(sum(paid), sum(list.rows.map(({ totalInclTax }) => totalInclTax ?? '0')))
      assert.match(sheet.xml, /<pane ySplit="1"[^>]*state="frozen"\/>/)
      assert.match(sheet.xml, /<autoFilter ref="A1:M\d+"\/>/)
      assert.match(sheet.xml, /<col min="1" max="1" width="1\d/)
    })

    test('instants stand as the clock on the vendor’s wall showed them', async () => {
      const client = await someone()
      const { rows: all } = await everyRow(client, 'GET /interventions')
      const { head, lines } = await csv(client, 'interventions')
      const shown = new Intl.DateTimeFormat('sv-SE', {
        timeZone: 'Europe/Paris',
        dateStyle: 'short',
        timeStyle: 'short',
      })
      assert.deepEqual(
        lines.map((line) => line[head.indexOf('Demandée le')]),
        all.map(({ requestedAt }) => shown.format(new Date(requestedAt))),
      )
    })

    test('in English has commas between fields, points in numbers and English words', async () => {
      const client = await someone()
      const { bytes } = await made(client, 'invoices', { limit: undefined } as never, { language: 'en' })
      const [head = '', first = ''] = bytes.toString('utf8').slice(1).split('\r\n')
      assert.match(head, /^Number,Kind,State,Issued on,/)
      assert.ok(fieldsOf(first, ',').some((field) => /^-?\d+\.\d\d$/.test(field)))
    })

    test('of Excel 97–2003 has every row, numbers as numbers and no formula', async () => {
      const client = await someone()
      const { totals } = await everyRow(client, 'GET /invoices')
      const { done, bytes } = await made(client, 'invoices', {}, { format: 'xls' })
      assert.equal(done.fileName, 'factures-2026-11-21.xls')
      const records = xlsRecords(bytes)
      const numbers = [...(records.get(0x0203) ?? []), ...(records.get(0x027e) ?? [])]
      assert.ok(numbers.length >= totals.count * 5, 'dates and amounts')
      assert.equal(records.get(0x0006), undefined, 'no formula record')
      const lastRow = Math.max(...numbers.map((record) => record.readUInt16LE(0)))
      assert.equal(lastRow, totals.count)
    })
  })

  describe('rights', () => {
    for (const [list, right] of [
      ['invoices', 'invoices.export'],
      ['orders', 'orders.export'],
      ['interventions', 'interventions.export'],
      ['equipment', 'fleet.export'],
    ] as const)
      test(`[AR-035] [AR-073] [AR-075] ${list} leave with the right ${right} alone, and with the list’s own`, async () => {
        const [supervisor] = await counter.admin.query<{ rights: string[] }>(
          `select rights from portal.profile where id = 'supervisor'`,
        )
        const reads = right.replace('export', 'read')
        const profile = async (id: string, without: string) =>
          counter.admin.query(
            `insert into portal.profile (id, name_fr, name_en, rights) values ($1, $1, $1, $2) on conflict do nothing`,
            [id, supervisor?.rights.filter((one) => one !== without)],
          )
        await profile(`no ${right}`, right)
        await profile(`no ${reads}`, reads)
        for (const id of [`no ${right}`, `no ${reads}`])
          assert.equal(await refusal(begin(await someone({ profile: id }), list, {})), 'right-missing', id)
      })

    test('[AR-003] without the right to amounts their columns are not there, and nothing may ask by them', async () => {
      await counter.admin.query(
        `insert into portal.profile (id, name_fr, name_en, rights)
          values ('counts', 'x', 'x', '{invoices.read,invoices.export,fleet.read,fleet.export}') on conflict do nothing`,
      )
      const client = await someone({ profile: 'counts' })
      const { head, lines } = await csv(client, 'invoices')
      assert.ok(lines.length > 0)
      assert.deepEqual(head.slice(-2), ['Site', 'Devise'])
      assert.ok(!(await csv(client, 'equipment')).head.some((name) => name.includes('en cours')))
      for (const query of [{ min: '10' }, { max: '10' }, { sort: 'total' }])
        assert.equal(await refusal(begin(client, 'invoices', query)), 'column-hidden')
      assert.equal(await refusal(begin(client, 'equipment', { work: 'orders' })), 'column-hidden')
    })

    test('a session that is limited to a site takes away what is of that site', async () => {
      const site = rows.invoice.find((row) => row.customer_id === me && row.site_id !== null)?.site_id ?? ''
      const client = await someone({ sites: [site] })
      const all = await everyRow(client, 'GET /invoices')
      const { lines } = await csv(client, 'invoices')
      assert.deepEqual(
        lines.map(([number]) => number),
        all.rows.map(({ number }) => number),
      )
      assert.ok(lines.length < rows.invoice.filter((row) => row.customer_id === me).length)
    })

    test('an export is its owner’s alone: for everybody else it is not there', async () => {
      const owner = await someone()
      const { done } = await made(owner, 'invoices')
      const others = [await someone(), await someone({ customer: stranger })]
      for (const other of others) {
        const params = { id: done.id }
        assert.equal(await refusal(other.call('GET /exports/:id', { params })), 'not-found')
        assert.equal(await refusal(other.call('DELETE /exports/:id', { params })), 'not-found')
        assert.equal(await refusal(other.call('POST /exports/:id/ticket', { params })), 'not-found')
        assert.deepEqual((await other.call('GET /exports', { query: {} })).rows, [])
      }
      assert.equal((await job(owner, done.id)).state, 'done')
    })

    test('whoever has lost a right since sees nothing of the file', async () => {
      await counter.admin.query(
        `insert into portal.profile (id, name_fr, name_en, rights)
          select 'shrinking', 'x', 'x', rights from portal.profile where id = 'supervisor'`,
      )
      const client = await someone({ profile: 'shrinking' })
      const { done } = await made(client, 'invoices')
      const { url } = await client.call('POST /exports/:id/ticket', { params: { id: done.id } })
      const waiting = await begin(client, 'invoices', {})
      await counter.admin.query(
        `update portal.profile set rights = array_remove(rights, 'invoices.amounts') where id = 'shrinking'`,
      )
      assert.equal((await download(url)).status, 404)
      assert.equal(await refusal(job(client, done.id)), 'not-found')
      await relay.drain()
      const [stopped] = await counter.admin.query('select state, reason from portal.export where id = $1', [waiting.id])
      assert.deepEqual(stopped, { state: 'refused', reason: 'right-missing' })
    })

    test('an export whose session has ended meanwhile ends as refused', async () => {
      const client = await someone()
      const begun = await begin(client, 'invoices', {})
      await client.call('DELETE /session')
      await relay.drain()
      const [stopped] = await counter.admin.query('select state, reason from portal.export where id = $1', [begun.id])
      assert.deepEqual(stopped, { state: 'refused', reason: 'session-ended' })
      assert.deepEqual(await counter.admin.query('select from portal.export_part where export_id = $1', [begun.id]), [])
    })
  })

  describe('asking', () => {
    test('the same key and wish is the same export; another wish is refused', async () => {
      const client = await someone()
      const key = randomUUID()
      const first = await begin(client, 'invoices', { q: 'a' }, { key })
      const again = await begin(client, 'invoices', { q: 'a' }, { key })
      assert.deepEqual([again.id, again.replayed], [first.id, true])
      assert.equal(await refusal(begin(client, 'invoices', { q: 'b' }, { key })), 'key-reused')
      assert.equal(await refusal(begin(client, 'orders', { q: 'a' }, { key })), 'key-reused')
      const other = await someone()
      assert.notEqual((await begin(other, 'invoices', { q: 'a' }, { key })).id, first.id)
      await relay.drain()
    })

    test('five may wait; a journal line tells who took what', async () => {
      const client = await someone()
      for (let n = 0; n < 5; n++) await begin(client, 'orders', {})
      assert.equal(await refusal(begin(client, 'orders', {})), 'too-many-attempts')
      await relay.drain()
      await begin(client, 'orders', {})
      await relay.drain()
      const told = await counter.admin.query<{ n: string }>(
        `select count(*)::text as n from portal.journal j join portal.session s on s.account_id = j.account_id
          where j.event = 'list-exported' and j.detail ->> 'list' = 'orders' and left(encode(s.hash, 'hex'), 16) = j.session`,
      )
      assert.ok(Number(told[0]?.n) >= 6)
    })

    test('the own exports, the newest first, page by page, of one list or state', async () => {
      const client = await someone()
      const ids: string[] = []
      for (const list of lists) ids.unshift((await begin(client, list, {})).id)
      const first = await client.call('GET /exports', { query: { limit: 3 } })
      const second = await client.call('GET /exports', { query: { limit: 3, after: first.next ?? '' } })
      assert.deepEqual(
        [...first.rows, ...second.rows].map(({ id }) => id),
        ids,
      )
      assert.equal(second.next, null)
      const filtered = await client.call('GET /exports', {
        query: { kind: 'orders', state: ['waiting'], order: 'asc' },
      })
      assert.deepEqual(
        filtered.rows.map(({ kind }) => kind),
        ['orders'],
      )
      for (const after of ['x', first.next ?? ''])
        assert.equal(await refusal(client.call('GET /exports', { query: { order: 'asc', after } })), 'input-invalid')
      await relay.drain()
    })

    test('what is cancelled is not made, and a file that is given up is gone', async () => {
      const client = await someone()
      const begun = await begin(client, 'invoices', {})
      const params = { id: begun.id }
      assert.equal((await client.call('DELETE /exports/:id', { params })).state, 'cancelled')
      assert.equal((await client.call('DELETE /exports/:id', { params })).state, 'cancelled')
      await relay.drain()
      assert.equal((await job(client, begun.id)).state, 'cancelled')
      const { done } = await made(client, 'invoices')
      const { url } = await client.call('POST /exports/:id/ticket', { params: { id: done.id } })
      await client.call('DELETE /exports/:id', { params: { id: done.id } })
      assert.equal((await download(url)).status, 404)
      assert.deepEqual(await counter.admin.query('select from portal.export_part where export_id = $1', [done.id]), [])
    })

    test('after a day the file and all that is known of it are gone', async () => {
      const client = await someone()
      const { done } = await made(client, 'invoices')
      await counter.admin.query(`update portal.export set expires_at = now() - interval '1 second' where id = $1`, [
        done.id,
      ])
      assert.equal(await refusal(job(client, done.id)), 'not-found')
      await counter.admin.query('select portal.trim_exports()')
      assert.deepEqual(await counter.admin.query('select from portal.export where id = $1', [done.id]), [])
    })
  })

  describe('when it goes wrong', () => {
    /** A relay on which something happens before each transaction as the session. */
    const broken = (fault: () => Promise<void>) => {
      const { vendor, deps } = counter
      const scoped: typeof vendor.db.scoped = async (...given) => {
        await fault()
        return vendor.db.scoped(...given)
      }
      const db = { ...vendor.db, scoped }
      return new Relay(db, {
        log: deps.log,
        kinds: { export: exportKind(db, { sheets, clock: deps.clock }) },
        wait: () => 0,
      })
    }

    test('an attempt that fails is made again, from the beginning', async () => {
      const client = await someone()
      const begun = await begin(client, 'invoices', {}, { format: 'xlsx' })
      let faults = 2
      await broken(async () => {
        if (faults-- > 0) throw new Error('the process was killed')
      }).drain()
      const done = await job(client, begun.id)
      assert.equal(done.state, 'done')
      assert.equal(readXlsx(await bytesOf(client, done)).rows.length, done.rows + 1)
    })

    test('one that always fails is given up and says so, and what comes after it is made', async () => {
      const client = await someone()
      const begun = await begin(client, 'invoices', {})
      const next = await begin(client, 'orders', {})
      let faults = 4
      await broken(async () => {
        if (faults-- > 0) throw new Error('no')
      }).drain()
      const { state, reason } = await job(client, begun.id)
      assert.deepEqual([state, reason], ['failed', 'unexpected'])
      assert.equal((await job(client, next.id)).state, 'done')
    })

    test('what is cancelled while it runs stops at its next page', async () => {
      const client = await someone()
      const begun = await begin(client, 'invoices', {})
      await broken(async () => void (await client.call('DELETE /exports/:id', { params: { id: begun.id } }))).drain()
      assert.equal((await job(client, begun.id)).state, 'cancelled')
      assert.deepEqual(await counter.admin.query('select from portal.export_part where export_id = $1', [begun.id]), [])
    })

    test('more rows than a workbook holds: CSV is offered at once, and a list that grows meanwhile is refused', async () => {
      const client = await someone()
      const { xlsx } = workbookRows
      const body = { key: randomUUID(), format: 'xlsx', query: {} } as const
      const many = { ...sheets.invoices, count: async () => xlsx + 1 }
      const session = { rights: new Set(['invoices.read', 'invoices.export']) }
      const asked = { db: null, session, portal: { languages: ['fr'] }, clock: counter.deps.clock, body }
      await assert.rejects(beginExport(asked as never, many), (error: Problem) => {
        assert.deepEqual([error.code, error.details.fields], ['too-many-rows', { 'body.format': `at-most-${xlsx}` }])
        return true
      })
      const begun = await begin(client, 'invoices', {}, { format: 'xlsx' })
      const row = { ...rows.invoice[0], place_name: null }
      const endless = {
        ...sheets.invoices,
        page: async () => ({ rows: Array.from({ length: 25_001 }, () => row), next: 'x' }),
      }
      const kind = exportKind(counter.vendor.db, {
        sheets: { ...sheets, invoices: endless },
        clock: counter.deps.clock,
      })
      await new Relay(counter.vendor.db, { log: counter.deps.log, kinds: { export: kind } }).drain()
      const { state, reason } = await job(client, begun.id)
      assert.deepEqual([state, reason], ['refused', 'too-many-rows'])
    })
  })

  test('[EX-27] all of several pages of 500 rows arrive, once each', async () => {
    const client = await someone({ customer: stranger })
    await counter.admin.query(
      `insert into management.invoice (id, customer_id, number, kind, state, issued_on, currency, total_excl_tax, total_tax, total_incl_tax, remaining, operation, vat_on_debits)
        select i.id + 900000 + n, i.customer_id, 'VIEL-' || n, i.kind, i.state, i.issued_on, i.currency, 10, 2, 12, 12, i.operation, i.vat_on_debits
        from (select * from management.invoice where customer_id = $1 limit 1) i, generate_series(1, 1234) n`,
      [stranger],
    )
    const { lines } = await csv(client, 'invoices', { q: 'VIEL' })
    assert.equal(new Set(lines.map(([number]) => number)).size, 1234)
    assert.equal(lines.length, 1234)
    const { bytes } = await made(client, 'invoices', { q: 'VIEL' }, { format: 'xlsx' })
    assert.equal(readXlsx(bytes).rows.length, 1235)
  })
})
