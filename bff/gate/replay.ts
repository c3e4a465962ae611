/** Proofs already seen by this process: two buffers that change places, so that nothing has to be swept. */
import { Problem } from '../base/problem.ts'

export class Replay {
  #young = new Set<string>()
  #old = new Set<string>()
  #turnedAt: number
  readonly #life: number
  readonly #cap: number

  /** `life`: milliseconds that a proof can be good at most; what is remembered covers one to two such spans. */
  constructor(now: number, life = 120_000, cap = 200_000) {
    this.#turnedAt = now
    this.#life = life
    this.#cap = cap
  }

  /**
   * True the first time. `now` is monotonic milliseconds.
   * @throws Problem `overloaded` when full: better refuse than accept without remembering.
   */
  first(id: string, now: number): boolean {
    if (now - this.#turnedAt >= this.#life) {
      this.#old = now - this.#turnedAt >= 2 * this.#life ? new Set() : this.#young
      this.#young = new Set()
      this.#turnedAt = now
    }
    if (this.#young.has(id) || this.#old.has(id)) return false
    if (this.#young.size >= this.#cap) throw new Problem('overloaded', { retryAfter: 5 })
    this.#young.add(id)
    return true
  }
}
