/** The row whose sheet is open: fetched when it opens, drawn by code that comes with the first one. */
import type { Call } from './counter.ts'
import { asProblem, type Problem } from './problem.ts'

interface Source<T, D> {
  fetch(call: Call, id: string, signal: AbortSignal): Promise<T>
  /** How a sheet is drawn: a list alone does not need it. */
  drawing(): Promise<D>
}

export class OpenRow<T, D> {
  readonly #source: Source<T, D>
  id: string | null = null
  row: T | undefined
  /** The row as it is by now, when it has changed and the person has not asked to see it yet. */
  fresher: T | undefined
  problem: Problem | undefined
  drawing: D | undefined
  #loading: AbortController | undefined

  constructor(source: Source<T, D>) {
    this.#source = source
  }

  /** Asks for a row unless it is here or under way. Resolves with it when it has just come. */
  async load(call: Call, id: string | null, again = false): Promise<T | undefined> {
    if (id === this.id && !again) return undefined
    this.drop()
    this.id = id
    if (id === null) return undefined
    const { signal } = (this.#loading = new AbortController())
    try {
      const asked = this.#source.fetch(call, id, signal)
      const [row, drawing] = await Promise.all([asked, this.drawing ?? this.#source.drawing()])
      this.drawing = drawing
      if (!signal.aborted) return (this.row = row)
    } catch (thrown) {
      if (!signal.aborted) this.problem = asProblem(thrown)
    }
    return undefined
  }

  /** The row as it is now, with what is here left as it is. @throws Problem */
  look(call: Call): Promise<T> | undefined {
    const { signal } = this.#loading ?? {}
    return this.id !== null && signal ? this.#source.fetch(call, this.id, signal) : undefined
  }

  /** Shows it as it is by now. */
  freshen(): void {
    this.row = this.fresher ?? this.row
    this.fresher = undefined
  }

  drop(): void {
    this.#loading?.abort()
    this.id = null
    this.row = this.fresher = undefined
    this.problem = undefined
  }
}
