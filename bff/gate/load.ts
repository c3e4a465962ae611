/** Sheds load while the process cannot keep up: a quick refusal is better than a slow answer for everybody. */
import { monitorEventLoopDelay } from 'node:perf_hooks'

/** Milliseconds that one look covers, and how many more or less of a hundred requests are refused after it. */
const window = 1_000
const step = 25
/** Some always get through: by them it is seen that things are better. */
const most = 90

export class Load {
  /** Milliseconds of the event loop's delay, 99th percentile, above which it sheds; 0 = never. */
  readonly #limit: number
  #refused = 0
  #debt = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Part of the requests that is refused now, 0 to 0.9. */
  get refused(): number {
    return this.#refused / 100
  }

  /** @param p99 of the last window, milliseconds */
  observe(p99: number): void {
    const worse = this.#limit > 0 && p99 > this.#limit
    this.#refused = worse ? Math.min(most, this.#refused + step) : Math.max(0, this.#refused - step)
    if (this.#refused === 0) this.#debt = 0
  }

  /** Whether the next request may come in. Evenly spread, no dice. */
  admits(): boolean {
    this.#debt += this.#refused
    if (this.#debt < 100) return true
    this.#debt -= 100
    return false
  }
}

export interface LoopWatch {
  /** Milliseconds in the last whole window. */
  p50: number
  p99: number
  stop(): void
}

/** Looks at the event loop once a second. */
export function watchLoop(onLook: (p99: number) => void): LoopWatch {
  const histogram = monitorEventLoopDelay({ resolution: 10 })
  histogram.enable()
  const watch = { p50: 0, p99: 0, stop: () => {} }
  const timer = setInterval(() => {
    watch.p50 = histogram.percentile(50) / 1e6
    watch.p99 = histogram.percentile(99) / 1e6
    histogram.reset()
    onLook(watch.p99)
  }, window).unref()
  watch.stop = () => {
    clearInterval(timer)
    histogram.disable()
  }
  return watch
}
