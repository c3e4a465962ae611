/** The handle of one transaction: a Kysely that knows no connection but the one it was made for. */
import { type CompiledQuery, type DatabaseConnection, type Driver, Kysely, type QueryResult } from 'kysely'
import { postgresParts } from './lane-dialect.ts'
import type { GuardTables } from './types.ts'

export type Execute = (compiled: CompiledQuery) => Promise<QueryResult<unknown>>

/** One instance serves all handles: they differ in their driver alone. */
const shared = {
  createAdapter: (
    (adapter) => () =>
      adapter
  )(postgresParts.createAdapter()),
  createQueryCompiler: postgresParts.createQueryCompiler,
  createIntrospector: postgresParts.createIntrospector,
}

function refuse(): never {
  throw new Error('A scoped handle already is a transaction')
}

class HandleDriver implements Driver {
  readonly #connection: DatabaseConnection

  constructor(execute: Execute) {
    this.#connection = {
      executeQuery: execute as DatabaseConnection['executeQuery'],
      // biome-ignore lint/correctness/useYield: pages are by keyset on both engines.
      async *streamQuery() {
        throw new Error('Streaming is not offered: page by keyset')
      },
    }
  }

  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection
  }
  async releaseConnection(): Promise<void> {}
  async beginTransaction(): Promise<void> {
    refuse()
  }
  async commitTransaction(): Promise<void> {
    refuse()
  }
  async rollbackTransaction(): Promise<void> {
    refuse()
  }
  async destroy(): Promise<void> {}
}

export function handleOver(execute: Execute): Kysely<GuardTables> {
  return new Kysely<GuardTables>({ dialect: { ...shared, createDriver: () => new HandleDriver(execute) } })
}
