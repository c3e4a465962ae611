import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { type Kysely, sql } from 'kysely'
import { Problem } from '../../bff/base/problem.ts'
import { isMalformed } from '../../bff/db/errors.ts'
import type { GuardTables, ReadHandle } from '../../bff/db/types.ts'
import { eachEngine, type TestVendor, testVendor } from '../kit/db.ts'
import { smallManagement, testSession } from '../kit/db-management.ts'

const code = (wanted: string) => (error: unknown) => {
  assert.ok(error instanceof Problem, String(error))
  assert.equal(error.code, wanted)
  return true
}

const ids = async (db: ReadHandle) =>
  (await db.selectFrom('invoice').select('id').orderBy('id').execute()).map((row) => row.id)
const raw = <T>(db: unknown, text: ReturnType<typeof sql<T>>) => text.execute(db as Kysely<GuardTables>)

eachEngine((engine) => {
  let vendor: TestVendor
  before(async () => {
    vendor = await testVendor(engine, { setup: smallManagement, template: 'small', connections: 4 })
  })
  after(() => vendor?.close())

  it('works as guichet_app, in a read-only transaction for a read', async () => {
    const session = await testSession(vendor.admin, { customer: '1' })
    const batch = await vendor.db.scoped(session)
    try {
      const facts = sql<{
        role: string
        ro: string
        tz: string
      }>`select current_user as role, current_setting('transaction_read_only') as ro, current_setting('TimeZone') as tz`
      assert.deepEqual((await batch.read((db) => raw(db, facts))).rows, [{ role: 'guichet_app', ro: 'on', tz: 'UTC' }])
      assert.equal((await batch.write('p-facts', (db) => raw(db, facts))).rows[0]?.ro, 'off')
      for (const table of [
        'management.invoice',
        'portal.session',
        'portal.account',
        'portal.secret',
        'portal.live_session',
      ])
        await assert.rejects(
          batch.read((db) => raw(db, sql`select * from ${sql.table(table)}`)),
          /permission denied/,
        )
    } finally {
      await batch.release()
    }
  })

  it('gives values in one form: text for numbers and dates, ISO instants, booleans, bytes, parsed JSON, arrays', async () => {
    const session = await testSession(vendor.admin, { customer: '1' })
    const batch = await vendor.db.scoped(session)
    try {
      const { rows } = await batch.read((db) =>
        raw(
          db,
          sql<
            Record<string, unknown>
          >`select 1::int2 as a, 2::int4 as b, 9007199254740993::int8 as c, 1.10::numeric as d, 1.5::float8 as e,
            true as f, date '2026-01-02' as g, timestamptz '2026-01-02 03:04:05.5+02' as h, '{"k":[1]}'::jsonb as j,
            array['x', null, 'a "b" \\ c,d'] as k, null::int as l, array[1, 2] as m, '\\x00ff'::bytea as n, '{}'::text[] as o`,
        ),
      )
      const { n, ...rest } = rows[0] ?? {}
      assert.deepEqual(rest, {
        ...{
          a: '1',
          b: '2',
          c: '9007199254740993',
          d: '1.10',
          e: '1.5',
          f: true,
          g: '2026-01-02',
          h: '2026-01-02T01:04:05.500Z',
        },
        ...{ j: { k: [1] }, k: ['x', null, 'a "b" \\ c,d'], l: null, m: ['1', '2'], o: [] },
      })
      assert.ok(n instanceof Uint8Array)
      assert.deepEqual([...n], [0, 255])
    } finally {
      await batch.release()
    }
  })

  it('takes values in any form that SQL reads', async () => {
    const session = await testSession(vendor.admin, { customer: '1' })
    const batch = await vendor.db.scoped(session)
    try {
      const instant = new Date('2026-01-02T03:04:05.678Z')
      const { rows } = await batch.read((db) =>
        raw(
          db,
          sql<
            Record<string, unknown>
          >`select ${'42'}::integer as a, ${7}::integer as b, ${instant}::timestamptz as c, ${['a', 'b"c']}::text[] as d,
            ${new Uint8Array([1, 2])}::bytea as e, ${true}::boolean as f, ${'{"x":1}'}::jsonb as g, ${null}::text as h, ${'12.50'}::numeric as i`,
        ),
      )
      const { e, ...rest } = rows[0] ?? {}
      assert.deepEqual(rest, {
        a: '42',
        b: '7',
        c: instant.toISOString(),
        d: ['a', 'b"c'],
        f: true,
        g: { x: 1 },
        h: null,
        i: '12.50',
      })
      assert.deepEqual([...(e as Uint8Array)], [1, 2])
    } finally {
      await batch.release()
    }
  })

  it('keeps the neighbours of a bad call whole', async () => {
    const session = await testSession(vendor.admin, { customer: '1' })
    const batch = await vendor.db.scoped(session)
    try {
      const results = await Promise.allSettled([
        batch.read(ids),
        batch.read((db) => db.selectFrom('invoice').select('id').where('id', '=', 'nonsense').execute()),
        batch.read(ids),
        batch.read(async () => {
          throw new Error('own')
        }),
        batch.read(ids, { customer: '2' }),
        batch.read(ids),
      ])
      assert.deepEqual(
        results.map((result) => result.status),
        ['fulfilled', 'rejected', 'fulfilled', 'rejected', 'rejected', 'fulfilled'],
      )
      assert.ok(isMalformed((results[1] as PromiseRejectedResult).reason))
      assert.equal((results[3] as PromiseRejectedResult).reason.message, 'own')
      assert.deepEqual((results[5] as PromiseFulfilledResult<string[]>).value, ['101', '102', '103'])
    } finally {
      await batch.release()
    }
  })

  it('leaves no half-prepared statement behind when one of several queries fails', async () => {
    const session = await testSession(vendor.admin, { customer: '1' })
    const batch = await vendor.db.scoped(session)
    const bad = (db: ReadHandle) => db.selectFrom('invoice').select('id').where('id', '=', 'nonsense').execute()
    try {
      for (let round = 0; round < 5; round++) {
        const fresh = (db: ReadHandle) =>
          db.selectFrom('site').select('id').orderBy('id').limit(5).offset(round).execute()
        for (let turn = 0; turn < 3; turn++) {
          const [failed, next] = await Promise.allSettled([
            batch.read((db) => Promise.all([bad(db), fresh(db), ids(db)])),
            batch.read((db) => Promise.all([fresh(db), ids(db)])),
          ])
          assert.equal(failed.status, 'rejected')
          assert.equal(next.status, 'fulfilled', String((next as PromiseRejectedResult).reason))
        }
      }
    } finally {
      await batch.release()
    }
  })

  it('runs several queries of one call at once', async () => {
    const session = await testSession(vendor.admin, { customer: '1' })
    const batch = await vendor.db.scoped(session)
    try {
      const [one, two, three] = await batch.read((db) =>
        Promise.all([ids(db), ids(db), db.selectFrom('customer').select('name').execute()]),
      )
      assert.deepEqual(one, two)
      assert.deepEqual(three, [{ name: 'Ateliers Un' }])
    } finally {
      await batch.release()
    }
  })

  it('refuses a handle that outlives its call', async () => {
    const session = await testSession(vendor.admin, { customer: '1' })
    const batch = await vendor.db.scoped(session)
    let kept: ReadHandle | undefined
    await batch.read(async (db) => {
      kept = db
      return ids(db)
    })
    await assert.rejects(ids(kept as ReadHandle), /has ended/)
    await batch.release()
  })

  describe('writes', () => {
    it('claim their proof once: a replay is refused together with its effect', async () => {
      const session = await testSession(vendor.admin, { customer: '1' })
      const batch = await vendor.db.scoped(session)
      try {
        const set = (language: string) =>
          batch.write('once', (db) => db.updateTable('own_account').set({ language }).execute())
        await set('en')
        await assert.rejects(set('fr'), code('proof-invalid'))
        const [row] = await vendor.admin.query<{ language: string }>(
          'select language from portal.account where id = $1',
          [session.accountId],
        )
        assert.equal(row?.language, 'en')
      } finally {
        await batch.release()
      }
    })

    it('are rolled back with their proof when the call fails', async () => {
      const session = await testSession(vendor.admin, { customer: '1' })
      const batch = await vendor.db.scoped(session)
      try {
        await assert.rejects(
          batch.write('again', async (db) => {
            await db.updateTable('own_account').set({ language: 'en' }).execute()
            throw new Error('stop')
          }),
          /stop/,
        )
        await batch
          .write('again', async (db) => db.selectFrom('own_account').select('language').execute())
          .then((rows) => assert.deepEqual(rows, [{ language: 'fr' }]))
      } finally {
        await batch.release()
      }
    })

    it('never report success when a failed statement was swallowed', async () => {
      const session = await testSession(vendor.admin, { customer: '1' })
      const batch = await vendor.db.scoped(session)
      try {
        await assert.rejects(
          batch.write('swallow', async (db) => {
            await db.updateTable('own_account').set({ language: 'en' }).execute()
            await db
              .selectFrom('invoice')
              .select('id')
              .where('id', '=', 'x')
              .execute()
              .catch(() => {})
          }),
          /swallowed/,
        )
      } finally {
        await batch.release()
      }
    })

    it('refuse writing in a read', async () => {
      const session = await testSession(vendor.admin, { customer: '1' })
      const batch = await vendor.db.scoped(session)
      try {
        await assert.rejects(
          batch.read((db) =>
            (db as unknown as Kysely<GuardTables>).updateTable('own_account').set({ language: 'en' }).execute(),
          ),
          /read-only/,
        )
      } finally {
        await batch.release()
      }
    })

    it('issue tickets for the session', async () => {
      const session = await testSession(vendor.admin, { customer: '1' })
      const ticket = createHash('sha256').update(randomBytes(32)).digest()
      const batch = await vendor.db.scoped(session)
      try {
        const { rows } = await batch.write('ticket', (db) =>
          raw(db, sql<{ until: string }>`select guard.issue_ticket('invoice', '101', 'fr', ${ticket}, 60) as until`),
        )
        assert.match(rows[0]?.until ?? '', /^\d{4}-.*Z$/)
      } finally {
        await batch.release()
      }
      const found = await vendor.db.gate.selectFrom('portal.ticket').selectAll().where('hash', '=', ticket).execute()
      assert.equal(found.length, 1)
      assert.deepEqual(Buffer.from(found[0]?.session_hash ?? []), session.hash)
    })
  })

  it('leaks no session between callers: 60 sessions among plain queries of the gate', async () => {
    const people = await Promise.all(
      Array.from({ length: 4 }, async (_, index) => {
        const customer = String((index % 3) + 1)
        return { ...(await testSession(vendor.admin, { customer })), customer }
      }),
    )
    const mine: Record<string, string[]> = { 1: ['101', '102', '103'], 2: ['201'], 3: [] }
    // As many at once as there are connections, fifteen times over: whoever stood in line might be refused as too many.
    const fifteen = async (work: () => Promise<void>) => {
      for (let round = 0; round < 15; round++) await work()
    }
    const scoped = people.map((person) =>
      fifteen(async () => {
        const batch = await vendor.db.scoped(person)
        try {
          for (let turn = 0; turn < 3; turn++) assert.deepEqual(await batch.read(ids), mine[person.customer])
        } finally {
          await batch.release()
        }
      }),
    )
    const plain = people.map(() =>
      fifteen(async () => {
        const { rows } = await sql<{
          role: string
          session: string
        }>`select current_user as role, coalesce(current_setting('guichet.session', true), '') as session`.execute(
          vendor.db.gate,
        )
        assert.deepEqual(rows, [{ role: 'guichet_gate', session: '' }])
      }),
    )
    await Promise.all([...scoped, ...plain])
  })

  it('carries no session over to the next user of a connection', async () => {
    const session = await testSession(vendor.admin, { customer: '1' })
    const batches = await Promise.all(Array.from({ length: 4 }, () => vendor.db.scoped(session)))
    for (const batch of batches) {
      assert.equal((await batch.read(ids)).length, 3)
      await batch.release()
    }
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        const batch = await vendor.db.scoped({ hash: Buffer.alloc(32, 7) })
        await assert.rejects(batch.read(ids), code('session-ended'))
        await batch.release()
      }),
    )
  })

  it('tells listeners what is notified', async () => {
    const heard: string[] = []
    let arrive = () => {}
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve
    })
    const stop = await vendor.db.listen('guichet_test', (payload) => {
      heard.push(payload)
      arrive()
    })
    await sql`select pg_notify('guichet_test', 'hello')`.execute(vendor.db.gate)
    await arrived
    await stop()
    assert.deepEqual(heard, ['hello'])
  })

  it('says whether the database answers', async () => {
    assert.equal(await vendor.db.alive(), true)
  })
})
