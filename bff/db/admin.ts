/** The owner's access to one vendor's database: for migrations, seeding and the command line only. */
import { Kysely, PostgresDialect } from 'kysely'
import { openEmbedded } from './embedded.ts'
import type { Lane } from './lane.ts'
import { laneDialect } from './lane-dialect.ts'
import type { VendorPlace } from './place.ts'
import { checkVersion, openPool } from './server.ts'
import type { PortalTables } from './tables.ts'
import { pgParameters } from './values.ts'

export interface AdminDb {
  readonly name: string
  readonly engine: 'pglite' | 'postgres'
  readonly place: VendorPlace
  /** The same tables as the gate's handle, as the owner. */
  readonly portal: Kysely<PortalTables>
  /** One statement with `$1` parameters; values as features get them (text, booleans, Buffers). */
  query<T = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<T[]>
  /** Several statements without parameters, as one transaction unless they say otherwise. */
  script(sql: string): Promise<void>
  /** Runs alone: no other process of this database is inside `exclusively` meanwhile. */
  exclusively<T>(work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Any constant will do; advisory locks are per database. */
const lockKey = 7_106_913

export function adminOfLane(place: VendorPlace, lane: Lane, close = () => lane.close()): AdminDb {
  return {
    name: place.name,
    engine: 'pglite',
    place,
    portal: new Kysely<PortalTables>({ dialect: laneDialect(lane, null) }),
    query: async <T>(sql: string, parameters: readonly unknown[] = []) =>
      (await lane.hold(() => lane.query(sql, parameters))).rows as T[],
    script: (sql) => lane.hold(() => lane.script(sql)),
    // The folder's lock file already keeps other processes out.
    exclusively: (work) => work(),
    close,
  }
}

async function openServer(place: VendorPlace): Promise<AdminDb> {
  const pool = openPool(place, { role: null, max: 3 })
  try {
    const { rows } = await pool.query<{ version: string }>("select current_setting('server_version_num') as version")
    checkVersion(place.name, Number(rows[0]?.version))
  } catch (error) {
    await pool.end()
    throw error
  }
  const portal = new Kysely<PortalTables>({ dialect: new PostgresDialect({ pool }) })
  return {
    name: place.name,
    engine: 'postgres',
    place,
    portal,
    async query<T>(sql: string, parameters: readonly unknown[] = []) {
      return (await pool.query(sql, pgParameters(parameters))).rows as T[]
    },
    async script(sql) {
      await pool.query(sql)
    },
    async exclusively(work) {
      const client = await pool.connect()
      let broken = true
      try {
        await client.query('select pg_advisory_lock($1)', [lockKey])
        const result = await work()
        await client.query('select pg_advisory_unlock($1)', [lockKey])
        broken = false
        return result
      } finally {
        // A lock that was not given back goes with its connection.
        client.release(broken)
      }
    },
    // Not `portal.destroy()`: it ends the pool only if a query ever went through Kysely, and the process would wait for it.
    close: () => pool.end(),
  }
}

/** @throws Error with a sentence for the operator: folder held or unwritable, server unreachable or too old. */
export async function openAdmin(place: VendorPlace): Promise<AdminDb> {
  return place.url ? openServer(place) : adminOfLane(place, await openEmbedded(place))
}
