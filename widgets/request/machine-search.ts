/** Looks for a machine of the fleet while somebody types. */
import type { EquipmentRow } from '../../bff/api.ts'
import type { Call } from '../base/counter.ts'
import { asProblem, type Problem } from '../base/problem.ts'

/** Rows that are offered: who sees more types on. */
const most = 6

interface Options {
  call: Call
  changed: () => void
  /** How many there are, for a screen reader. */
  found: (count: number) => void
}

export class MachineSearch {
  typed = ''
  rows: readonly EquipmentRow[] | undefined
  /** How many fit, beyond those that are offered. */
  count = 0
  problem: Problem | undefined
  readonly #options: Options
  #asking: AbortController | undefined
  #waiting: ReturnType<typeof setTimeout> | undefined

  constructor(options: Options) {
    this.#options = options
  }

  type(text: string): void {
    this.typed = text
    clearTimeout(this.#waiting)
    this.#waiting = setTimeout(() => void this.ask(), 250)
  }

  async ask(): Promise<void> {
    clearTimeout(this.#waiting)
    this.#asking?.abort()
    const mine = new AbortController()
    this.#asking = mine
    const q = this.typed.trim()
    try {
      const query = { ...(q && { q }), limit: most }
      const { rows, totals } = await this.#options.call('GET /equipment', { query }, { signal: mine.signal })
      Object.assign(this, { rows, count: totals.count, problem: undefined })
      if (q) this.#options.found(totals.count)
    } catch (thrown) {
      if (mine.signal.aborted) return
      this.problem = asProblem(thrown)
    }
    this.#options.changed()
  }

  /** Another person, another fleet. */
  forget(): void {
    clearTimeout(this.#waiting)
    this.#asking?.abort()
    Object.assign(this, { typed: '', rows: undefined, count: 0, problem: undefined })
  }
}
