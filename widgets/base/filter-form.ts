/** What a person does with filters before it is a view: the panel of further ones, what is being typed. */
import { Problem } from './problem.ts'
import type { OpenView, Place } from './place.ts'

interface Owner<V extends OpenView, P> {
  place: Place<V>
  /** How the further filters are drawn, fetched when they are first asked for. */
  fetch: () => Promise<P>
  /** The view without any filter; order and open sheet stay. */
  cleared: (view: V) => V
  /** Goes to another view. */
  change: (view: V) => void
  draw: () => void
  focusSearch: () => void
}

export class FilterForm<V extends OpenView & { q: string }, P> {
  /** The further filters are shown. */
  expanded = false
  panel: P | undefined
  /** Why the panel could not be fetched. */
  problem: Problem | undefined
  protected readonly owner: Owner<V, P>
  #typing: ReturnType<typeof setTimeout> | undefined

  constructor(owner: Owner<V, P>) {
    this.owner = owner
  }

  /** Nothing typed waits any longer. */
  settle(): void {
    clearTimeout(this.#typing)
  }

  readonly onExpand = (): void => {
    this.expanded = !this.expanded
    if (this.expanded && !this.panel) void this.onFetch()
    this.owner.draw()
  }

  readonly onFetch = async (): Promise<void> => {
    this.problem = undefined
    this.owner.draw()
    try {
      this.panel = await this.owner.fetch()
    } catch (cause) {
      this.problem = new Problem(navigator.onLine ? 'unreachable' : 'offline', undefined, { cause })
    }
    this.owner.draw()
  }

  readonly onSearch = (q: string): void => {
    const { place, change, draw } = this.owner
    this.settle()
    place.draft({ ...place.view, q })
    draw()
    this.#typing = setTimeout(() => change(place.view), 300)
  }

  readonly onReset = (): void => {
    const { place, cleared, change, focusSearch } = this.owner
    this.forget()
    change(cleared(place.view))
    // The button goes with the filters that it removes; the search field is where one goes on.
    focusSearch()
  }

  /** Typed text that is no filter goes too. */
  protected forget(): void {}
}
