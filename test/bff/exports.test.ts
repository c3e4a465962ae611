/** Lists that leave as files: what the session sees and no more, in the form that spreadsheet programs take. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sum } from '../../bff/base/money.ts'
import { eachEngine } from '../kit/db.ts'
import { type ExportDesk, fieldsOf, openDesk } from '../kit/export-desk.ts'
import { me, rows, stranger } from '../kit/walk-samples.ts'
import { readXlsx, xlsRecords } from '../kit/xlsx.ts'

eachEngine((engine, rule) => {
  let desk: ExportDesk
  before(async () => {
    desk = await openDesk(engine)
  })
  after(() => desk.counter.close())

  describe('the file', () => {
    test('[AR-072] of invoices has the rows of the list in its order, and its amounts sum to the list’s totals', async () => {
      const client = await desk.someone()
      for (const query of [{}, { sort: 'total', order: 'asc' }, { state: ['overdue', 'partly_paid'] }, { q: 'a' }]) {
        const list = await desk.everyRow(client, 'GET /invoices', query)
        const { head, lines } = await desk.csv(client, 'invoices', query)
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
        const client = await desk.someone()
        for (const query of [{}, { sort: 'number', order: 'asc' }, { state: ['open'] }]) {
          const all = await desk.everyRow(client, key, query)
          const { lines } = await desk.csv(client, list, query)
          assert.ok(all.rows.length > 0)
          assert.deepEqual(
            lines.map(([number]) => number),
            (all.rows as { number: string }[]).map(({ number }) => number),
          )
        }
      })

    test('[AR-034] of machines has the rows of the list in its order', async () => {
      const client = await desk.someone()
      for (const query of [{}, { sort: 'site', order: 'desc' }, { work: 'interventions' }]) {
        const all = await desk.everyRow(client, 'GET /equipment', query)
        const { head, lines } = await desk.csv(client, 'equipment', query)
        assert.deepEqual(
          lines.map((line) => line[head.indexOf('N° de série')]),
          all.rows.map(({ serialNumber }) => serialNumber ?? ''),
        )
      }
    })

    test('[CO-46] [CO-47] [AR-074] as a workbook has typed cells: dates, numbers, text, and its heading in sight', async () => {
      const client = await desk.someone()
      const list = await desk.everyRow(client, 'GET /invoices')
      const { done, bytes } = await desk.made(client, 'invoices', {}, { format: 'xlsx' })
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

    rule('instants stand as the clock on the vendor’s wall showed them', async () => {
      const client = await desk.someone()
      const { rows: all } = await desk.everyRow(client, 'GET /interventions')
      const { head, lines } = await desk.csv(client, 'interventions')
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

    rule('in English has commas between fields, points in numbers and English words', async () => {
      const client = await desk.someone()
      const { bytes } = await desk.made(client, 'invoices', { limit: undefined } as never, { language: 'en' })
      const [head = '', first = ''] = bytes.toString('utf8').slice(1).split('\r\n')
      assert.match(head, /^Number,Kind,State,Issued on,/)
      assert.ok(fieldsOf(first, ',').some((field) => /^-?\d+\.\d\d$/.test(field)))
    })

    rule('of Excel 97–2003 has every row, numbers as numbers and no formula', async () => {
      const client = await desk.someone()
      const { totals } = await desk.everyRow(client, 'GET /invoices')
      const { done, bytes } = await desk.made(client, 'invoices', {}, { format: 'xls' })
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
      rule(
        `[AR-035] [AR-073] [AR-075] ${list} leave with the right ${right} alone, and with the list’s own`,
        async () => {
          const [supervisor] = await desk.counter.admin.query<{ rights: string[] }>(
            `select rights from portal.profile where id = 'supervisor'`,
          )
          const reads = right.replace('export', 'read')
          const profile = async (id: string, without: string) =>
            desk.counter.admin.query(
              `insert into portal.profile (id, name_fr, name_en, rights) values ($1, $1, $1, $2) on conflict do nothing`,
              [id, supervisor?.rights.filter((one) => one !== without)],
            )
          await profile(`no ${right}`, right)
          await profile(`no ${reads}`, reads)
          for (const id of [`no ${right}`, `no ${reads}`])
            assert.equal(
              await desk.refusal(desk.begin(await desk.someone({ profile: id }), list, {})),
              'right-missing',
              id,
            )
        },
      )

    rule('[AR-003] without the right to amounts their columns are not there, and nothing may ask by them', async () => {
      await desk.counter.admin.query(
        `insert into portal.profile (id, name_fr, name_en, rights)
          values ('counts', 'x', 'x', '{invoices.read,invoices.export,fleet.read,fleet.export}') on conflict do nothing`,
      )
      const client = await desk.someone({ profile: 'counts' })
      const { head, lines } = await desk.csv(client, 'invoices')
      assert.ok(lines.length > 0)
      assert.deepEqual(head.slice(-2), ['Site', 'Devise'])
      assert.ok(!(await desk.csv(client, 'equipment')).head.some((name) => name.includes('en cours')))
      for (const query of [{ min: '10' }, { max: '10' }, { sort: 'total' }])
        assert.equal(await desk.refusal(desk.begin(client, 'invoices', query)), 'column-hidden')
      assert.equal(await desk.refusal(desk.begin(client, 'equipment', { work: 'orders' })), 'column-hidden')
    })

    rule('a session that is limited to a site takes away what is of that site', async () => {
      const site = rows.invoice.find((row) => row.customer_id === me && row.site_id !== null)?.site_id ?? ''
      const client = await desk.someone({ sites: [site] })
      const all = await desk.everyRow(client, 'GET /invoices')
      const { lines } = await desk.csv(client, 'invoices')
      assert.deepEqual(
        lines.map(([number]) => number),
        all.rows.map(({ number }) => number),
      )
      assert.ok(lines.length < rows.invoice.filter((row) => row.customer_id === me).length)
    })

    test('an export is its owner’s alone: for everybody else it is not there', async () => {
      const owner = await desk.someone()
      const { done } = await desk.made(owner, 'invoices')
      const others = [await desk.someone(), await desk.someone({ customer: stranger })]
      for (const other of others) {
        const params = { id: done.id }
        assert.equal(await desk.refusal(other.call('GET /exports/:id', { params })), 'not-found')
        assert.equal(await desk.refusal(other.call('DELETE /exports/:id', { params })), 'not-found')
        assert.equal(await desk.refusal(other.call('POST /exports/:id/ticket', { params })), 'not-found')
        assert.deepEqual((await other.call('GET /exports', { query: {} })).rows, [])
      }
      assert.equal((await desk.job(owner, done.id)).state, 'done')
    })

    rule('whoever has lost a right since sees nothing of the file', async () => {
      await desk.counter.admin.query(
        `insert into portal.profile (id, name_fr, name_en, rights)
          select 'shrinking', 'x', 'x', rights from portal.profile where id = 'supervisor'`,
      )
      const client = await desk.someone({ profile: 'shrinking' })
      const { done } = await desk.made(client, 'invoices')
      const { url } = await client.call('POST /exports/:id/ticket', { params: { id: done.id } })
      const waiting = await desk.begin(client, 'invoices', {})
      await desk.counter.admin.query(
        `update portal.profile set rights = array_remove(rights, 'invoices.amounts') where id = 'shrinking'`,
      )
      assert.equal((await desk.download(url)).status, 404)
      assert.equal(await desk.refusal(desk.job(client, done.id)), 'not-found')
      await desk.relay.drain()
      const [stopped] = await desk.counter.admin.query('select state, reason from portal.export where id = $1', [
        waiting.id,
      ])
      assert.deepEqual(stopped, { state: 'refused', reason: 'right-missing' })
    })

    test('an export whose session has ended meanwhile ends as refused', async () => {
      const client = await desk.someone()
      const begun = await desk.begin(client, 'invoices', {})
      await client.call('DELETE /session')
      await desk.relay.drain()
      const [stopped] = await desk.counter.admin.query('select state, reason from portal.export where id = $1', [
        begun.id,
      ])
      assert.deepEqual(stopped, { state: 'refused', reason: 'session-ended' })
      assert.deepEqual(
        await desk.counter.admin.query('select from portal.export_part where export_id = $1', [begun.id]),
        [],
      )
    })
  })
})
