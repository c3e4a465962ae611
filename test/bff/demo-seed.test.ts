import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { verify } from '@node-rs/argon2'
import { Client } from 'pg'
import { type AdminDb, openAdmin } from '../../bff/db/admin.ts'
import { migrateVendor } from '../../bff/db/migrate.ts'
import { type RelationName, relations } from '../../bff/management/contract.ts'
import { type DemoModel, demoModel } from '../../bff/management/demo/model.ts'
import { demoPassword } from '../../bff/management/demo/people.ts'
import { codeHash } from '../../bff/management/demo/portal-rows.ts'
import { seedDemo } from '../../bff/management/demo/seed.ts'
import { daysOld, readStamp } from '../../bff/management/demo/stamp.ts'
import type { VendorName } from '../../bff/management/demo/vendors.ts'
import { referenceSchema } from '../../bff/management/reference/schema.ts'
import { freshEmbedded } from '../kit/db.ts'
import { profileRights } from '../kit/model.ts'
import { startPostgres } from '../kit/postgres.ts'

const today = '2026-11-21'
const names = Object.keys(relations) as RelationName[]

/** A database of its own on the run's server, or on one started here. */
async function postgresPlace(vendor: VendorName) {
  const server = process.env.TEST_DATABASE_URL ? null : await startPostgres()
  const url = new URL(process.env.TEST_DATABASE_URL ?? server?.url ?? '')
  const client = new Client(url.href)
  await client.connect()
  const database = `demo_seed_${vendor}_${process.pid}`
  await client.query(`create database ${database}`)
  url.pathname = database
  return {
    place: { name: vendor, url: url.href, dataDir: '' },
    drop: async () => {
      await client.query(`drop database ${database} with (force)`)
      await client.end()
      await server?.stop()
    },
  }
}

for (const engine of ['pglite', 'postgres'] as const) {
  for (const vendor of ['armoise', 'brumaire'] as const) {
    // The embedded database needs ten times the time for a row, and shows nothing more with more of them.
    const size = engine === 'pglite' ? 'small' : 'normal'
    describe(`seed of ${vendor} on ${engine}`, () => {
      let admin: AdminDb
      let model: DemoModel
      let drop = async () => {}

      before(async () => {
        if (engine === 'postgres') {
          const made = await postgresPlace(vendor)
          drop = made.drop
          admin = await openAdmin(made.place)
        } else admin = await freshEmbedded(vendor)
        await migrateVendor(admin)
        const since = performance.now()
        await seedDemo(admin, { vendor, today, size })
        console.log(`${vendor} on ${engine}: seeded in ${Math.round(performance.now() - since)} ms`)
        await migrateVendor(admin)
        model = demoModel({ vendor, today, size })
      })

      after(async () => {
        await admin.close()
        await drop()
      })

      it('the database prints every row exactly as the model has it', async () => {
        for (const name of names) {
          const columns = Object.keys(relations[name].columns)
          const order = name === 'company' ? '' : 'order by id'
          const stored = await admin.query(`select ${columns.join(', ')} from management.${name} ${order}`)
          const byId = new Map(stored.map((row) => [row.id, row]))
          assert.equal(byId.size, model.rows[name].length, name)
          for (const row of model.rows[name])
            assert.deepEqual(byId.get(row.id), pick(row, columns), `${name} ${row.id}`)
        }
      })

      it('keys, references and native types are those of the vendor', async () => {
        const [types] = await admin.query<{ id: string; subject: string }>(
          `select format_type(i.atttypid, null) as id, format_type(s.atttypid, null) as subject
           from pg_attribute i, pg_attribute s
           where i.attrelid = 'management.invoice'::regclass and i.attname = 'id'
             and s.attrelid = 'management.document'::regclass and s.attname = 'subject_id'`,
        )
        assert.deepEqual(types, { id: model.idType, subject: 'text' })
        const refers = names.flatMap((name) => Object.values(relations[name].columns).filter((column) => column.refers))
        const [keys] = await admin.query<{ p: string; f: string }>(
          `select count(*) filter (where contype = 'p') as p, count(*) filter (where contype = 'f') as f
           from pg_constraint where connamespace = 'management'::regnamespace`,
        )
        assert.deepEqual(keys, { p: String(names.length), f: String(refers.length) })
      })

      it('a row of one own gets a free id, and a wrong choice or reference is refused', async () => {
        const insert = (kind: string) =>
          admin.query<{ id: string }>(
            "insert into management.customer (name, kind, catalogue, active) values ($1, $2, 'all', true) returning id",
            ['Nouveau client', kind],
          )
        const [added] = await insert('company')
        assert.ok(added && !model.rows.customer.some((row) => row.id === added.id))
        await admin.query('delete from management.customer where id = $1', [added.id])
        await assert.rejects(insert('robot'), /check constraint/)
        await assert.rejects(
          admin.query('update management.site set customer_id = $1', [added.id]),
          /foreign key constraint/,
        )
      })

      it('people can sign in with the demo password and the code is kept as its hash', async () => {
        const accounts = await admin.query<{ login: string; password_hash: string }>(
          'select login, password_hash from portal.account order by login',
        )
        assert.deepEqual(
          accounts.map((one) => one.login),
          model.accounts.map((one) => one.login).sort(),
        )
        const stored = accounts[0]?.password_hash ?? ''
        assert.match(stored, /^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
        assert.equal(await verify(stored, demoPassword), true)
        assert.equal(await verify(stored, `${demoPassword}!`), false)
        const codes = await admin.query<{ secret_hash: Buffer; site_ids: string[] }>(
          'select secret_hash, site_ids from portal.code',
        )
        assert.deepEqual(
          codes.map((one) => [one.secret_hash.toString('hex'), one.site_ids]),
          model.codes.map((one) => [codeHash(one.text).toString('hex'), one.site_ids]),
        )
      })

      it("the oracle's profiles are the database's", async () => {
        const profiles = await admin.query<{ id: string; rights: string[] }>('select id, rights from portal.profile')
        const sorted = (entries: [string, readonly string[]][]) =>
          entries.map(([id, rights]) => [id, rights.toSorted()] as const).sort(([a], [b]) => (a < b ? -1 : 1))
        assert.deepEqual(sorted(profiles.map((one) => [one.id, one.rights])), sorted(Object.entries(profileRights)))
      })

      it('the stamp tells vendor, size and age', async () => {
        const stamp = await readStamp(admin)
        assert.ok(stamp)
        assert.equal(stamp.vendor, vendor)
        assert.equal(stamp.size, size)
        assert.equal(stamp.today, today)
        assert.equal(daysOld(stamp, '2026-12-01'), 10)
      })

      it('seeding again replaces the demo and leaves what is not of the demo', async () => {
        await admin.query("insert into portal.account (login, name) values ('other', 'Someone else')")
        await admin.query('update management.customer set name = $1', ['Overwritten'])
        await seedDemo(admin, { vendor, today, size: 'small' })
        const [counts] = await admin.query<{ customers: string; accounts: string; overwritten: string }>(
          `select (select count(*) from management.customer) as customers,
             (select count(*) from management.customer where name = 'Overwritten') as overwritten,
             (select count(*) from portal.account) as accounts`,
        )
        assert.deepEqual(counts, { customers: '12', overwritten: '0', accounts: String(model.accounts.length + 1) })
      })
    })
  }
}

describe('seed on a database that is not a demo', () => {
  it('refuses with a sentence and changes nothing', async () => {
    const admin = await freshEmbedded('armoise')
    try {
      await migrateVendor(admin)
      await admin.script(
        `${referenceSchema()}; insert into management.customer (name, kind, catalogue, active) values ('Real', 'company', 'all', true)`,
      )
      await assert.rejects(seedDemo(admin, { vendor: 'armoise', today, size: 'small' }), /not demo data/)
      const [left] = await admin.query(
        'select (select count(*) from management.customer) as customers, (select count(*) from portal.account) as accounts',
      )
      assert.deepEqual(left, { customers: '1', accounts: '0' })
      assert.equal(await readStamp(admin), null)
    } finally {
      await admin.close()
    }
  })
})

const pick = (row: object, columns: string[]) =>
  Object.fromEntries(columns.map((name) => [name, (row as Record<string, unknown>)[name]]))
