/** Databases for tests: each test its own, on both engines, cloned from one that is filled once for the whole run (db-cache.ts). */
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { after, describe, test } from 'node:test'
import { PGlite } from '@electric-sql/pglite'
import { type AdminDb, adminOfLane, openAdmin } from '../../bff/db/admin.ts'
import { openEmbedded } from '../../bff/db/embedded.ts'
import { migrateVendor } from '../../bff/db/migrate.ts'
import type { VendorPlace } from '../../bff/db/place.ts'
import { ensureRoles } from '../../bff/db/roles.ts'
import type { VendorDb } from '../../bff/db/types.ts'
import { vendorOnLane, vendorOnServer } from '../../bff/db/vendors.ts'
import { sharedSnapshot, sharedTemplate } from './db-cache.ts'
import { DumpedFiles, leanDump } from './lean-dump.ts'
import { startPostgres } from './postgres.ts'

export type Engine = 'pglite' | 'postgres'
export const engines: readonly Engine[] = ['pglite', 'postgres']

/**
 * The same tests on both engines, as two suites; GUICHET_ENGINES=pglite leaves one of them out. A case of a `rule`, which
 * is TypeScript or SQL that other tests have put to both, is asked of PostgreSQL alone where that takes part: the embedded
 * database needs three times the time for it.
 */
export function eachEngine(tests: (engine: Engine, rule: typeof test) => void): void {
  const wanted = process.env.GUICHET_ENGINES?.split(',') ?? engines
  const nothing = (async () => {}) as unknown as typeof test
  for (const engine of engines.filter((one) => wanted.includes(one))) {
    const rule = engine === 'pglite' && wanted.includes('postgres') ? nothing : test
    describe(`on ${engine}`, () => tests(engine, rule))
  }
}

export interface TestOptions {
  /** Makes `management` and its rows, as the owner; the guards are generated after it. */
  setup?: (admin: AdminDb) => Promise<void>
  /**
   * Name of the setup: tests that give the same name, in any file, share one run of it and get clones. What it depends
   * on must be among the ingredients of db-cache.ts. Without a name the setup runs for this test alone.
   */
  template?: string
  vendor?: string
  connections?: number
}

export interface TestVendor {
  admin: AdminDb
  db: VendorDb
  place: VendorPlace
  close(): Promise<void>
}

let server: Promise<string> | undefined
let stopServer: (() => Promise<void>) | undefined

/** Superuser URL of the runner's server, or of one started for this process alone. */
export function serverUrl(): Promise<string> {
  server ??= (async () => {
    const given = process.env.TEST_DATABASE_URL
    if (given) return given
    const own = await startPostgres()
    stopServer = () => own.stop()
    return own.url
  })()
  return server
}

// Registered here because a hook added while tests already run would belong to one of them.
after(async () => {
  await stopServer?.()
})

/** What this process has asked for already. */
const prepared = new Map<string, Promise<Blob | string>>()
let count = 0

function urlOf(base: string, database: string): string {
  const url = new URL(base)
  url.pathname = `/${database}`
  return url.href
}

async function onServer<T>(work: (server: AdminDb) => Promise<T>): Promise<T> {
  const server = await openAdmin({ name: 'test', url: await serverUrl(), dataDir: '' })
  try {
    return await work(server)
  } finally {
    await server.close()
  }
}

/**
 * Of the log a copy takes one file, and nobody reads again what a page sums up to. Memory is cleared at each opening:
 * 128 MB of it took a third of the time.
 */
const lean = [
  ...['--wal-segsize=1', '--no-data-checksums'],
  ...['--set', 'shared_buffers=16MB', '--set', 'max_connections=10'],
]

/** What PGlite makes of nothing: `initdb` takes 6 s of CPU, so that one is made for all. */
export const freshCluster = (): Promise<Blob> =>
  snapshotOf('cluster', () =>
    sharedSnapshot('cluster', async () => {
      const pg = await PGlite.create({ initDbStartParams: lean })
      try {
        return await leanDump(pg)
      } finally {
        await pg.close()
      }
    }),
  )

/** The same as a folder of an embedded database that nobody has opened yet. */
export async function freshFolder(folder: string): Promise<void> {
  const file = `${folder}.tar`
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(file, Buffer.from(await (await freshCluster()).arrayBuffer()))
  const { status, stderr } = spawnSync('tar', ['-xf', file, '-C', folder], { encoding: 'utf8' })
  rmSync(file)
  if (status !== 0) throw new Error(`tar: ${stderr}`)
}

/** An embedded database with nothing in it, not even our schemas. */
export async function freshEmbedded(vendor: string): Promise<AdminDb> {
  const place = { name: vendor, url: null, dataDir: '' }
  return adminOfLane(place, await openEmbedded(place, new DumpedFiles(await freshCluster())))
}

/** Name of the database that the others are made from: migrated, without `management`. */
const emptyOf = (engine: Engine, vendor: string) => `${engine} ${vendor} empty`

/** The guards are made again after the setup, for what it has made. */
async function fill(admin: AdminDb, setup: TestOptions['setup']): Promise<void> {
  await setup?.(admin)
  await migrateVendor(admin)
}

async function makeSnapshot(setup: TestOptions['setup'], vendor: string): Promise<Blob> {
  const place = { name: vendor, url: null, dataDir: '' }
  const start = await (setup ? emptySnapshot(vendor) : freshCluster())
  const lane = await openEmbedded(place, new DumpedFiles(start))
  try {
    await fill(adminOfLane(place, lane), setup)
    return await leanDump(lane.pg)
  } finally {
    await lane.close()
  }
}

function emptySnapshot(vendor: string): Promise<Blob> {
  const key = emptyOf('pglite', vendor)
  return snapshotOf(key, () => sharedSnapshot(key, () => makeSnapshot(undefined, vendor)))
}

async function fillOnServer(database: string, setup: TestOptions['setup'], vendor: string): Promise<void> {
  const admin = await openAdmin({ name: vendor, url: urlOf(await serverUrl(), database), dataDir: '' })
  try {
    await fill(admin, setup)
  } finally {
    await admin.close()
  }
}

function emptyTemplate(vendor: string): Promise<string> {
  const key = emptyOf('postgres', vendor)
  const make = (part: string) => fillOnServer(part, undefined, vendor)
  return snapshotOf(key, () => onServer((server) => sharedTemplate(server, key, make)))
}

function snapshotOf<T extends Blob | string>(key: string, make: () => Promise<T>): Promise<T> {
  const known = prepared.get(key) ?? make()
  prepared.set(key, known)
  return known as Promise<T>
}

/** A vendor's database of its own, opened and checked; `close` removes it. */
export async function testVendor(engine: Engine, options: TestOptions = {}): Promise<TestVendor> {
  const { setup, vendor = 'armoise', connections } = options
  const name = setup ? options.template : 'empty'
  const key = name === 'empty' ? emptyOf(engine, vendor) : `${engine} ${vendor} ${name ?? `once ${++count}`}`
  const limits = connections === undefined ? {} : { connections }
  if (engine === 'pglite') {
    const make = () => makeSnapshot(setup, vendor)
    const snapshot = await snapshotOf(key, () => (name === undefined ? make() : sharedSnapshot(key, make)))
    const place: VendorPlace = { name: vendor, url: null, dataDir: '', ...limits }
    const lane = await openEmbedded(place, new DumpedFiles(snapshot))
    const db = await vendorOnLane(place, lane)
    return { admin: adminOfLane(place, lane), db, place, close: () => lane.close() }
  }
  const database = `test_${process.pid}_${++count}`
  const empty = await emptyTemplate(vendor)
  const clone = (template: string) =>
    onServer((server) => server.query(`create database ${database} template ${template} strategy file_copy`))
  if (name === undefined) {
    await clone(empty)
    await fillOnServer(database, setup, vendor)
  } else if (setup) {
    const make = (part: string) => fillOnServer(part, setup, vendor)
    await clone(await snapshotOf(key, () => onServer((server) => sharedTemplate(server, key, make, empty))))
  } else await clone(empty)
  const place: VendorPlace = { name: vendor, url: urlOf(await serverUrl(), database), dataDir: '', ...limits }
  const admin = await openAdmin(place)
  // A clone has the template's contents; limits set for a role in one database do not come with it.
  await ensureRoles(admin)
  const db = await vendorOnServer(place)
  return {
    admin,
    db,
    place,
    async close() {
      await db.close()
      await admin.close()
      await onServer((server) => server.query(`drop database if exists ${database} with (force)`))
    },
  }
}

/** Both engines at once, for tests that compare them. */
export async function testDatabases(options: TestOptions = {}): Promise<Record<Engine, TestVendor>> {
  const [pglite, postgres] = await Promise.all([testVendor('pglite', options), testVendor('postgres', options)])
  return { pglite, postgres }
}
