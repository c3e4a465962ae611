/**
 * Sheds load while the process cannot keep up. Whatever comes, a refusal too, waits for the turn of the event loop in
 * which it is read: where turns become long because much is at work, less is let in until they are short again, and
 * then a little more each time. What takes long without a crowd, such as one big document, is nobody's fault.
 */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import type { Turns } from './turns.ts'

/** Milliseconds that one look covers. */
const window = 250
/** Long turns count where at least so many came in a window, and only the second time: one slow task is no crowd. */
const crowd = 20
const twice = 2
/** A flood is not waited for: so many turns running, each with a crowd and so many times too long. */
const flood = { turns: 3, times: 2 } as const
/** Part of the time at work above which a process has none left. */
const busy = 0.8
/** After a look with long turns so much of what was let in comes in. */
const less = 0.8
/** Turns up to this part of what is too long leave room for so many times more. */
const room = [
  { part: 0.3, more: 1.5 },
  { part: 0.7, more: 1.1 },
] as const
/** Part of those who come that is refused above which it is a flood, for others who decide who comes in. */
const many = 0.6
/** A second, always: by them it is seen that things are better. */
const least = 10
/** Seconds of its limit that may come in at once. */
const burst = 0.1
/** Windows without a refusal after which it lets everybody in again. */
const calm = 8

/** The event loop in one window. */
export interface Look {
  /** Milliseconds of the turn in which a request was read, mean (turns.ts). */
  turn: number
  /** Part of the time at work, 0 to 1. */
  used: number
}

export class Load {
  /** Milliseconds of a turn above which it sheds; 0 = never. */
  readonly #longest: number
  readonly #now: () => number
  /** Requests a second; undefined = all. */
  #limit: number | undefined
  #tokens = 0
  #filled = 0
  #came = 0
  #admitted = 0
  #refused = 0
  #long = 0
  #calm = 0
  #flooded = 0
  /** Let in a second, in the last window. */
  #rate = 0

  /** @param now monotonic milliseconds */
  constructor(longest: number, now: () => number = () => performance.now()) {
    this.#longest = longest
    this.#now = now
  }

  /** Part of the requests that was refused in the last window, 0 to 1. */
  get refused(): number {
    return this.#refused
  }

  /** Many were refused in the last window. */
  get flooded(): boolean {
    return this.#refused > many
  }

  observe({ turn, used }: Look): void {
    const [came, admitted] = [this.#came, this.#admitted]
    this.#came = this.#admitted = 0
    this.#refused = came === 0 ? 0 : 1 - admitted / came
    this.#rate = admitted / (window / 1_000)
    this.#calm = came === admitted ? this.#calm + 1 : 0
    const long = this.#longest > 0 && turn > this.#longest && used > busy && came >= crowd
    this.#long = long ? this.#long + 1 : 0
    if (this.#long >= twice) {
      this.#hold()
    } else if (this.#limit !== undefined) this.#limit *= room.find(({ part }) => turn < this.#longest * part)?.more ?? 1
    if (this.#calm < calm) return
    this.#limit = undefined
    this.#tokens = 0
  }

  /** A turn of the event loop in which so many requests were read, and its milliseconds. */
  turned(requests: number, length: number): void {
    const much = this.#longest > 0 && requests >= crowd && length > flood.times * this.#longest
    this.#flooded = much ? this.#flooded + 1 : 0
    if (this.#flooded === flood.turns && this.#limit === undefined) this.#hold()
  }

  #hold(): void {
    if (this.#limit === undefined) this.#filled = this.#now()
    this.#limit = Math.max(least, less * Math.min(this.#limit ?? Number.POSITIVE_INFINITY, this.#rate))
    this.#calm = 0
  }

  /** Whether the next request may come in. */
  admits(): boolean {
    this.#came++
    if (this.#limit !== undefined) {
      const now = this.#now()
      const most = Math.max(1, this.#limit * burst)
      this.#tokens = Math.min(most, this.#tokens + ((now - this.#filled) / 1_000) * this.#limit)
      this.#filled = now
      if (this.#tokens < 1) return false
      this.#tokens--
    }
    this.#admitted++
    return true
  }
}

export interface LoopWatch {
  /** Milliseconds that the event loop was late in the last whole second. */
  p50: number
  p99: number
  stop(): void
}

/** Looks at the event loop four times a second. */
export function watchLoop(turns: Turns, onLook: (look: Look) => void): LoopWatch {
  const histogram = monitorEventLoopDelay({ resolution: 10 })
  histogram.enable()
  const watch = { p50: 0, p99: 0, stop: () => {} }
  let use = performance.eventLoopUtilization()
  let looks = 0
  const timer = setInterval(() => {
    const nextUse = performance.eventLoopUtilization()
    onLook({ turn: turns.take(), used: performance.eventLoopUtilization(nextUse, use).utilization })
    use = nextUse
    if (++looks % (1_000 / window) !== 0) return
    watch.p50 = histogram.percentile(50) / 1e6
    watch.p99 = histogram.percentile(99) / 1e6
    histogram.reset()
  }, window).unref()
  watch.stop = () => {
    clearInterval(timer)
    histogram.disable()
  }
  return watch
}
