/** Password hashes: argon2id, at most two at a time, and the same work for an account that does not exist. */
import { hash, verify } from '@node-rs/argon2'
import { Problem } from '../../base/problem.ts'

/** What argon2id is told to spend. */
export interface HashWork {
  /** KiB */
  memoryCost: number
  /** Passes. */
  timeCost: number
  /** Lanes. */
  parallelism: number
}

/** 64 MiB, three passes, one lane: about 45 ms of one core. What every process outside the tests spends. */
const usual: HashWork = { memoryCost: 65_536, timeCost: 3, parallelism: 1 }

const most = 2
const longestQueue = 40

/** Makes and compares hashes for one process; what only tests may spend less on is given here, never configured. */
export class Passwords {
  readonly #work: HashWork
  /** How every hash of today's parameters begins. */
  readonly #start: string
  /** What is verified when there is no account, or none with a password: costs the same and never fits. */
  readonly #dummy: string
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(work: HashWork = usual) {
    this.#work = work
    this.#start = `$argon2id$v=19$m=${work.memoryCost},t=${work.timeCost},p=${work.parallelism}$`
    this.#dummy = `${this.#start}${'A'.repeat(22)}$${'A'.repeat(43)}`
  }

  /** How many are at work and how many wait. */
  get queue(): { running: number; waiting: number } {
    return { running: this.#running, waiting: this.#waiting.length }
  }

  /** PHC string, compared exactly as typed: no trimming, no normalisation. @throws Problem `overloaded` */
  hash(password: string): Promise<string> {
    // 2 = argon2id: the package's enum exists for type checkers only.
    return this.#inTurn(() => hash(password, { ...this.#work, algorithm: 2 }))
  }

  /** False for a wrong password and for `null` (no account, no password yet), after the same work. @throws Problem `overloaded` */
  async fit(stored: string | null, password: string): Promise<boolean> {
    const fits = await this.#inTurn(() => verify(stored ?? this.#dummy, password))
    return fits && stored !== null
  }

  /** True when the hash was made with other parameters than today's. */
  isOutdated(stored: string): boolean {
    return !stored.startsWith(this.#start)
  }

  /** @throws Problem `overloaded` when too many wait already */
  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= most) {
      if (this.#waiting.length >= longestQueue) throw new Problem('overloaded', { retryAfter: 3 })
      // The one that ends hands its place over: the count stays.
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    } else {
      this.#running++
    }
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running--
    }
  }
}
