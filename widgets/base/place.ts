/** Where the widget is: the view on screen, and its place in the page's address. */
import { readRoute } from './hash.ts'
import { navigate, watchRoute } from './route.ts'

/** How a view reads in the page's address: `/42?state=overdue` is row 42 open over a filtered list. */
export interface Grammar<V> {
  /** No filter, no row open. */
  everything: V
  /** Reads a deep link; what it does not understand it leaves out. */
  readRoute(route: string, start: V): V
  /** What `readRoute` reads back. Says only what differs from the start. */
  writeRoute(view: V, start?: V): string
}

/** Every view can have the sheet of one row open. */
export interface OpenView {
  open: string | null
}

/** What differs from before, when the view has moved. */
export interface Moved {
  /** Other rows are to be asked for. */
  list: boolean
  /** Another sheet is open, or none. */
  sheet: boolean
}

export class Place<V extends OpenView> {
  readonly #from: EventTarget
  readonly #grammar: Grammar<V>
  readonly #moved: (moved: Moved) => void
  #view: V
  #start: V
  /** What the rows on screen were asked for: a search that is still being typed is not. */
  #asked = ''
  /** Name of the segment in the hash; empty = the address stays out of it. */
  #name = ''
  /** Steps that opening sheets has put into the history: closing takes them back. */
  #steps = 0
  #stop: (() => void) | undefined

  constructor(from: EventTarget, grammar: Grammar<V>, moved: (moved: Moved) => void) {
    this.#from = from
    this.#grammar = grammar
    this.#moved = moved
    this.#view = this.#start = grammar.everything
  }

  get view(): V {
    return this.#view
  }

  /** Takes the view from the address, and follows it from now on: our own steps, back and forward, the page's. */
  follow(name: string, start: V): void {
    this.leave()
    this.#name = name
    this.#start = start
    const read = (route: string | null) => this.#grammar.readRoute(route ?? '/', start)
    this.#view = name ? read(readRoute(name)) : start
    this.#asked = this.#listOf(this.#view)
    if (!name) return
    this.#stop = watchRoute(name, (route) => {
      const view = read(route)
      if (view.open === null) this.#steps = 0
      this.#apply(view)
    })
  }

  leave(): void {
    this.#stop?.()
    this.#stop = undefined
  }

  /** Something is being typed: on screen, but neither asked for nor in the address yet. */
  draft(view: V): void {
    this.#view = view
  }

  /** Other filters or another order: at once, and without a step for the back button. */
  change(view: V): void {
    this.#apply(view)
    this.#write(view, true)
  }

  /** Opens a sheet. The page may take that over: the sheet then opens when the page has written the address. */
  open(id: string): void {
    const view = { ...this.#view, open: id }
    if (!this.#name) return this.#apply(view)
    this.#steps += 1
    this.#write(view, false)
  }

  close(): void {
    const view = { ...this.#view, open: null }
    const steps = this.#steps
    this.#steps = 0
    if (!this.#name) this.#apply(view)
    else if (steps > 0) history.go(-steps)
    else this.#write(view, true)
  }

  /** Leaves behind what belongs to another customer: `kept` is what may stay. The one who calls asks anew anyway. */
  forget(kept: V): void {
    this.#view = { ...kept, open: null }
    this.#asked = this.#listOf(this.#view)
    this.#write(this.#view, true)
  }

  #write(view: V, replace: boolean): void {
    if (!this.#name) return
    const route = this.#grammar.writeRoute(view, this.#start)
    navigate(this.#from, this.#name, route === '/' ? null : route, { replace })
  }

  #apply(view: V): void {
    const sheet = view.open !== this.#view.open
    const asked = this.#listOf(view)
    const list = asked !== this.#asked
    this.#view = view
    this.#asked = asked
    if (list || sheet) this.#moved({ list, sheet })
  }

  #listOf(view: V): string {
    return this.#grammar.writeRoute({ ...view, open: null })
  }
}
