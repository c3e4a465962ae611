import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, connect, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type Kysely, sql } from 'kysely'
import { openAdmin } from '../../bff/db/admin.ts'
import { migrateVendor } from '../../bff/db/migrate.ts'
import { Problem } from '../../bff/base/problem.ts'
import { checkVersion, rolePassword } from '../../bff/db/server.ts'
import type { GuardTables, ReadHandle, ScopedBatch } from '../../bff/db/types.ts'
import { openVendors, vendorOnServer } from '../../bff/db/vendors.ts'
import { freshFolder, type TestVendor, testVendor } from '../kit/db.ts'
import { smallManagement, testSession } from '../kit/db-management.ts'

const code = (wanted: string) => (error: unknown) => {
  assert.ok(error instanceof Problem, String(error))
  assert.equal(error.code, wanted)
  return true
}

const ids = async (db: ReadHandle) =>
  (await db.selectFrom('invoice').select('id').orderBy('id').execute()).map((row) => row.id)
const sleep = (db: unknown, seconds: number) => sql`select pg_sleep(${seconds})`.execute(db as Kysely<GuardTables>)

/** A TCP relay before the server that a test can cut and mend. */
async function relay(host: string, port: number) {
  const open = new Set<Socket>()
  let cut = false
  const server: Server = createServer((near) => {
    if (cut) {
      near.destroy()
      return
    }
    const far = connect(port, host)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from)
      from.on('error', () => to.destroy())
      from.on('close', () => {
        open.delete(from)
        to.destroy()
      })
      from.pipe(to)
    }
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    cut() {
      cut = true
      for (const socket of open) socket.destroy()
    },
    mend() {
      cut = false
    },
    close() {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
}

describe('on a server', () => {
  let vendor: TestVendor
  before(async () => {
    vendor = await testVendor('postgres', { setup: smallManagement, template: 'small', connections: 2 })
  })
  after(() => vendor?.close())

  it('refuses PostgreSQL older than 15 in a sentence', () => {
    assert.throws(() => checkVersion('armoise', 140_011), /is PostgreSQL 14; Guichet needs 15 or later/)
    checkVersion('armoise', 150_000)
  })

  it("derives the roles' passwords from the owner's, and refuses to derive from nothing", () => {
    const place = { name: 'armoise', url: 'postgres://owner:secret@localhost/db', dataDir: '' }
    assert.notEqual(rolePassword(place, 'guichet_app'), rolePassword(place, 'guichet_gate'))
    assert.equal(rolePassword({ ...place, appPassword: 'given' }, 'guichet_app'), 'given')
    assert.throws(
      () => rolePassword({ ...place, url: 'postgres://owner@localhost/db' }, 'guichet_app'),
      /no password to derive/,
    )
  })

  it('cancels the running query when the signal is aborted, and the pool stays sound', async () => {
    const session = await testSession(vendor.admin, { customer: '1' })
    for (let round = 0; round < 4; round++) {
      const abort = new AbortController()
      const batch = await vendor.db.scoped(session, abort.signal)
      const running = assert.rejects(
        batch.read((db) => sleep(db, 30)),
        { name: 'AbortError' },
      )
      // Only once the server has it: an earlier abort would cancel nothing.
      await until(async () => (await sleepers()) === 1)
      abort.abort()
      await running
      await batch.release()
      await until(async () => (await sleepers()) === 0)
    }
    const batch = await vendor.db.scoped(session)
    assert.deepEqual(await batch.read(ids), ['101', '102', '103'])
    await batch.release()
  })

  it('takes no connection for a signal that is aborted already', async () => {
    const session = await testSession(vendor.admin, { customer: '1' })
    await assert.rejects(vendor.db.scoped(session, AbortSignal.abort()), { name: 'AbortError' })
  })

  it('says overloaded when no connection comes free, and serves again afterwards', async () => {
    const session = await testSession(vendor.admin, { customer: '1' })
    const held = await Promise.all([vendor.db.scoped(session), vendor.db.scoped(session)])
    await assert.rejects(vendor.db.scoped(session), code('overloaded'))
    assert.equal(vendor.db.hasRoom(), true, 'nobody waits any more')
    const line = Array.from({ length: 20 }, () => vendor.db.scoped(session).catch((error: unknown) => error))
    assert.equal(vendor.db.hasRoom(), false)
    await assert.rejects(vendor.db.scoped(session), code('overloaded'))
    for (const batch of held) await batch.release()
    for (const one of line) await ((await one) as ScopedBatch).release()
    assert.equal(vendor.db.hasRoom(), true)
    const batch = await vendor.db.scoped(session)
    assert.equal((await batch.read(ids)).length, 3)
    await batch.release()
  })

  it('does not open when the roles cannot sign in, and says what to do', async () => {
    const place = { ...vendor.place, gatePassword: 'not the password' }
    await assert.rejects(vendorOnServer(place), /guichet_gate cannot sign in\. Run `guichet migrate`/)
  })

  it('ends a query that takes too long as management-unavailable', async () => {
    const session = await testSession(vendor.admin, { customer: '1' })
    const batch = await vendor.db.scoped(session)
    await assert.rejects(
      batch.read((db) => sleep(db, 20)),
      code('management-unavailable'),
    )
    await batch.release()
    const next = await vendor.db.scoped(session)
    assert.equal((await next.read(ids)).length, 3)
    await next.release()
  })

  it('survives guards that are made anew while statements are prepared', async () => {
    const session = await testSession(vendor.admin, { customer: '1' })
    const all = (db: ReadHandle) => db.selectFrom('contact').select(['id', 'site_id']).orderBy('id').execute()
    const once = async () => {
      const batch = await vendor.db.scoped(session)
      try {
        return await batch.read(all)
      } finally {
        await batch.release()
      }
    }
    for (let turn = 0; turn < 4; turn++) assert.equal((await once()).length, 3)
    await vendor.admin.script('drop view guard.contact; alter table management.contact alter site_id type integer')
    await migrateVendor(vendor.admin)
    // At most one answer per connection may ask to come again; none may stay wrong.
    const answers = []
    for (let turn = 0; turn < 6; turn++) answers.push(await once().catch((error: unknown) => (error as Problem).code))
    assert.deepEqual(
      answers.slice(-3).map((answer) => answer.length),
      [3, 3, 3],
    )
  })

  it('comes back by itself after the database was away, and says so to listeners', async () => {
    const url = new URL(vendor.place.url ?? '')
    const line = await relay(url.hostname, Number(url.port))
    url.port = String(line.port)
    const place = { ...vendor.place, url: url.href }
    const db = await vendorOnServer(place)
    const session = await testSession(vendor.admin, { customer: '1' })
    const heard: string[] = []
    const stop = await db.listen('guichet_away', (payload) => heard.push(payload), {
      onDown: () => heard.push('down'),
      onUp: () => heard.push('up'),
    })
    try {
      const cutOff = await db.scoped(session)
      assert.equal((await cutOff.read(ids)).length, 3)
      line.cut()
      await assert.rejects(cutOff.read(ids), code('management-unavailable'))
      await cutOff.release()
      await assert.rejects(db.scoped(session), code('management-unavailable'))
      await until(async () => heard.includes('down'))
      line.mend()
      const batch = await db.scoped(session)
      assert.equal((await batch.read(ids)).length, 3)
      await batch.release()
      await until(async () => heard.at(-1) === 'up')
      await vendor.admin.query("select pg_notify('guichet_away', 'hello')")
      await until(async () => heard.at(-1) === 'hello')
      assert.deepEqual(
        heard.filter((word) => word !== 'up'),
        ['down', 'hello'],
      )
    } finally {
      await stop()
      await db.close()
      line.close()
    }
  })

  it('opens vendors at first use, and tries again when the database was away', async () => {
    const url = new URL(vendor.place.url ?? '')
    const line = await relay(url.hostname, Number(url.port))
    url.port = String(line.port)
    const vendors = openVendors([{ ...vendor.place, url: url.href }])
    try {
      assert.deepEqual(vendors.names, ['armoise'])
      assert.equal(vendors.get('nobody'), undefined)
      line.cut()
      await assert.rejects(vendors.get('armoise') ?? Promise.resolve(), code('management-unavailable'))
      line.mend()
      await until(async () => (await vendors.get('armoise')?.catch(() => undefined))?.name === 'armoise')
      assert.equal(await vendors.get('armoise'), await vendors.get('armoise'))
    } finally {
      await vendors.close()
      line.close()
    }
    await assert.rejects(vendors.get('armoise') ?? Promise.resolve(), code('management-unavailable'))
  })

  async function sleepers(): Promise<number> {
    const [row] = await vendor.admin.query<{ count: string }>(
      "select count(*) from pg_stat_activity where datname = current_database() and usename = 'guichet_app' and state = 'active' and query ~ 'pg_sleep'",
    )
    return Number(row?.count)
  }
})

/** Waits for a state; the test runner's own time limit ends it when the state never comes. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((done) => setTimeout(done, 20))
}

describe('vendors', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-vendors-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const folderPlace = async (name: string) => {
    await freshFolder(join(folder, name))
    return { name: 'armoise', url: null, dataDir: join(folder, name) }
  }

  it('prepares an embedded database before its first use', async () => {
    const vendors = openVendors([await folderPlace('prepared')], {
      prepare: async (admin) => {
        await migrateVendor(admin)
        await smallManagement(admin)
        await migrateVendor(admin)
      },
    })
    const db = await vendors.get('armoise')
    assert.ok(db?.relations.has('invoice'))
    await vendors.close()
  })

  it('does not open what was never migrated, and says what to do', async () => {
    const vendors = openVendors([await folderPlace('empty')])
    await assert.rejects(vendors.get('armoise') ?? Promise.resolve(), /Run `guichet migrate`/)
    await vendors.close()
  })

  it('says management-unavailable for a server that is not there', async () => {
    const place = { name: 'armoise', url: 'postgres://owner:secret@127.0.0.1:1/db', dataDir: '' }
    const vendors = openVendors([place])
    await assert.rejects(vendors.get('armoise') ?? Promise.resolve(), code('management-unavailable'))
    await assert.rejects(openAdmin(place), /ECONNREFUSED/)
    await vendors.close()
  })
})

it('an owner’s handle that is closed holds no connection, also when it was never asked through Kysely', async () => {
  const { place, close } = await testVendor('postgres')
  const admin = await openAdmin(place)
  await admin.query('select 1')
  await admin.close()
  await assert.rejects(admin.query('select 1'), /after calling end/)
  await close()
})
