/**
 * Scoped transactions on PostgreSQL: one connection for one batch; begin, session setting and first query leave in one
 * flush (node-postgres `pipeline`), and a read does not wait for its commit.
 */
import type { CompiledQuery, QueryResult } from 'kysely'
import type pg from 'pg'
import { Problem } from '../base/problem.ts'
import { cancelRunning } from './cancel.ts'
import { isAway, translate } from './errors.ts'
import type { Line } from './line.ts'
import { handleOver } from './scoped-kysely.ts'
import type { StatementNames } from './statement-names.ts'
import type { ReadHandle, ScopedBatch, SessionRef, WriteHandle } from './types.ts'
import { pgParameters } from './values.ts'

const enterText = 'select guard.enter($1, $2)'
const claimText = 'select guard.claim_proof($1)'

export const swallowed = 'A statement of this write failed and the failure was swallowed: nothing has been written'

/** The socket below the client: writes between cork and uncork leave together. */
interface Inside {
  connection: { stream: { cork(): void; uncork(): void } }
}

interface Opening {
  session: string
  customer: string | undefined
  /** Set on a write. */
  proof: string | undefined
}

/** One transaction. Not begun until its first statement, or until it ends without one. */
class Transaction {
  readonly #client: pg.PoolClient
  readonly #names: StatementNames
  readonly #opening: Opening
  readonly #signal: AbortSignal | undefined
  #begun: Promise<void> | undefined
  #ended = false
  readonly #pending = new Set<Promise<unknown>>()
  /** A statement failed: PostgreSQL would answer a commit with a silent rollback. */
  failed = false
  /** A statement failed because the connection, or what is prepared on it, is of no further use. */
  broken = false

  constructor(client: pg.PoolClient, names: StatementNames, opening: Opening, signal: AbortSignal | undefined) {
    this.#client = client
    this.#names = names
    this.#opening = opening
    this.#signal = signal
  }

  readonly execute = async (compiled: CompiledQuery): Promise<QueryResult<unknown>> => {
    if (this.#ended) throw new Error('This transaction has ended: a scoped handle must not outlive its call')
    this.#signal?.throwIfAborted()
    try {
      const { stream } = (this.#client as unknown as Inside).connection
      stream.cork()
      let sent: Promise<pg.QueryResult>
      let begun: Promise<void>
      try {
        begun = this.#begin()
        sent = this.#query(compiled.sql, compiled.parameters, this.#names.nameOf(compiled.sql))
        this.#follow(sent)
      } finally {
        stream.uncork()
      }
      // First: when the session is refused, the statement's own answer says only that the transaction has failed.
      await begun
      const { rows, rowCount } = await sent
      return { rows, ...(rowCount !== null && { numAffectedRows: BigInt(rowCount) }) }
    } catch (error) {
      this.failed = true
      throw this.#told(error)
    }
  }

  get running(): boolean {
    return this.#pending.size > 0
  }

  /**
   * Waits for every answer, also those that nobody waited for. A statement that is named for the first time and fails is
   * not prepared; whoever used its name before that answer came would be told that it does not exist.
   */
  async #quiet(): Promise<void> {
    await Promise.allSettled(this.#pending)
  }

  #follow(answer: Promise<unknown>): void {
    this.#pending.add(answer)
    const done = () => this.#pending.delete(answer)
    answer.then(done, done)
  }

  /** Makes sure that the session was asked even when no statement was. */
  async settle(): Promise<void> {
    try {
      await this.#begin()
    } catch (error) {
      throw this.#told(error)
    }
  }

  /** Resolves when the server has confirmed; a commit of a failed transaction is a rollback. */
  async end(how: 'commit' | 'rollback'): Promise<void> {
    this.#ended = true
    if (!this.#begun) return
    if (this.running) await this.#quiet()
    try {
      await this.#query(how)
    } catch (error) {
      this.broken = true
      throw this.#told(error)
    }
  }

  #begin(): Promise<void> {
    if (this.#begun) return this.#begun
    const { session, customer, proof } = this.#opening
    const steps: Promise<unknown>[] = [
      this.#query(proof === undefined ? 'begin read only' : 'begin read write'),
      this.#query(enterText, [session, customer ?? null], 'guichet_enter'),
    ]
    if (proof !== undefined) steps.push(this.#query(claimText, [proof], 'guichet_claim'))
    this.#begun = Promise.all(steps).then(() => {})
    for (const step of steps) this.#follow(step)
    this.#begun.catch(() => {})
    return this.#begun
  }

  #query(text: string, parameters?: readonly unknown[], name?: string): Promise<pg.QueryResult> {
    if (!parameters) return this.#client.query(text)
    return this.#client.query({ text, values: pgParameters(parameters), ...(name !== undefined && { name }) })
  }

  #told(error: unknown): unknown {
    if (isAway(error)) this.broken = true
    // A prepared statement outlived a change of the guards: the next connection prepares it anew.
    if (error instanceof Error && /cached plan must not change result type/.test(error.message)) {
      this.broken = true
      return new Problem('management-unavailable', { cause: error })
    }
    if (this.#signal?.aborted) return this.#signal.reason
    return translate(error)
  }
}

/** A batch over one connection of the pool. */
export class ServerBatch implements ScopedBatch {
  readonly #client: pg.PoolClient
  readonly #names: StatementNames
  readonly #session: string
  readonly #signal: AbortSignal | undefined
  #current: Transaction | undefined
  #turn: Promise<unknown> = Promise.resolve()
  #broken = false
  #released = false
  readonly #onError = () => {
    this.#broken = true
  }
  readonly #onAbort = () => {
    if (!this.#current) return
    // A cancel may strike whatever runs next: this connection is not used again.
    this.#broken = true
    if (this.#current.running) void cancelRunning(this.#client)
  }

  constructor(client: pg.PoolClient, names: StatementNames, session: SessionRef, signal?: AbortSignal) {
    this.#client = client
    this.#names = names
    this.#session = Buffer.from(session.hash).toString('hex')
    this.#signal = signal
    // Without a listener a connection that breaks between two statements would end the process.
    client.on('error', this.#onError)
    signal?.addEventListener('abort', this.#onAbort)
  }

  read<T>(run: (db: ReadHandle) => Promise<T>, options: { customer?: string | undefined } = {}): Promise<T> {
    return this.#transaction(undefined, options.customer, run as (db: unknown) => Promise<T>)
  }

  write<T>(
    proof: string,
    run: (db: WriteHandle) => Promise<T>,
    options: { customer?: string | undefined } = {},
  ): Promise<T> {
    return this.#transaction(proof, options.customer, run as (db: unknown) => Promise<T>)
  }

  /** One transaction after the other: callers of one batch may not wait for each other. */
  #transaction<T>(
    proof: string | undefined,
    customer: string | undefined,
    run: (db: unknown) => Promise<T>,
  ): Promise<T> {
    const work = this.#turn.then(() => this.#run(proof, customer, run))
    this.#turn = work.catch(() => {})
    return work
  }

  async #run<T>(proof: string | undefined, customer: string | undefined, run: (db: unknown) => Promise<T>): Promise<T> {
    this.#signal?.throwIfAborted()
    if (this.#released) throw new Error('This batch has been released')
    if (this.#broken) throw new Problem('management-unavailable', { cause: new Error('The connection broke') })
    const opening: Opening = { session: this.#session, customer, proof }
    const transaction = new Transaction(this.#client, this.#names, opening, this.#signal)
    this.#current = transaction
    try {
      const result = await run(handleOver(transaction.execute))
      await transaction.settle()
      if (proof !== undefined && transaction.failed) throw new Error(swallowed)
      const dangling = transaction.running
      const committed = transaction.end('commit')
      // The answer of a read does not depend on its commit; a failed one is found by the next use of the connection.
      if (proof === undefined && !dangling) committed.catch(this.#onError)
      else await committed
      return result
    } catch (error) {
      await transaction.end('rollback').catch(this.#onError)
      throw this.#signal?.aborted ? this.#signal.reason : error
    } finally {
      if (transaction.broken) this.#broken = true
      this.#current = undefined
    }
  }

  async release(): Promise<void> {
    if (this.#released) return
    this.#released = true
    if (this.#current) await this.#turn
    this.#signal?.removeEventListener('abort', this.#onAbort)
    this.#client.release(this.#broken)
    this.#client.removeListener('error', this.#onError)
  }
}

/** Rejects with `overloaded` when every connection is taken for too long, `management-unavailable` when none comes. */
export async function takeClient(pool: pg.Pool, line: Line): Promise<pg.PoolClient> {
  const full = () => pool.totalCount >= (pool.options.max ?? 10)
  try {
    if (!full() || pool.idleCount > pool.waitingCount) return await pool.connect()
    if (!line.admits()) throw new Problem('overloaded', { retryAfter: 1 })
    return await line.stand(pool.connect())
  } catch (error) {
    const late = error instanceof Error && error.message.startsWith('timeout exceeded when trying to connect')
    if (late && full()) throw new Problem('overloaded', { retryAfter: 1, cause: error })
    throw translate(error)
  }
}
