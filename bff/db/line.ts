/**
 * The line before a pool's connections, limited by how long it has stood and not by its length alone ("controlled
 * delay"): a burst may wait its turn, but where the line has not been empty for a tenth of a second more come than go,
 * and whoever joined would only wait longer. From then on it is short, until nobody had to be refused for a second.
 */

/** Longest line in a burst, in multiples of the pool, and at least: a small pool's callers wait no longer. */
const burst = 2
const shortestBurst = 20
/** Longest line while more come than go, as a share of the pool: enough that no connection is ever idle. */
const standing = 0.2
/** Milliseconds after which a line that was never empty says that more come than go. */
const patience = 100
/** Milliseconds without a refusal after which that is over. */
const calm = 1_000

export class Line {
  readonly #burst: number
  readonly #standing: number
  readonly #now: () => number
  #waiting = 0
  /** Since when it has not been empty. */
  #since: number | undefined
  #shortUntil = Number.NEGATIVE_INFINITY

  /** @param places connections of the pool @param now monotonic milliseconds */
  constructor(places: number, now: () => number = () => performance.now()) {
    this.#burst = Math.max(shortestBurst, burst * places)
    this.#standing = Math.max(1, Math.round(standing * places))
    this.#now = now
  }

  /**
   * Whether somebody who comes now may wait. The one who is told no counts: while there are such it is not over.
   * @param before how many will stand before him who do not yet
   */
  admits(before = 0): boolean {
    const now = this.#now()
    if (this.#since !== undefined && now - this.#since > patience) this.#shortUntil = now + calm
    const short = now < this.#shortUntil
    if (this.#waiting + before < (short ? this.#standing : this.#burst)) return true
    if (short) this.#shortUntil = now + calm
    return false
  }

  /** Counts who waits until `turn` settles. */
  async stand<T>(turn: Promise<T>): Promise<T> {
    if (this.#waiting++ === 0) this.#since = this.#now()
    try {
      return await turn
    } finally {
      if (--this.#waiting === 0) this.#since = undefined
    }
  }
}
