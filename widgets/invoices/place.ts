/** Where the widget is: the view on screen, and its place in the page's address. */
import { readRoute } from '../base/hash.ts'
import { navigate, watchRoute } from '../base/route.ts'
import * as model from './model.ts'

/** What differs from before, when the view has moved. */
export interface Moved {
  /** Other rows are to be asked for. */
  list: boolean
  /** Another sheet is open, or none. */
  sheet: boolean
}

export class Place {
  readonly #from: EventTarget
  readonly #moved: (moved: Moved) => void
  #view = model.everything
  #start = model.everything
  /** What the rows on screen were asked for: a search that is still being typed is not. */
  #asked = ''
  /** Name of the segment in the hash; empty = the address stays out of it. */
  #name = ''
  /** Steps that opening sheets has put into the history: closing takes them back. */
  #steps = 0
  #stop: (() => void) | undefined

  constructor(from: EventTarget, moved: (moved: Moved) => void) {
    this.#from = from
    this.#moved = moved
  }

  get view(): model.View {
    return this.#view
  }

  /** Takes the view from the address, and follows it from now on: our own steps, back and forward, the page's. */
  follow(name: string, start: model.View): void {
    this.leave()
    this.#name = name
    this.#start = start
    const read = (route: string | null) => model.readRoute(route ?? '/', start)
    this.#view = name ? read(readRoute(name)) : start
    this.#asked = listOf(this.#view)
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
  draft(view: model.View): void {
    this.#view = view
  }

  /** Other filters or another order: at once, and without a step for the back button. */
  change(view: model.View): void {
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

  /** Leaves behind what belongs to another customer. Nobody is told: the one who calls asks anew anyway. */
  forget(): void {
    this.#view = { ...this.#view, site: '', open: null }
    this.#asked = listOf(this.#view)
    this.#write(this.#view, true)
  }

  #write(view: model.View, replace: boolean): void {
    if (!this.#name) return
    const route = model.writeRoute(view, this.#start)
    navigate(this.#from, this.#name, route === '/' ? null : route, { replace })
  }

  #apply(view: model.View): void {
    const sheet = view.open !== this.#view.open
    const asked = listOf(view)
    const list = asked !== this.#asked
    this.#view = view
    this.#asked = asked
    if (list || sheet) this.#moved({ list, sheet })
  }
}

const listOf = (view: model.View) => model.writeRoute({ ...view, open: null })
