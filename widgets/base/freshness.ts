/**
 * Whether something is new: one clock for all widgets of a session on a page. While one of them is visible it asks
 * `GET /changes` every minute and whenever the person comes back to the page, in the background, so that a page left
 * alone does not keep its session alive. A hidden tab and a device without network ask nothing.
 */
import type { ChangeMarks } from '../../bff/api.ts'
import type { Counter, Session } from './counter.ts'

export type List = keyof ChangeMarks

export interface Watcher {
  /** Lists that it shows. */
  readonly lists: readonly List[]
  /** What was sent from here and is on its way, as one text: the clock looks sooner. Empty = nothing. */
  readonly awaits: string
  /** Marks as of what it shows; undefined while that is not known. */
  seen?: ChangeMarks | undefined
  visible(): boolean
  /** A look has begun: what is asked now travels in its batch. */
  looking?(): void
  /** A mark is not what it was. */
  changed?(): void
}

/** Milliseconds. */
const every = 60_000
/** After something was sent: soon at first, then less and less often. */
const soon = [2_000, 3_000, 6_000, 15_000, 30_000]
/** Coming back to the page twice in so short a time is one coming back. */
const rest = 5_000

const clocks = new WeakMap<Session, Clock>()

/** The clock of whoever is signed in. */
export function clockOf(counter: Counter): Clock {
  let clock = clocks.get(counter.session)
  if (!clock) clocks.set(counter.session, (clock = new Clock(counter)))
  return clock
}

export class Clock {
  readonly #counter: Counter
  readonly #watchers = new Set<Watcher>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #turn = 0
  #last = -rest
  #busy = false
  #noting: Promise<ChangeMarks | undefined> | undefined

  constructor(counter: Counter) {
    this.#counter = counter
  }

  join(watcher: Watcher): void {
    if (this.#watchers.size === 0) this.#listen('addEventListener')
    this.#watchers.add(watcher)
    this.#wind()
  }

  leave(watcher: Watcher): void {
    if (!this.#watchers.delete(watcher) || this.#watchers.size > 0) return
    this.#listen('removeEventListener')
    clearTimeout(this.#timer)
  }

  /** To be called before the rows are asked for, so that nothing can change unseen between the two. */
  async note(watcher: Watcher): Promise<void> {
    watcher.seen = undefined
    const { session } = this.#counter
    const { epoch } = session
    // Widgets that load together ask together.
    this.#noting ??= this.#ask().finally(() => (this.#noting = undefined))
    const marks = await this.#noting
    if (epoch === session.epoch) watcher.seen = marks
  }

  /** Something new is on its way. */
  hurry(): void {
    this.#turn = 0
    this.#wind()
  }

  #listen(way: 'addEventListener' | 'removeEventListener'): void {
    document[way]('visibilitychange', this.#back)
    window[way]('focus', this.#back)
    window[way]('online', this.#back)
  }

  readonly #back = (): void => {
    if (document.visibilityState === 'visible' && performance.now() - this.#last > rest) void this.#look()
    else this.#wind()
  }

  #wind(): void {
    clearTimeout(this.#timer)
    if (this.#watchers.size === 0 || document.visibilityState !== 'visible') return
    const awaited = [...this.#watchers].some(({ awaits }) => awaits)
    const wait = (awaited ? soon[this.#turn] : undefined) ?? every
    this.#timer = setTimeout(() => void this.#look(), wait)
  }

  async #look(): Promise<void> {
    const { session } = this.#counter
    const here = [...this.#watchers].filter((watcher) => watcher.visible())
    this.#turn += 1
    if (!this.#busy && navigator.onLine && session.state === 'signed-in' && here.length > 0) {
      this.#busy = true
      this.#last = performance.now()
      for (const watcher of here) watcher.looking?.()
      const { epoch } = session
      const marks = here.some(({ lists }) => lists.length > 0) ? await this.#ask() : undefined
      this.#busy = false
      if (marks && epoch === session.epoch) for (const watcher of [...this.#watchers]) compare(watcher, marks)
    }
    this.#wind()
  }

  /** Undefined when the counter does not answer: nobody has asked, so nobody is told. */
  #ask(): Promise<ChangeMarks | undefined> {
    return this.#counter.call('GET /changes', {}, { background: true }).then(
      ({ marks }) => marks,
      () => undefined,
    )
  }
}

function compare(watcher: Watcher, marks: ChangeMarks): void {
  const { seen, lists, awaits } = watcher
  watcher.seen = marks
  // Where the first marks did not come, these are the first; who waits for something looks all the same.
  if (seen ? lists.some((list) => marks[list] !== seen[list]) : awaits) watcher.changed?.()
}
