/** From rows to the cells of a sheet: text in one fixed form per kind, which each format writes in its own way. */
import type { Right } from '../base/right.ts'
import { momentAt } from '../base/zone.ts'
import type { CellKind, Column, Moment } from './source.ts'

/** `date`: YYYY-MM-DD · `instant`: YYYY-MM-DD HH:MM, local · `money` and `integer`: digits with a point · else text. */
export type Cell = string | null

export interface Heading {
  title: string
  kind: CellKind
  width: number
}

export interface Layout {
  /** Name of the sheet. */
  name: string
  language: 'fr' | 'en'
  headings: readonly Heading[]
}

/** Columns that these rights show. */
export function shownTo<Row>(columns: readonly Column<Row>[], rights: ReadonlySet<Right>): Column<Row>[] {
  return columns.filter(({ right }) => right === undefined || rights.has(right))
}

export function headingsOf(columns: readonly Column<never>[], language: 'fr' | 'en'): Heading[] {
  return columns.map(({ heading, kind, width }) => ({ title: heading[language], kind, width }))
}

/** Of instants, as the clock on the vendor's wall shows them. */
export function localClock(timeZone: string): (instant: string) => string {
  return (instant) => {
    const date = new Date(instant)
    if (Number.isNaN(date.getTime())) return instant
    const { day, time } = momentAt(date, timeZone)
    return `${day} ${time}`
  }
}

export interface Eyes extends Moment {
  language: 'fr' | 'en'
  clock: (instant: string) => string
}

export function cellsOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[], eyes: Eyes): Cell[][] {
  return rows.map((row) =>
    columns.map(({ kind, value, words }) => {
      const cell = value(row, eyes)
      if (cell === null || cell === '') return null
      if (kind === 'instant') return eyes.clock(cell)
      return words?.[cell]?.[eyes.language] ?? cell
    }),
  )
}
