/** What the rest of the BFF sees of databases: interfaces only. Only `db/` makes the handles. */
import type { Kysely } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import type { ContractTables, RelationName } from '../management/contract.ts'
import type { FunctionName } from '../management/functions.ts'
import type { GuardOwnTables, PortalTables } from './tables.ts'

declare const scopedBrand: unique symbol

/** A handle that sees the guard views only, as one session. Query functions of features accept nothing else. */
export type Scoped<T> = T & { readonly [scopedBrand]: true }

export type GuardTables = ContractTables & GuardOwnTables
export type ReadHandle = Scoped<ReadonlyKysely<GuardTables>>
export type WriteHandle = Scoped<Kysely<GuardTables>>
/** Either of the two, for a query function that only reads. */
export type QueryHandle = Scoped<Pick<Kysely<GuardTables>, 'selectFrom'>>

/** The session on whose behalf a handle works: SHA-256 of its handle, 32 bytes. */
export interface SessionRef {
  hash: Uint8Array
}

/**
 * One connection, held for one batch. Every `read` and `write` is a transaction of its own; the first query leaves in
 * the same flush as `begin` and the session setting. Both reject with Problem `session-ended` or `session-rotated`
 * when the session row is not live at that moment, and `scope-changed` when `customer` is given and is not the
 * session's current one.
 */
export interface ScopedBatch {
  read<T>(run: (db: ReadHandle) => Promise<T>, options?: { customer?: string | undefined }): Promise<T>
  /** `proof` is the proof's jti: stored in the same transaction, so a replay (also on another process) is refused. */
  write<T>(proof: string, run: (db: WriteHandle) => Promise<T>, options?: { customer?: string | undefined }): Promise<T>
  /** Gives the connection back. An aborted signal cancels the running query first. */
  release(): Promise<void>
}

export interface PoolState {
  pool: 'app' | 'gate' | 'outbox'
  busy: number
  idle: number
  /** Callers in line. */
  waiting: number
  max: number
}

/** One vendor's database, open. */
export interface VendorDb {
  readonly name: string
  readonly engine: 'pglite' | 'postgres'
  /** Contract relations that this vendor's `management` has; an absent one switches its features off. */
  readonly relations: ReadonlySet<RelationName>
  /** Functions of the contract that it has; where one is absent the counter does not offer the act. */
  readonly functions: ReadonlySet<FunctionName>
  /** Role `guichet_gate`: sign-in, sessions, throttles, journal. Only `gate/` and `cli/` use it. */
  readonly gate: Kysely<PortalTables>
  /** The same role on connections of their own, on which a statement may take 20 s: the relay of `outbox/`. */
  readonly outbox: Kysely<PortalTables>
  scoped(session: SessionRef, signal?: AbortSignal): Promise<ScopedBatch>
  /** LISTEN; the returned function stops. `onDown` fires when notifications may be missed, `onUp` when back. */
  listen(
    channel: string,
    onMessage: (payload: string) => void,
    health?: { onDown(): void; onUp(): void },
  ): Promise<() => Promise<void>>
  /**
   * False while as many are in line for a connection as may be: who comes now would be refused after all the work.
   * @param coming how many have been let in since, and have not asked for theirs yet
   * @param flooded many are turned away before they come to this line, which is then short
   */
  hasRoom(coming?: number, flooded?: boolean): boolean
  /** Connections at this moment; an embedded database has none to tell of. */
  pools?(): PoolState[]
  /** True while the database answers (a ping at most 1 s old). */
  alive(): Promise<boolean>
  close(): Promise<void>
}

/** All vendors of this process; a vendor's database is opened (and checked) at first use. */
export interface Vendors {
  readonly names: readonly string[]
  /** Undefined for an unknown name. Rejects with Problem `management-unavailable` while it cannot be opened. */
  get(name: string): Promise<VendorDb> | undefined
  close(): Promise<void>
}
