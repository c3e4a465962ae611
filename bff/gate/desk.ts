/** The one connection of a batch: taken at the first call of a feature, given back at the end or before the gate works. */
import type { LiveSession } from '../base/session.ts'
import type { ScopedBatch, VendorDb } from '../db/types.ts'

export class Desk {
  readonly #db: VendorDb
  readonly #signal: AbortSignal
  #batch: ScopedBatch | undefined

  constructor(db: VendorDb, signal: AbortSignal) {
    this.#db = db
    this.#signal = signal
  }

  async scoped(session: LiveSession): Promise<ScopedBatch> {
    this.#batch ??= await this.#db.scoped(session, this.#signal)
    return this.#batch
  }

  async leave(): Promise<void> {
    const batch = this.#batch
    this.#batch = undefined
    await batch?.release()
  }
}
