/**
 * The line before a pool's connections, limited by how long people stand in it and not by its length alone ("controlled
 * delay"): a burst may wait its turn, but where even the luckiest of the last tenth of a second waited for too long,
 * more come than go, and whoever joined would only wait longer. From then on it is short, until few have to be refused.
 */

/** Longest line in a burst, in multiples of the pool, and at least: a small pool's callers wait no longer. */
const burst = 2
const shortestBurst = 20
/** Longest line while more come than go, as a share of the pool: enough that no connection is ever idle. */
const standing = 0.2
/** A wait that is too long, in turns at a connection, and within which milliseconds. */
const tooLong = { turns: 5, shortest: 25, longest: 500 }
/** For how long everybody must have waited so, ms: two turns at a connection, within reason. */
const patience = { turns: 2, shortest: 100, longest: 500 }
/** Share of the newest in the mean of how long a connection is held, and in that of who is refused. */
const newest = { held: 1 / 16, refused: 1 / 32 }
/** Part of those who come that is refused below which it is no flood: people who are refused come again, too. */
const few = 0.6
/** Milliseconds without a refusal after which that is over, too. */
const calm = 1_000

const within = (milliseconds: number, { shortest, longest }: { shortest: number; longest: number }) =>
  Math.min(longest, Math.max(shortest, milliseconds))

export class Line {
  readonly #burst: number
  readonly #standing: number
  readonly #now: () => number
  /** When each of those who wait came, in the order of their coming. */
  readonly #waiting = new Set<{ since: number }>()
  /** Since when everybody who got a connection had waited too long for it. */
  #late: number | undefined
  /** While it is short: when the last one was refused. */
  #refused: number | undefined
  /** Part of those who come that is refused, lately. */
  #share = 0
  #held = 0

  /** @param places connections of the pool @param now monotonic milliseconds */
  constructor(places: number, now: () => number = () => performance.now()) {
    this.#burst = Math.max(shortestBurst, burst * places)
    this.#standing = Math.max(1, Math.round(standing * places))
    this.#now = now
  }

  /**
   * Whether somebody who comes now may wait. The one who is told no counts: while there are many such it is not over.
   * @param before how many will stand before him who do not yet
   * @param flooded many are turned away before they come to the line: it is short from now on
   */
  admits(before = 0, flooded = false): boolean {
    const now = this.#now()
    this.#judge(now)
    if (flooded) this.#shorten(now)
    const short = this.#refused !== undefined
    const free = this.#waiting.size + before < (short ? this.#standing : this.#burst)
    this.#share += ((free ? 0 : 1) - this.#share) * newest.refused
    if (!free && short) this.#refused = now
    return free
  }

  #judge(now: number): void {
    const [first] = this.#waiting
    if (first && now - first.since > this.#tooLong) this.#late ??= first.since + this.#tooLong
    if (this.#late !== undefined && now - this.#late > within(patience.turns * this.#held, patience)) this.#shorten(now)
    else if (this.#refused !== undefined && (this.#share < few || now - this.#refused > calm)) this.#refused = undefined
  }

  #shorten(now: number): void {
    if (this.#refused === undefined) this.#share = 1
    this.#refused = now
  }

  get #tooLong(): number {
    return within(tooLong.turns * this.#held, tooLong)
  }

  /** A connection has been given back after so many milliseconds. */
  gaveBack(after: number): void {
    this.#held += (after - this.#held) * newest.held
  }

  /** Counts who waits until `turn` settles. */
  async stand<T>(turn: Promise<T>): Promise<T> {
    const one = { since: this.#now() }
    this.#waiting.add(one)
    try {
      return await turn
    } finally {
      this.#waiting.delete(one)
      const now = this.#now()
      if (this.#waiting.size === 0 || now - one.since <= this.#tooLong) this.#late = undefined
      else this.#late ??= now
    }
  }
}
