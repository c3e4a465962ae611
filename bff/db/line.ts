/**
 * The line before a pool's connections, limited by how long it has stood and not by its length alone ("controlled
 * delay"): a burst may wait its turn, but where the line has not been empty for a tenth of a second, or for two turns,
 * more come than go, and whoever joined would only wait longer. From then on it is short, until nobody had to be refused
 * for a second.
 */

/** Longest line in a burst, in multiples of the pool, and at least: a small pool's callers wait no longer. */
const burst = 2
const shortestBurst = 20
/** Longest line while more come than go, as a share of the pool: enough that no connection is ever idle. */
const standing = 0.2
/**
 * After how long a line that was never empty says that more come than go, ms: where each holds a connection for longer,
 * because the database is slow, after as long as two of them take, within reason.
 */
const patience = { shortest: 100, turns: 2, longest: 1_000 }
/** Share of the newest in the mean of how long a connection is held. */
const newest = 1 / 16
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
  #held = 0

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
    if (this.#since !== undefined && now - this.#since > this.#patience) this.#shortUntil = now + calm
    const short = now < this.#shortUntil
    if (this.#waiting + before < (short ? this.#standing : this.#burst)) return true
    if (short) this.#shortUntil = now + calm
    return false
  }

  get #patience(): number {
    return Math.min(patience.longest, Math.max(patience.shortest, patience.turns * this.#held))
  }

  /** A connection has been given back after so many milliseconds. */
  gaveBack(after: number): void {
    this.#held += (after - this.#held) * newest
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
