/** The end of a list: how much of it is shown, and the next page, which is put to the rows on screen. */
import { html, nothing, type TemplateResult } from 'lit'
import { pager } from '../parts/pager.ts'
import type { Listing, Page } from './list-shape.ts'
import type { ListStrings } from './list-strings.ts'
import { asProblem, type Problem } from './problem.ts'
import { problemState } from './states.ts'
import type { SharedStrings } from './strings/fr.ts'

interface Reader<P extends Page<unknown>> {
  listing: () => Listing<P> | undefined
  ask: (after: string) => Promise<P>
  draw: () => void
  /** It stands beneath the others. */
  come: (page: P) => void
}

export class NextPage<P extends Page<unknown>> {
  /** Why it did not come. */
  problem: Problem | undefined
  readonly #reader: Reader<P>
  #busy = false

  constructor(reader: Reader<P>) {
    this.#reader = reader
  }

  drawn({ rows, next, totals }: Listing<P>, t: ListStrings, shared: SharedStrings): TemplateResult {
    return html`${this.problem ? problemState(shared, this.problem, this.#onMore) : nothing}
    ${pager({
      shown: t.shown(rows.length, totals.count),
      moreLabel: t.more,
      more: next !== null,
      busy: this.#busy,
      onMore: this.#onMore,
    })}`
  }

  readonly #onMore = async (): Promise<void> => {
    const { listing: now, ask, draw, come } = this.#reader
    const listing = now()
    if (!listing?.next || this.#busy) return
    this.#busy = true
    this.problem = undefined
    draw()
    try {
      const page = await ask(listing.next)
      // A filter has been changed meanwhile: these rows belong to the former list.
      if (now() !== listing) return
      Object.assign(listing, { rows: [...listing.rows, ...page.rows], next: page.next })
      come(page)
    } catch (thrown) {
      if (now() === listing) this.problem = asProblem(thrown)
    } finally {
      this.#busy = false
      draw()
    }
  }
}
