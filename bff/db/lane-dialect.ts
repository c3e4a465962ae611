/** Kysely over the lane: each statement or transaction takes the lane, and works as one role. */
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import { translate } from './errors.ts'
import type { Lane } from './lane.ts'
import type { Role } from './place.ts'

export class LaneConnection implements DatabaseConnection {
  readonly #lane: Lane
  readonly #begin: string
  #open = false

  constructor(lane: Lane, role: Role | null) {
    this.#lane = lane
    this.#begin = role ? `; set local role ${role}; set local search_path = pg_catalog, pg_temp` : ''
  }

  get inTransaction(): boolean {
    return this.#open
  }

  async begin(settings: TransactionSettings = {}): Promise<void> {
    const level = settings.isolationLevel ? ` isolation level ${settings.isolationLevel}` : ''
    const access = settings.accessMode ? ` ${settings.accessMode}` : ''
    await this.#lane.script(`begin${level}${access}${this.#begin}`)
    this.#open = true
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    if (!this.#open) return
    this.#open = false
    await this.#lane.script(how)
  }

  async executeQuery<R>(compiled: CompiledQuery): Promise<QueryResult<R>> {
    const own = !this.#open && this.#begin !== ''
    try {
      if (own) await this.begin()
      const { rows, affected } = await this.#lane.query(compiled.sql, compiled.parameters)
      if (own) await this.end('commit')
      return { rows: rows as R[], ...(affected !== undefined && { numAffectedRows: BigInt(affected) }) }
    } catch (error) {
      if (own) await this.end('rollback')
      throw translate(error)
    }
  }

  // biome-ignore lint/correctness/useYield: PGlite has no cursors; pages are by keyset.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Streaming is not offered: page by keyset')
  }
}

class LaneDriver implements Driver {
  readonly #lane: Lane
  readonly #role: Role | null

  constructor(lane: Lane, role: Role | null) {
    this.#lane = lane
    this.#role = role
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<LaneConnection> {
    await this.#lane.take()
    return new LaneConnection(this.#lane, this.#role)
  }

  async beginTransaction(connection: LaneConnection, settings: TransactionSettings): Promise<void> {
    await connection.begin(settings)
  }

  async commitTransaction(connection: LaneConnection): Promise<void> {
    await connection.end('commit')
  }

  async rollbackTransaction(connection: LaneConnection): Promise<void> {
    await connection.end('rollback')
  }

  async releaseConnection(connection: LaneConnection): Promise<void> {
    try {
      await connection.end('rollback')
    } finally {
      this.#lane.give()
    }
  }

  async destroy(): Promise<void> {}
}

export const postgresParts = {
  createAdapter: () => new PostgresAdapter(),
  createQueryCompiler: () => new PostgresQueryCompiler(),
  createIntrospector: (db: ConstructorParameters<typeof PostgresIntrospector>[0]) => new PostgresIntrospector(db),
}

/** @param role null = the owner. */
export function laneDialect(lane: Lane, role: Role | null): Dialect {
  return { ...postgresParts, createDriver: () => new LaneDriver(lane, role) }
}
