import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { CompiledQuery, sql } from 'kysely'
import pg from 'pg'
import type { AdminDb } from '../../bff/db/admin.ts'
import type { Ask } from '../../bff/db/guard/native.ts'
import { migrateVendor } from '../../bff/db/migrate.ts'
import { findFaults, SelfCheckError } from '../../bff/db/selfcheck.ts'
import { vendorOnServer } from '../../bff/db/vendors.ts'
import { eachEngine, type TestVendor, testVendor } from '../kit/db.ts'
import { smallManagement } from '../kit/db-management.ts'

function faults({ db }: TestVendor): Promise<string[]> {
  return db.gate.transaction().execute(async (trx) => {
    await sql`set local search_path = pg_catalog, pg_temp`.execute(trx)
    const ask: Ask = async <T>(text: string, parameters: readonly unknown[] = []) =>
      (await trx.executeQuery(CompiledQuery.raw(text, [...parameters]))).rows as T[]
    return findFaults(ask)
  })
}

/** What somebody did to the database, what the check must say, and how the test undoes it. */
const planted: { title: string; plant: string; found: RegExp; undo: string }[] = [
  {
    title: 'a view without guard in schema guard',
    plant:
      'create view guard.everything as select * from management.invoice; grant select on guard.everything to guichet_app',
    found: /view guard\.everything was not generated/,
    undo: 'drop view guard.everything',
  },
  {
    title: 'a readable view beside the guards',
    plant:
      'create schema reports; create view reports.all_invoices as select * from management.invoice; grant usage on schema reports to guichet_app; grant select on reports.all_invoices to guichet_app',
    found: /guichet_app may select reports\.all_invoices/,
    undo: 'drop schema reports cascade',
  },
  {
    title: 'a table that everybody may read in schema public',
    plant: 'create table public.leftover (id integer); grant select on public.leftover to public',
    found: /guichet_app may select public\.leftover/,
    undo: 'drop table public.leftover',
  },
  {
    title: '`or true` in a guard',
    plant:
      'create or replace view guard.site with (security_barrier) as select r.id, r.customer_id, r.name, r.street, r.postal_code, r.city, r.country_code, r.establishment_number, r.is_billing, r.is_delivery, r.active, r.changed_at from management.site r where r.customer_id = (select guard.session_customer()::integer) or true',
    found: /view guard\.site has another definition/,
    undo: '',
  },
  {
    title: 'a guard without its barrier',
    plant: 'alter view guard.invoice reset (security_barrier)',
    found: /view guard\.invoice has another options/,
    undo: 'alter view guard.invoice set (security_barrier)',
  },
  {
    title: 'a grant on one column',
    plant:
      'grant usage on schema management to guichet_app; grant select (number) on management.invoice to guichet_app',
    found: /guichet_app may use column\(s\) number of management\.invoice/,
    undo: 'revoke usage on schema management from guichet_app; revoke select (number) on management.invoice from guichet_app',
  },
  {
    title: 'a grant to write a guard',
    plant: 'grant update on guard.own_account to guichet_app',
    found: /view guard\.own_account has another grants/,
    undo: '',
  },
  {
    title: 'a function with the rights of its owner in schema public',
    plant:
      'create function public.peek() returns bigint language sql security definer as $$ select count(*) from management.invoice $$',
    found: /guichet_app may execute public\.peek\(\)/,
    undo: 'drop function public.peek()',
  },
  {
    title: 'a changed guard function',
    plant:
      'create or replace function guard.may(wanted text) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$ select true $$',
    found: /function guard\.may\(text\) has another definition/,
    undo: '',
  },
  {
    title: 'a guard function open to everybody',
    plant: 'grant execute on function guard.enter(text, text) to public',
    found: /function guard\.enter\(text,text\) has another grants/,
    undo: '',
  },
  {
    title: 'a softened definition of a live session',
    plant:
      "do $$ begin execute replace(pg_get_viewdef('portal.live_session'), 's.ended_at IS NULL', 'true') ; execute 'create or replace view portal.live_session as ' || replace(pg_get_viewdef('portal.live_session'), '(s.ended_at IS NULL)', 'true'); end $$",
    found: /view portal\.live_session has another definition/,
    undo: '',
  },
  {
    title: 'a usable sequence',
    plant: 'create sequence public.counter; grant usage on sequence public.counter to guichet_app',
    found: /guichet_app may use sequence public\.counter/,
    undo: 'drop sequence public.counter',
  },
  {
    title: 'a schema in which the role may create',
    plant: 'grant create on schema public to guichet_app',
    found: /guichet_app may create objects in schema public/,
    undo: 'revoke create on schema public from guichet_app',
  },
  {
    title: 'a table that the role owns',
    plant: 'create table public.own (id integer); alter table public.own owner to guichet_app',
    found: /guichet_app owns table (public\.)?own/,
    undo: 'drop table public.own',
  },
  {
    title: 'a gate that reaches the management database',
    plant: 'grant usage on schema management to guichet_gate; grant select on management.customer to guichet_gate',
    found: /guichet_gate may select management\.customer/,
    undo: 'revoke usage on schema management from guichet_gate; revoke select on management.customer from guichet_gate',
  },
  {
    title: 'a management column that changed its type',
    plant: 'drop view guard.contact; alter table management.contact alter site_id type text',
    found: /asks for other guards than those in place/,
    undo: '',
  },
  {
    title: 'a management column that went away',
    plant: 'alter table management.site rename column city to town',
    found: /management\.site has no column "city"/,
    undo: 'alter table management.site rename column town to city',
  },
]

eachEngine((engine) => {
  let vendor: TestVendor
  before(async () => {
    vendor = await testVendor(engine, { setup: smallManagement, template: 'small' })
  })
  after(() => vendor?.close())

  it('passes a database as it was migrated', async () => {
    assert.deepEqual(await faults(vendor), [])
  })

  describe('finds', () => {
    for (const { title, plant, found, undo } of planted)
      it(title, async () => {
        await vendor.admin.script(plant)
        const findings = await faults(vendor)
        assert.ok(
          findings.some((text) => found.test(text)),
          `not found: ${found} in ${JSON.stringify(findings, null, 1)}`,
        )
        if (undo) await vendor.admin.script(undo)
        else await rebuild(vendor.admin)
        assert.deepEqual(await faults(vendor), [])
      })
  })
})

/** Undoes what only a new generation undoes. The live view belongs to the migrations, so the test puts it back itself. */
async function rebuild(admin: AdminDb): Promise<void> {
  await admin.script("delete from portal.fingerprint where name = 'generated'")
  await admin.script(liveSession)
  await migrateVendor(admin)
}

let liveSession = 'select 1'
before(async () => {
  const own = await testVendor('pglite', { setup: smallManagement, template: 'small' })
  const [row] = await own.admin.query<{ text: string }>("select pg_get_viewdef('portal.live_session') as text")
  liveSession = `create or replace view portal.live_session as ${row?.text}`
  await own.close()
})

describe('on postgres alone', () => {
  let vendor: TestVendor
  before(async () => {
    vendor = await testVendor('postgres', { setup: smallManagement, template: 'small' })
  })
  after(() => vendor?.close())

  /** Roles belong to the whole server, which other tests use: planted and looked at in a transaction that never commits. */
  const attributes: [string, RegExp][] = [
    ['alter role guichet_app superuser', /guichet_app has SUPERUSER/],
    ['alter role guichet_app bypassrls', /guichet_app has BYPASSRLS/],
    ['alter role guichet_app createrole', /guichet_app has CREATEROLE/],
    ['alter role guichet_gate createdb', /guichet_gate has CREATEDB/],
    ['grant pg_read_all_data to guichet_app', /guichet_app is a member of pg_read_all_data/],
    ['grant guichet_gate to guichet_app', /guichet_app is a member of guichet_gate/],
  ]
  for (const [plant, found] of attributes)
    it(`finds: ${plant}`, async () => {
      const client = new pg.Client({ connectionString: vendor.place.url ?? '' })
      await client.connect()
      try {
        await client.query(`begin; set local search_path = pg_catalog, pg_temp; ${plant}`)
        const ask: Ask = async <T>(text: string, parameters: readonly unknown[] = []) =>
          (await client.query(text, [...parameters])).rows as T[]
        const findings = await findFaults(ask)
        assert.ok(
          findings.some((text) => found.test(text)),
          JSON.stringify(findings),
        )
      } finally {
        await client.query('rollback')
        await client.end()
      }
      assert.deepEqual(await faults(vendor), [])
    })

  it('does not open a database with a fault, and says why in a sentence', async () => {
    await vendor.admin.script('create table public.leftover (id integer); grant select on public.leftover to public')
    await assert.rejects(vendorOnServer(vendor.place), (error: unknown) => {
      assert.ok(error instanceof SelfCheckError)
      assert.match(
        error.message,
        /The database of "armoise" is not safe to open:\n- Role guichet_app may select public\.leftover/,
      )
      return true
    })
    await vendor.admin.script('drop table public.leftover')
    await (await vendorOnServer(vendor.place)).close()
  })
})
