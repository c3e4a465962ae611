/** Two vendors on one PostgreSQL server share the two roles: neither may shut the other out without a word. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openAdmin } from '../../bff/db/admin.ts'
import { migrateVendor } from '../../bff/db/migrate.ts'
import type { VendorPlace } from '../../bff/db/place.ts'
import { roles } from '../../bff/db/roles.ts'
import { openPool } from '../../bff/db/server.ts'
import { startPostgres, type TestServer } from '../kit/postgres.ts'

let server: TestServer
// A server of its own: the run's would lose the roles that all other tests work as.
before(async () => {
  server = await startPostgres()
})
after(() => server?.stop())

async function asSuperuser(...statements: string[]): Promise<void> {
  const admin = await openAdmin({ name: 'test', url: server.url, dataDir: '' })
  for (const statement of statements) await admin.query(statement)
  await admin.close()
}

const placeOf = (name: string, password: string): VendorPlace => {
  const url = new URL(server.url)
  Object.assign(url, { username: `owner_${name}`, password, pathname: `/${name}` })
  return { name, url: url.href, dataDir: '' }
}

async function migrate(place: VendorPlace): Promise<void> {
  const admin = await openAdmin(place)
  try {
    await migrateVendor(admin)
  } finally {
    await admin.close()
  }
}

async function opens(place: VendorPlace): Promise<boolean> {
  for (const role of roles) {
    const pool = openPool(place, { role, max: 1 })
    const open = await pool.query('select 1').then(
      () => true,
      () => false,
    )
    await pool.end()
    if (!open) return false
  }
  return true
}

test('a second owner with another password is told what to configure, and the first goes on', async () => {
  for (const name of ['one', 'two'])
    await asSuperuser(
      `create role owner_${name} superuser login password '${name}'`,
      `create database ${name} owner owner_${name}`,
    )
  const one = placeOf('one', 'one')
  const two = placeOf('two', 'two')
  await migrate(one)
  await assert.rejects(
    migrate(two),
    /"two" would shut that one out\. Set GUICHET_APP_PASSWORD and GUICHET_GATE_PASSWORD/,
  )
  assert.ok(await opens(one))

  const configured = { appPassword: 'a'.repeat(20), gatePassword: 'g'.repeat(20) }
  await migrate({ ...two, ...configured })
  await migrate({ ...one, ...configured })
  assert.ok((await opens({ ...two, ...configured })) && (await opens({ ...one, ...configured })))
})

test('an owner whose password has changed migrates again and goes on', async () => {
  await asSuperuser("create role owner_three superuser login password 'old'", 'create database three owner owner_three')
  const own = { appPassword: 'x'.repeat(20), gatePassword: 'y'.repeat(20) }
  await migrate({ ...placeOf('three', 'old'), ...own })
  await asSuperuser(`alter role owner_three password 'new'`)
  await migrate(placeOf('three', 'new'))
  assert.ok(await opens(placeOf('three', 'new')))
})
