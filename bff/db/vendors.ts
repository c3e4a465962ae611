/** Opens vendors' databases: each at its first use, checked before anything is asked of it. */
import { availableParallelism } from 'node:os'
import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { Problem } from '../base/problem.ts'
import type { RelationName } from '../management/contract.ts'
import type { FunctionName } from '../management/functions.ts'
import { type AdminDb, adminOfLane, openAdmin } from './admin.ts'
import { listenOnLane, listenOnServer } from './ears.ts'
import { openEmbedded } from './embedded.ts'
import { isAway, translate } from './errors.ts'
import { type Ask, readFunctions, readNative } from './guard/native.ts'
import type { Lane } from './lane.ts'
import { laneDialect } from './lane-dialect.ts'
import { Line } from './line.ts'
import type { VendorPlace } from './place.ts'
import { ServerBatch, takeClient } from './scoped-server.ts'
import { LaneBatch } from './scoped-lane.ts'
import { findFaults, SelfCheckError } from './selfcheck.ts'
import { checkVersion, openPool, roleUrlOf } from './server.ts'
import { StatementNames } from './statement-names.ts'
import type { PortalTables } from './tables.ts'
import type { PoolState, VendorDb, Vendors } from './types.ts'

const pingAge = 1000

/** One answer for everybody who asks within a second. */
function pinger(ping: () => Promise<unknown>): () => Promise<boolean> {
  let last: { at: number; answer: Promise<boolean> } | undefined
  return () => {
    const now = Date.now()
    if (!last || now - last.at > pingAge)
      last = {
        at: now,
        answer: ping().then(
          () => true,
          () => false,
        ),
      }
    return last.answer
  }
}

interface Known {
  relations: ReadonlySet<RelationName>
  functions: ReadonlySet<FunctionName>
}

/** The self-check, and what the vendor's `management` has, in one transaction of the gate. */
async function inspect(name: string, gate: Kysely<PortalTables>): Promise<Known> {
  return gate.transaction().execute(async (trx) => {
    const ask: Ask = async <T>(text: string, parameters: readonly unknown[] = []) =>
      (await trx.executeQuery(CompiledQuery.raw(text, [...parameters]))).rows as T[]
    await sql`set local search_path = pg_catalog, pg_temp`.execute(trx)
    await sql`set local statement_timeout = '30s'`.execute(trx)
    const faults = await findFaults(ask)
    if (faults.length > 0) throw new SelfCheckError(name, faults)
    return { relations: new Set((await readNative(ask)).keys()), functions: await readFunctions(ask) }
  })
}

/** Connections of the relay, and milliseconds that one delivery may take: less than its lease of 30 s. */
const outboxConnections = 4
const deliveryTime = 20_000

/**
 * One more than there are processors, since the database mostly has as many: what is beyond only takes turns, with the
 * process that waits for it, too, where both share a machine, and each answer then takes longer. Not fewer than three,
 * so that one slow question does not stop the others.
 */
const usualConnections = Math.min(6, Math.max(3, availableParallelism() + 1))

const stateOf = (name: PoolState['pool'], pool: pg.Pool): PoolState => ({
  pool: name,
  busy: pool.totalCount - pool.idleCount,
  idle: pool.idleCount,
  waiting: pool.waitingCount,
  max: pool.options.max ?? 10,
})

const neverMigrated = 'The roles guichet_app and guichet_gate cannot sign in. Run `guichet migrate`.'

/** Roles that are missing, or have another password: waiting would not help. */
function isLocked(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '28P01' || error.code === '28000')
}

/**
 * A vendor's database over an open lane.
 * @throws SelfCheckError
 */
export async function vendorOnLane(place: VendorPlace, lane: Lane): Promise<VendorDb> {
  const role = await lane.hold(() => lane.query("select from pg_catalog.pg_roles where rolname = 'guichet_gate'"))
  if (role.rows.length === 0) throw new SelfCheckError(place.name, [neverMigrated])
  const gate = new Kysely<PortalTables>({ dialect: laneDialect(lane, 'guichet_gate') })
  const known = await inspect(place.name, gate)
  return {
    name: place.name,
    engine: 'pglite',
    ...known,
    gate,
    outbox: gate,
    scoped: async (session, signal) => new LaneBatch(lane, session, signal),
    hasRoom: () => lane.hasRoom,
    listen: listenOnLane(lane),
    alive: pinger(() => lane.hold(() => lane.query('select 1'))),
    close: () => lane.close(),
  }
}

/**
 * A vendor's database on a server, as its two roles.
 * @throws SelfCheckError, or what the connection says.
 */
export async function vendorOnServer(place: VendorPlace): Promise<VendorDb> {
  const max = place.connections ?? usualConnections
  const app = openPool(place, { role: 'guichet_app', max, pipeline: true })
  const gatePool = openPool(place, { role: 'guichet_gate', max: Math.max(2, Math.ceil(max / 2)) })
  // Of its own: a management database that takes its time with a command must not hold up who signs in.
  const outboxPool = openPool(place, { role: 'guichet_gate', max: outboxConnections, patience: deliveryTime })
  const gate = new Kysely<PortalTables>({ dialect: new PostgresDialect({ pool: gatePool }) })
  const names = new StatementNames()
  const line = new Line(max)
  const taken = new WeakMap<object, number>()
  app.on('acquire', (client) => void taken.set(client, performance.now()))
  app.on('release', (_, client) => line.gaveBack(performance.now() - (taken.get(client) ?? performance.now())))
  const close = async () => {
    await Promise.all([app.end(), gatePool.end(), outboxPool.end()])
  }
  try {
    const { rows } = await gatePool.query<{ version: string }>(
      "select current_setting('server_version_num') as version",
    )
    checkVersion(place.name, Number(rows[0]?.version))
    const known = await inspect(place.name, gate)
    return {
      name: place.name,
      engine: 'postgres',
      ...known,
      gate,
      outbox: new Kysely<PortalTables>({ dialect: new PostgresDialect({ pool: outboxPool }) }),
      async scoped(session, signal) {
        signal?.throwIfAborted()
        const client = await takeClient(app, line)
        const batch = new ServerBatch(client, names, session, signal)
        if (!signal?.aborted) return batch
        await batch.release()
        throw signal.reason
      },
      listen: listenOnServer(
        () => new pg.Client({ connectionString: roleUrlOf(place, 'guichet_gate'), keepAlive: true }),
      ),
      hasRoom: (coming = 0, flooded = false) =>
        line.admits(Math.max(0, coming - (max - app.totalCount) - app.idleCount), flooded),
      pools: () => [stateOf('app', app), stateOf('gate', gatePool), stateOf('outbox', outboxPool)],
      alive: pinger(() => gatePool.query('select 1')),
      close,
    }
  } catch (error) {
    await close()
    throw isLocked(error) ? new SelfCheckError(place.name, [neverMigrated]) : error
  }
}

export interface OpenOptions {
  /** Runs as the owner before the vendor is opened for the first time, e.g. `migrateVendor` and the demo's seed. */
  prepare?: (admin: AdminDb) => Promise<void>
}

async function openVendor(place: VendorPlace, { prepare }: OpenOptions): Promise<VendorDb> {
  if (place.url) {
    if (prepare) {
      const admin = await openAdmin(place)
      try {
        await prepare(admin)
      } finally {
        await admin.close()
      }
    }
    return vendorOnServer(place)
  }
  const lane = await openEmbedded(place)
  try {
    if (prepare) await prepare(adminOfLane(place, lane))
    return await vendorOnLane(place, lane)
  } catch (error) {
    await lane.close()
    throw error
  }
}

/** After a failed opening, callers get the same answer for this long: an outage must not become a storm. */
const retryAfter = 1000

interface Opening {
  at: number
  db: Promise<VendorDb>
  failed: boolean
}

/**
 * Nothing is opened yet. `get` opens: it rejects with Problem `management-unavailable` while the database is away, and
 * with SelfCheckError (or another Error with a sentence for the operator) when it must not be opened at all; both are
 * tried again at the next call.
 */
export function openVendors(places: readonly VendorPlace[], options: OpenOptions = {}): Vendors {
  const openings = new Map<string, Opening>()
  let closed = false

  function open(place: VendorPlace): Promise<VendorDb> {
    const known = openings.get(place.name)
    if (known && !(known.failed && Date.now() - known.at > retryAfter)) return known.db
    const db = openVendor(place, options).catch((error: unknown) => {
      opening.failed = true
      opening.at = Date.now()
      throw isAway(error) ? new Problem('management-unavailable', { cause: error }) : translate(error)
    })
    const opening: Opening = { at: Date.now(), db, failed: false }
    openings.set(place.name, opening)
    return db
  }

  return {
    names: places.map((place) => place.name),
    get(name) {
      const place = places.find((candidate) => candidate.name === name)
      if (!place) return undefined
      if (closed) return Promise.reject(new Problem('management-unavailable'))
      return open(place)
    },
    async close() {
      closed = true
      await Promise.all([...openings.values()].map(({ db }) => db.then((open) => open.close()).catch(() => {})))
      openings.clear()
    },
  }
}
