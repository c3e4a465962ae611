/** Lists on their way to becoming files: asked for once, made in turn, stopped, tried again, given up. */
import assert from 'node:assert/strict'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { Problem } from '../../bff/base/problem.ts'
import { makePortalCode } from '../../bff/gate/sign-in/portal-code.ts'
import { Relay } from '../../bff/outbox/relay.ts'
import { beginExport } from '../../bff/sheet/begin.ts'
import { exportKind } from '../../bff/sheet/export-kind.ts'
import { workbookRows } from '../../bff/sheet/workbook-limits.ts'
import { sheets } from '../../bff/sheets.ts'
import { eachEngine } from '../kit/db.ts'
import { type ExportDesk, type List, openDesk } from '../kit/export-desk.ts'
import { rows, stranger } from '../kit/walk-samples.ts'
import { readXlsx } from '../kit/xlsx.ts'

const lists: readonly List[] = ['invoices', 'orders', 'interventions', 'equipment']

/** Somebody who came in by a portal code of this customer, with every right. */
async function holderOf({ counter }: ExportDesk, customer: string) {
  const code = makePortalCode(randomBytes(26))
  await counter.admin.query(
    `insert into portal.code (secret_hash, label, customer_id, profile_id, expires_at)
     values ($1, 'Accueil', $2, 'supervisor', now() + interval '1 day')`,
    [createHash('sha256').update(code).digest(), customer],
  )
  const client = counter.client()
  client.keep(await client.call('POST /session/code', { body: { code } }))
  return client
}

eachEngine((engine, rule) => {
  let desk: ExportDesk
  before(async () => {
    desk = await openDesk(engine)
  })
  after(() => desk.counter.close())

  describe('asking', () => {
    test('the same key and wish is the same export; another wish is refused', async () => {
      const client = await desk.someone()
      const key = randomUUID()
      const first = await desk.begin(client, 'invoices', { q: 'a' }, { key })
      const again = await desk.begin(client, 'invoices', { q: 'a' }, { key })
      assert.deepEqual([again.id, again.replayed], [first.id, true])
      assert.equal(await desk.refusal(desk.begin(client, 'invoices', { q: 'b' }, { key })), 'key-reused')
      assert.equal(await desk.refusal(desk.begin(client, 'orders', { q: 'a' }, { key })), 'key-reused')
      const other = await desk.someone()
      assert.notEqual((await desk.begin(other, 'invoices', { q: 'a' }, { key })).id, first.id)
      await desk.relay.drain()
    })

    rule('five may wait; a journal line tells who took what', async () => {
      const client = await desk.someone()
      for (let n = 0; n < 5; n++) await desk.begin(client, 'orders', {})
      assert.equal(await desk.refusal(desk.begin(client, 'orders', {})), 'too-many-attempts')
      await desk.relay.drain()
      await desk.begin(client, 'orders', {})
      await desk.relay.drain()
      const told = await desk.counter.admin.query<{ n: string }>(
        `select count(*)::text as n from portal.journal j join portal.session s on s.account_id = j.account_id
          where j.event = 'list-exported' and j.detail ->> 'list' = 'orders' and left(encode(s.hash, 'hex'), 16) = j.session`,
      )
      assert.ok(Number(told[0]?.n) >= 6)
    })

    test('the own exports, the newest first, page by page, of one list or state', async () => {
      const client = await desk.someone()
      const ids: string[] = []
      for (const list of lists) ids.unshift((await desk.begin(client, list, {})).id)
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
        assert.equal(
          await desk.refusal(client.call('GET /exports', { query: { order: 'asc', after } })),
          'input-invalid',
        )
      await desk.relay.drain()
    })

    rule('what is cancelled is not made, and a file that is given up is gone', async () => {
      const client = await desk.someone()
      const begun = await desk.begin(client, 'invoices', {})
      const params = { id: begun.id }
      assert.equal((await client.call('DELETE /exports/:id', { params })).state, 'cancelled')
      assert.equal((await client.call('DELETE /exports/:id', { params })).state, 'cancelled')
      await desk.relay.drain()
      assert.equal((await desk.job(client, begun.id)).state, 'cancelled')
      const { done } = await desk.made(client, 'invoices')
      const { url } = await client.call('POST /exports/:id/ticket', { params: { id: done.id } })
      await client.call('DELETE /exports/:id', { params: { id: done.id } })
      assert.equal((await desk.download(url)).status, 404)
      assert.deepEqual(
        await desk.counter.admin.query('select from portal.export_part where export_id = $1', [done.id]),
        [],
      )
    })

    test('after a day the file and all that is known of it are gone', async () => {
      const client = await desk.someone()
      const { done } = await desk.made(client, 'invoices')
      await desk.counter.admin.query(
        `update portal.export set expires_at = now() - interval '1 second' where id = $1`,
        [done.id],
      )
      assert.equal(await desk.refusal(desk.job(client, done.id)), 'not-found')
      await desk.counter.admin.query('select portal.trim_exports()')
      assert.deepEqual(await desk.counter.admin.query('select from portal.export where id = $1', [done.id]), [])
    })
  })

  describe('when it goes wrong', () => {
    /** A relay on which something happens before each transaction as the session. */
    const broken = (fault: () => Promise<void>) => {
      const { vendor, deps } = desk.counter
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

    rule('an attempt that fails is made again, from the beginning', async () => {
      const client = await desk.someone()
      const begun = await desk.begin(client, 'invoices', {}, { format: 'xlsx' })
      let faults = 2
      await broken(async () => {
        if (faults-- > 0) throw new Error('the process was killed')
      }).drain()
      const done = await desk.job(client, begun.id)
      assert.equal(done.state, 'done')
      assert.equal(readXlsx(await desk.bytesOf(client, done)).rows.length, done.rows + 1)
    })

    rule('one that always fails is given up and says so, and what comes after it is made', async () => {
      const client = await desk.someone()
      const begun = await desk.begin(client, 'invoices', {})
      const next = await desk.begin(client, 'orders', {})
      let faults = 4
      await broken(async () => {
        if (faults-- > 0) throw new Error('no')
      }).drain()
      const { state, reason } = await desk.job(client, begun.id)
      assert.deepEqual([state, reason], ['failed', 'unexpected'])
      assert.equal((await desk.job(client, next.id)).state, 'done')
    })

    test('what is cancelled while it runs stops at its next page', async () => {
      const client = await desk.someone()
      const begun = await desk.begin(client, 'invoices', {})
      await broken(async () => void (await client.call('DELETE /exports/:id', { params: { id: begun.id } }))).drain()
      assert.equal((await desk.job(client, begun.id)).state, 'cancelled')
      assert.deepEqual(
        await desk.counter.admin.query('select from portal.export_part where export_id = $1', [begun.id]),
        [],
      )
    })

    rule(
      'more rows than a workbook holds: CSV is offered at once, and a list that grows meanwhile is refused',
      async () => {
        const client = await desk.someone()
        const { xlsx } = workbookRows
        const body = { key: randomUUID(), format: 'xlsx', query: {} } as const
        const many = { ...sheets.invoices, count: async () => xlsx + 1 }
        const session = { rights: new Set(['invoices.read', 'invoices.export']) }
        const asked = { db: null, session, portal: { languages: ['fr'] }, clock: desk.counter.deps.clock, body }
        await assert.rejects(beginExport(asked as never, many), (error: Problem) => {
          assert.deepEqual([error.code, error.details.fields], ['too-many-rows', { 'body.format': `at-most-${xlsx}` }])
          return true
        })
        const begun = await desk.begin(client, 'invoices', {}, { format: 'xlsx' })
        const row = { ...rows.invoice[0], place_name: null }
        const endless = {
          ...sheets.invoices,
          page: async () => ({ rows: Array.from({ length: 25_001 }, () => row), next: 'x' }),
        }
        const kind = exportKind(desk.counter.vendor.db, {
          sheets: { ...sheets, invoices: endless },
          clock: desk.counter.deps.clock,
        })
        await new Relay(desk.counter.vendor.db, { log: desk.counter.deps.log, kinds: { export: kind } }).drain()
        const { state, reason } = await desk.job(client, begun.id)
        assert.deepEqual([state, reason], ['refused', 'too-many-rows'])
      },
    )
  })

  rule('[EX-27] all of several pages of 500 rows arrive, once each', async () => {
    const client = await desk.someone({ customer: stranger })
    await desk.counter.admin.query(
      `insert into management.invoice (id, customer_id, number, kind, state, issued_on, currency, total_excl_tax, total_tax, total_incl_tax, remaining, operation, vat_on_debits)
        select i.id + 900000 + n, i.customer_id, 'VIEL-' || n, i.kind, i.state, i.issued_on, i.currency, 10, 2, 12, 12, i.operation, i.vat_on_debits
        from (select * from management.invoice where customer_id = $1 limit 1) i, generate_series(1, 1234) n`,
      [stranger],
    )
    const { lines } = await desk.csv(client, 'invoices', { q: 'VIEL' })
    assert.equal(new Set(lines.map(([number]) => number)).size, 1234)
    assert.equal(lines.length, 1234)
    // Beyond a thousand a factor is wanted; what is refused has used neither the key nor the day.
    const late = await desk.someone({ customer: stranger, proved: false })
    const body = { key: randomUUID(), format: 'csv', language: 'fr', query: { q: 'VIEL' } } as const
    await assert.rejects(late.call('POST /invoices/exports', { body }), { code: 'step-up-required' })
    assert.equal((await desk.begin(late, 'invoices', { q: 'VIEL-12' })).state, 'waiting')
    await desk.counter.admin.query('update portal.session set proved_at = now()')
    const other = await desk.counter.another()
    const twin = late.sameThrough((request, env) => other.app.fetch(request, env))
    assert.equal((await twin.call('POST /invoices/exports', { body })).total, 1234)
    const { bytes } = await desk.made(client, 'invoices', { q: 'VIEL' }, { format: 'xlsx' })
    assert.equal(readXlsx(bytes).rows.length, 1235)
    // Whoever holds a portal code can show nothing more, and is told so; up to a thousand rows are his.
    const holder = await holderOf(desk, stranger)
    await assert.rejects(holder.call('POST /invoices/exports', { body }), { code: 'account-required', status: 403 })
    const { lines: few } = await desk.csv(holder, 'invoices', { q: 'VIEL-12' })
    assert.equal(new Set(few.map(([number]) => number)).size, 46)
  })
})
