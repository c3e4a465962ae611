/** What is seen of commands afterwards, by whom, and for how long. Views and pages are the same SQL on both engines. */
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { createApp } from '../../bff/app.ts'
import { silentLog } from '../../bff/base/log.ts'
import type { FunctionName } from '../../bff/management/functions.ts'
import type { NewCommand } from '../../bff/outbox/submit.ts'
import { TestClient } from '../kit/client.ts'
import { fixedClock, origin, pk, testConfig } from '../kit/counter.ts'
import type { TestVendor } from '../kit/db.ts'
import { quickPasswords } from '../kit/db-demo.ts'
import { commandVendor, idOf, inWrite, newCommand, relayOf, send } from '../kit/db-commands.ts'
import { type TestSession, testSession } from '../kit/db-management.ts'
import { enter } from '../kit/enter.ts'

type Person = Awaited<ReturnType<typeof testSession>>

const id = (n: number) => idOf('bigint', n)
let vendor: TestVendor
let someone: Person
const person = (wanted: Partial<TestSession> = {}) => testSession(vendor.admin, { customer: id(1), ...wanted })
const sent = (who: Person, change: Partial<NewCommand<FunctionName>> = {}) => send(vendor.db, who, newCommand(change))

describe('what was sent', () => {
  before(async () => {
    vendor = await commandVendor('postgres')
    someone = await person()
  })
  after(() => vendor.close())

  describe('who sees it afterwards', () => {
    let client: (entry?: { profile?: string; sites?: string[]; customer?: string }) => Promise<TestClient>
    before(() => {
      const vendors = { names: [vendor.db.name], get: async () => vendor.db, close: async () => {} }
      const app = createApp({
        config: testConfig,
        vendors,
        clock: fixedClock,
        log: silentLog,
        random: randomBytes,
        passwords: quickPasswords,
      })
      client = async (entry = {}) => {
        const one = new TestClient({ fetch: (request, env) => app.fetch(request, env), pk, origin })
        await enter(vendor.admin, one, { customer: id(1), ...entry })
        return one
      }
    })

    test('the owner, and whoever may read what comes of it, within his sites', async () => {
      await vendor.admin.query('delete from portal.command')
      const request = await sent(someone, { siteId: id(11) })
      const order = await sent(someone, {
        function: 'place_order',
        siteId: id(12),
        payload: { lines: [], reference: 'BC 7' } as never,
      })
      await sent(await person({ customer: id(2) }))
      const seen = async (who: Promise<TestClient>) =>
        (await (await who).call('GET /commands', { query: {} })).rows.map((row) => row.id)
      assert.deepEqual(await seen(client()), [order.id, request.id])
      assert.deepEqual(await seen(client({ profile: 'buyer' })), [order.id])
      assert.deepEqual(await seen(client({ profile: 'technical' })), [request.id])
      assert.deepEqual(await seen(client({ sites: [id(11)] })), [request.id])
      assert.equal((await seen(client({ customer: id(2) }))).length, 1)

      const technician = await client({ profile: 'technical' })
      const row = await technician.call('GET /commands/:id', { params: { id: request.id } })
      assert.deepEqual(
        { ...request, author: row.author, siteId: id(11), interventionId: null, title: 'Le bac 2 bourre' },
        row,
      )
      for (const other of [order.id, randomUUID(), 'nonsense'])
        await assert.rejects(technician.call('GET /commands/:id', { params: { id: other } }), /404 not-found/)
    })

    test('the own command shows without the right to read what comes of it', async () => {
      const who = await client({ profile: 'buyer' })
      await vendor.admin.query(
        `update portal.command set owner = 'account:' || (select account_id from portal.session where hash = sha256($1::text::bytea)) where function = 'create_request'`,
        [who.handle],
      )
      const { rows } = await who.call('GET /commands', { query: { function: 'create_request' } })
      assert.equal(rows.length, 1)
    })

    test('amounts of an order only with their right', async () => {
      const payload = { lines: [], total_excl_tax: '10.00', total_incl_tax: '12.00', currency: 'EUR' } as never
      await sent(someone, { function: 'place_order', payload })
      const amounts = async (profile: string) =>
        inWrite(vendor.db, await person({ profile }), (db) =>
          db
            .selectFrom('own_command')
            .select(['total_incl_tax', 'currency'])
            .where('function', '=', 'place_order')
            .where('currency', '=', 'EUR')
            .executeTakeFirst(),
        )
      await vendor.admin.query(
        `insert into portal.profile values ('clerk', 'x', 'x', '{orders.read}') on conflict do nothing`,
      )
      assert.deepEqual(await amounts('supervisor'), { total_incl_tax: '12.00', currency: 'EUR' })
      assert.deepEqual(await amounts('clerk'), { total_incl_tax: null, currency: 'EUR' })
    })

    test('pages go on where they ended, by state and by function', async () => {
      await vendor.admin.query('delete from portal.command')
      const made = []
      for (let n = 0; n < 5; n++) made.push((await sent(someone)).id)
      // All at one moment: the id decides.
      await vendor.admin.query("update portal.command set created_at = '2026-11-20T10:00:00.123Z'")
      await relayOf(vendor.db).drain()
      const last = await sent(someone)
      const who = await client()
      const found: string[] = []
      let after: string | undefined
      do {
        const page = await who.call('GET /commands', { query: { limit: 2, ...(after && { after }) } })
        found.push(...page.rows.map((row) => row.id))
        after = page.next ?? undefined
      } while (after)
      assert.deepEqual(found, [last.id, ...made.sort().reverse()])
      const delivered = await who.call('GET /commands', { query: { state: ['delivered'], function: 'create_request' } })
      assert.equal(delivered.rows.length, 5)
      assert.match(delivered.rows[0]?.number ?? '', /^DI-2026-\d{5}$/)
      assert.equal((await who.call('GET /commands', { query: { function: 'reply' } })).rows.length, 0)
      await assert.rejects(
        who.call('GET /commands', { query: { after: Buffer.from('["created desc","x","y"]').toString('base64url') } }),
        /400 input-invalid/,
      )
    })
  })

  test('what is old goes, what is not settled or not so old stays', async () => {
    await vendor.admin.query('delete from portal.command')
    const one = await sent(someone)
    const two = await sent(someone)
    const open = await sent(someone)
    await vendor.admin.query(
      `update portal.command set state = 'refused', reason = 'x', settled_at = now() - interval '13 months' where id = $1`,
      [one.id],
    )
    await vendor.admin.query(
      `update portal.command set state = 'failed', settled_at = now() - interval '11 months' where id = $1`,
      [two.id],
    )
    await vendor.admin.query(`update portal.command set created_at = now() - interval '2 years' where id = $1`, [
      open.id,
    ])
    await vendor.admin.query(`update portal.outbox set done_at = now() - interval '8 days' where command_id = $1`, [
      two.id,
    ])
    await sql`select portal.trim_commands()`.execute(vendor.db.gate)
    const rows = await vendor.admin.query<{ id: string }>('select id from portal.command')
    assert.deepEqual(rows.map((row) => row.id).sort(), [two.id, open.id].sort())
    assert.deepEqual(await vendor.admin.query('select command_id from portal.outbox'), [{ command_id: open.id }])
  })
})
