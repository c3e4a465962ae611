/** What a person does with the filters before it is a view: the panel, what is being typed, what is no amount. */
import { Problem } from '../base/problem.ts'
import type { FilterState } from './filters.ts'
import { readAmount, type View, withoutFilters } from './model.ts'
import type { Place } from './place.ts'

interface Owner {
  place: Place
  /** Goes to another view. */
  change: (view: View) => void
  draw: () => void
  focusSearch: () => void
}

export class FilterForm implements FilterState {
  expanded = false
  wrong: Partial<Record<'min' | 'max', string>> = {}
  panel: FilterState['panel']
  problem: Problem | undefined
  readonly #owner: Owner
  #typing: ReturnType<typeof setTimeout> | undefined

  constructor(owner: Owner) {
    this.#owner = owner
  }

  /** Nothing typed waits any longer. */
  settle(): void {
    clearTimeout(this.#typing)
  }

  readonly onExpand = (): void => {
    this.expanded = !this.expanded
    if (this.expanded && !this.panel) void this.onFetch()
    this.#owner.draw()
  }

  readonly onFetch = async (): Promise<void> => {
    this.problem = undefined
    this.#owner.draw()
    try {
      this.panel = await import('./more-filters.ts')
    } catch (cause) {
      this.problem = new Problem(navigator.onLine ? 'unreachable' : 'offline', undefined, { cause })
    }
    this.#owner.draw()
  }

  readonly onSearch = (q: string): void => {
    const { place, change, draw } = this.#owner
    this.settle()
    place.draft({ ...place.view, q })
    draw()
    this.#typing = setTimeout(() => change(place.view), 300)
  }

  readonly onAmount = (bound: 'min' | 'max', text: string): void => {
    const { place, change, draw } = this.#owner
    const amount = readAmount(text)
    const { [bound]: _former, ...others } = this.wrong
    this.wrong = amount === null ? { ...others, [bound]: text } : others
    draw()
    if (amount !== null) change({ ...place.view, [bound]: amount })
  }

  readonly onReset = (): void => {
    const { place, change, focusSearch } = this.#owner
    this.wrong = {}
    change(withoutFilters(place.view))
    // The button goes with the filters that it removes; the search field is where one goes on.
    focusSearch()
  }
}
