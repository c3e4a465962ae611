/** Scoped transactions on PGlite: the same words and refusals as on a server, inside the one connection. */
import type { CompiledQuery, QueryResult } from 'kysely'
import { translate } from './errors.ts'
import type { Lane } from './lane.ts'
import { handleOver } from './scoped-kysely.ts'
import { swallowed } from './scoped-server.ts'
import type { ReadHandle, ScopedBatch, SessionRef, WriteHandle } from './types.ts'

export class LaneBatch implements ScopedBatch {
  readonly #lane: Lane
  readonly #session: string
  readonly #signal: AbortSignal | undefined

  constructor(lane: Lane, session: SessionRef, signal?: AbortSignal) {
    this.#lane = lane
    this.#session = Buffer.from(session.hash).toString('hex')
    this.#signal = signal
  }

  read<T>(run: (db: ReadHandle) => Promise<T>, options: { customer?: string | undefined } = {}): Promise<T> {
    return this.#run(undefined, options.customer, run as (db: unknown) => Promise<T>)
  }

  write<T>(
    proof: string,
    run: (db: WriteHandle) => Promise<T>,
    options: { customer?: string | undefined } = {},
  ): Promise<T> {
    return this.#run(proof, options.customer, run as (db: unknown) => Promise<T>)
  }

  async #run<T>(proof: string | undefined, customer: string | undefined, run: (db: unknown) => Promise<T>): Promise<T> {
    this.#signal?.throwIfAborted()
    return this.#lane.hold(async () => {
      this.#signal?.throwIfAborted()
      let ended = false
      let failed = false
      const execute = async (compiled: CompiledQuery): Promise<QueryResult<unknown>> => {
        if (ended) throw new Error('This transaction has ended: a scoped handle must not outlive its call')
        this.#signal?.throwIfAborted()
        try {
          const { rows, affected } = await this.#lane.query(compiled.sql, compiled.parameters)
          return { rows, ...(affected !== undefined && { numAffectedRows: BigInt(affected) }) }
        } catch (error) {
          failed = true
          throw translate(error)
        }
      }
      let how = 'rollback'
      try {
        const access = proof === undefined ? 'read only' : 'read write'
        await this.#lane.script(`begin ${access}; set local role guichet_app; set local search_path = guard, pg_temp`)
        await this.#lane.query('select guard.enter($1, $2)', [this.#session, customer ?? null])
        if (proof !== undefined) await this.#lane.query('select guard.claim_proof($1)', [proof])
        const result = await run(handleOver(execute))
        if (proof !== undefined && failed) throw new Error(swallowed)
        how = 'commit'
        return result
      } catch (error) {
        throw translate(error)
      } finally {
        ended = true
        await this.#lane.script(how)
      }
    })
  }

  async release(): Promise<void> {
    // Nothing is held between two transactions.
  }
}
