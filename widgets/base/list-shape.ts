/** What a list is made of: its pages, its view, and what a feature says to make it its own. */
import type { Site } from '../../bff/api.ts'
import type { Call } from './counter.ts'
import type { Sent } from './look-again.ts'
import type { Grammar, OpenView } from './place.ts'

/** One page of a list, as every list endpoint answers. */
export interface Page<R> {
  rows: R[]
  next: string | null
  /** Over the whole filtered set. */
  totals: { count: number }
  pending?: readonly Sent[]
}

/** What every list can be asked for; a widget adds its own filters. */
export interface ListView extends OpenView {
  q: string
  /** Id of a site; empty = all. */
  site: string
}

/** A row of a page. */
export type Row<P> = P extends Page<infer R> ? R & { id: string } : never

/** Rows on screen. */
export type Listing<P> = P & {
  sites: readonly Site[]
  /** They were asked for with a filter. */
  filtered: boolean
}

/** What makes a list this list. `T`: the row of a sheet, `D`: the module that draws it, `F`: that draws more filters. */
export interface ListParts<V, T, D, F> {
  grammar: Grammar<V>
  /** Its segment in the hash, unless the page says otherwise. */
  route: string
  fetch: (call: Call, id: string, signal: AbortSignal) => Promise<T>
  drawing: () => Promise<D>
  moreFilters: () => Promise<F>
  /** The view without any filter; order and open sheet stay. */
  cleared: (view: V) => V
}
