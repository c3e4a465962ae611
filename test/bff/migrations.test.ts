import type { Kysely } from 'kysely'
import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { after, before, it } from 'node:test'
import { CompiledQuery, sql } from 'kysely'
import type { AdminDb } from '../../bff/db/admin.ts'
import { openAdmin } from '../../bff/db/admin.ts'
import { dumpPortal } from '../../bff/db/dump.ts'
import type { Ask } from '../../bff/db/guard/native.ts'
import { up as composeLogins } from '../../bff/db/migrations/0003-composed-logins.ts'
import { migrateVendor } from '../../bff/db/migrate.ts'
import { eachEngine, type TestVendor, testVendor } from '../kit/db.ts'
import { smallManagement, testPortal } from '../kit/db-management.ts'

const file = new URL('../../bff/db/portal.sql', import.meta.url)

function dump(admin: AdminDb): Promise<string> {
  return admin.portal.transaction().execute(async (trx) => {
    await sql`set local search_path = pg_catalog, pg_temp`.execute(trx)
    const ask: Ask = async <T>(text: string) => (await trx.executeQuery(CompiledQuery.raw(text))).rows as T[]
    return dumpPortal(ask)
  })
}

eachEngine((engine) => {
  let vendor: TestVendor
  before(async () => {
    vendor = await testVendor(engine)
  })
  after(() => vendor?.close())

  it('makes the schema that portal.sql shows', async () => {
    const made = await dump(vendor.admin)
    if (process.env.GUICHET_WRITE_DUMP === '1') await writeFile(file, made)
    assert.equal(made, await readFile(file, 'utf8'))
  })

  it('changes nothing when it runs again', async () => {
    const fingerprints = () => vendor.admin.query('select name, at from portal.fingerprint order by name')
    const before = await fingerprints()
    assert.equal(before.length, 2)
    await migrateVendor(vendor.admin)
    assert.deepEqual(await fingerprints(), before)
  })

  it('[AR-003] seeds five profiles and one for newcomers, and only the technical one sees invoices without their amounts', async () => {
    const rows = await vendor.admin.query<{ id: string; name_fr: string; rights: string[] }>(
      'select id, name_fr, rights from portal.profile order by id',
    )
    assert.deepEqual(
      rows.map((row) => row.id),
      ['accounting', 'buyer', 'newcomer', 'supervisor', 'technical', 'user'],
    )
    const hidden = rows.filter(
      (row) => row.rights.includes('invoices.read') && !row.rights.includes('invoices.amounts'),
    )
    assert.deepEqual(
      hidden.map((row) => row.name_fr),
      ['Technique'],
    )
  })

  it('gives every database a nonce secret of 32 random bytes', async () => {
    const [row] = await vendor.admin.query<{ value: Uint8Array }>(
      "select value from portal.secret where name = 'nonce'",
    )
    assert.equal(row?.value.length, 32)
    assert.ok(new Set(row?.value).size > 8)
  })

  it('lets the gate write the journal, and nobody change it', async () => {
    await testPortal(vendor.admin)
    await vendor.db.gate
      .insertInto('portal.journal')
      .values({ event: 'sign-in', detail: '{"a":1}' } as never)
      .execute()
    const [row] = await vendor.admin.query<{ event: string; detail: unknown }>(
      'select event, detail from portal.journal',
    )
    assert.deepEqual(row, { event: 'sign-in', detail: { a: 1 } })
    await assert.rejects(vendor.admin.query("update portal.journal set event = 'x'"), /append-only/)
    await assert.rejects(vendor.admin.query('delete from portal.journal'), /append-only/)
    await assert.rejects(vendor.admin.query('truncate portal.journal'), /append-only/)
    await assert.rejects(vendor.db.gate.deleteFrom('portal.journal').execute(), /permission denied/)
  })

  it('names relation, column and what was expected when management does not fit', async () => {
    const own = await testVendor(engine)
    try {
      await smallManagement(own.admin)
      await own.admin.script(
        'alter table management.site drop column city; alter table management.invoice alter issued_on type text',
      )
      await assert.rejects(migrateVendor(own.admin), (error: Error) => {
        assert.match(error.message, /management\.site has no column "city" \(expected text\)\./)
        assert.match(error.message, /management\.invoice\.issued_on is text; expected date\./)
        return true
      })
    } finally {
      await own.close()
    }
  })

  it('composes the accents of logins that are there already, but never makes two accounts one', async () => {
    const own = await testVendor(engine)
    try {
      const typed = ['e\u0301lodie', 'zoe\u0308', 'zo\u00eb', 'martin']
      for (const login of typed)
        await own.admin.query("insert into portal.account (login, name) values ($1, 'Une personne')", [login])
      await composeLogins(own.admin.portal as unknown as Kysely<unknown>)
      const rows = await own.admin.query<{ login: string }>('select login from portal.account')
      assert.deepEqual(new Set(rows.map(({ login }) => login)), new Set(['\u00e9lodie', ...typed.slice(1)]))
    } finally {
      await own.close()
    }
  })

  if (engine === 'postgres')
    it('is safe when two processes migrate at once', async () => {
      const own = await testVendor(engine)
      try {
        await own.admin.script('drop schema guard cascade; drop schema portal cascade')
        const second = await openAdmin(own.place)
        try {
          await Promise.all([migrateVendor(own.admin), migrateVendor(second)])
        } finally {
          await second.close()
        }
        assert.equal((await own.admin.query('select from portal.profile')).length, 6)
      } finally {
        await own.close()
      }
    })
})
