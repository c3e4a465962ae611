/** What a widget tells when its rows have changed elsewhere: one line that moves nothing, and reloads when pressed. */
import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit'
import type { ChangeMarks } from '../../bff/api.ts'
import { newsLine } from '../parts/news.ts'
import type { Counter } from './counter.ts'
import { type Clock, clockOf, type List, type Watcher } from './freshness.ts'
import type { SharedStrings } from './strings/fr.ts'

interface Reader {
  lists: () => readonly List[]
  counter: () => Counter | undefined
  /** What was sent from here and is on its way, as one text. */
  awaits?: () => string
  changed: () => void
}

export class News implements ReactiveController, Watcher {
  /** There is something new that is not on screen yet. */
  waiting = false
  awaits = ''
  seen: ChangeMarks | undefined
  readonly #host: ReactiveControllerHost & HTMLElement
  readonly #reader: Reader
  #clock: Clock | undefined

  constructor(host: ReactiveControllerHost & HTMLElement, reader: Reader) {
    this.#host = host
    this.#reader = reader
    host.addController(this)
  }

  get lists(): readonly List[] {
    return this.#reader.lists()
  }

  visible(): boolean {
    return this.#host.checkVisibility()
  }

  changed(): void {
    this.#reader.changed()
  }

  hostUpdated(): void {
    const counter = this.#reader.counter()
    const clock = counter && this.#host.isConnected && this.lists.length > 0 ? clockOf(counter) : undefined
    if (clock !== this.#clock) {
      this.#clock?.leave(this)
      this.#clock = clock
      clock?.join(this)
    }
    const awaits = this.#reader.awaits?.() ?? ''
    if (awaits === this.awaits) return
    this.awaits = awaits
    clock?.hurry()
  }

  hostDisconnected(): void {
    this.#clock?.leave(this)
    this.#clock = undefined
  }

  /** The rows are about to be asked for: whatever changes from now on is news. */
  note(): void {
    const counter = this.#reader.counter()
    if (counter && this.lists.length > 0) void clockOf(counter).note(this)
  }

  /** @param waiting in place of this widget's own: something about one row, say */
  line(words: SharedStrings, refresh: () => void, waiting = this.waiting): TemplateResult {
    return newsLine(waiting ? words : undefined, refresh)
  }
}
