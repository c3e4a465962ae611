/** Order of the list: by a column in the database, or by what only rules know (price, fit) in memory. */
import { type Cursor, decodeCursor, encodeCursor, notACursor } from '../../base/page.ts'
import { unitsOf } from '../../base/pricing/decimal.ts'
import type { ArticleSort } from './api.ts'
import type { Keyset } from './queries.ts'
import { colourRank } from './rules.ts'

export type Direction = 'asc' | 'desc'

export interface Order {
  sort: ArticleSort
  direction: Direction
  /** The column by which the database pages; none = ranked in memory. */
  keyset: Keyset | undefined
}

/** By name; with a machine by how well it fits. */
export function orderOf(sort: ArticleSort | undefined, direction: Direction = 'asc', hasMachine = false): Order {
  const chosen = sort ?? (hasMachine ? 'match' : 'name')
  // Without a machine everything fits equally well.
  const by = chosen === 'match' && !hasMachine ? 'name' : chosen
  const column = by === 'name' ? 'label' : by === 'code' ? 'code' : undefined
  return { sort: by, direction, keyset: column && { column, direction } }
}

/** What a cursor was made for: its sort, and whether words that are nearly right counted. */
const nameOf = ({ sort, direction }: Order, nearly: boolean) => `${sort} ${direction}${nearly ? ' nearly' : ''}`

/** @throws Problem `input-invalid` */
export function startOf(text: string, order: Order): { cursor: Cursor; nearly: boolean } {
  const named = (nearly: boolean) => {
    try {
      return decodeCursor(text, nameOf(order, nearly), 2)
    } catch {
      return undefined
    }
  }
  const exact = named(false)
  const cursor = exact ?? named(true)
  if (!cursor?.values.every((value) => value !== null && !value.includes('\0'))) throw notACursor()
  return { cursor, nearly: exact === undefined }
}

export function cursorAt(value: string, id: string, order: Order, nearly: boolean): string {
  return encodeCursor({ sort: nameOf(order, nearly), values: [value.slice(0, 200), id] })
}

export interface Candidate {
  id: string
  label: string
  colour: string | null
}

/** The vendor's references first, then by colour, then by name; candidates come by name. */
export function byFit<T extends Candidate>(candidates: readonly T[], preferred: ReadonlySet<string>): T[] {
  const rank = (one: T) => (preferred.has(one.id) ? 0 : 10) + colourRank(one.colour)
  return candidates.toSorted((a, b) => rank(a) - rank(b))
}

/** By price, on request last in both directions; equals by name. */
export function byPrice<T extends Candidate>(
  candidates: readonly T[],
  priceOf: (candidate: T) => string | null,
  direction: Direction,
): T[] {
  const units = new Map(candidates.map((one) => [one.id, unitsOf(priceOf(one) ?? '')]))
  const sign = direction === 'asc' ? 1 : -1
  return candidates.toSorted((a, b) => {
    const [x, y] = [units.get(a.id) ?? null, units.get(b.id) ?? null]
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1
    return x === y ? 0 : x < y ? -sign : sign
  })
}

/** The part of a ranking behind the row of the cursor; where that row is gone, from the place that it had. */
export function behind<T extends Candidate>(ranked: readonly T[], { values }: Cursor): T[] {
  const [place, id] = values
  const at = ranked.findIndex((one) => one.id === id)
  if (at >= 0) return ranked.slice(at + 1)
  const number = /^\d{1,7}$/.test(place ?? '') ? Number(place) : undefined
  if (number === undefined) throw notACursor()
  return ranked.slice(number)
}
