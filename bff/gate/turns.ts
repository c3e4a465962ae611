/**
 * How long a turn of the event loop takes to those who ask: most stand in the long ones, so a turn counts as often as
 * requests were read in it. The mean of all turns would hide a crowd behind the many short turns between its bursts.
 */
import { performance } from 'node:perf_hooks'

export class Turns {
  #here = 0
  #began = 0
  #spent = 0
  #came = 0
  readonly #onTurn: ((requests: number, length: number) => void) | undefined

  /** @param onTurn hears of each turn in which requests were read: how many, and its milliseconds */
  constructor(onTurn?: (requests: number, length: number) => void) {
    this.#onTurn = onTurn
  }

  /** A request is read. */
  came(): void {
    if (this.#here++ > 0) return
    this.#began = performance.now()
    // After everything that was ready to be read in this turn.
    setImmediate(() => this.#end())
  }

  #end(): void {
    const [requests, length] = [this.#here, performance.now() - this.#began]
    this.#spent += requests * length
    this.#came += requests
    this.#here = 0
    this.#onTurn?.(requests, length)
  }

  /** Milliseconds of the turn in which a request was read, mean since the last time; 0 when none came. */
  take(): number {
    const mean = this.#came === 0 ? 0 : this.#spent / this.#came
    this.#spent = this.#came = 0
    return mean
  }
}
