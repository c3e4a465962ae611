/** How a feature says what of its list leaves as a file: its columns, and its rows page by page. */
import type { z } from 'zod'
import type { Right } from '../base/right.ts'
import type { QueryHandle } from '../db/types.ts'
import type { ExportKind } from './job.ts'

export type Words = Readonly<Record<'fr' | 'en', string>>

/**
 * `text` · `word`: one of a closed list, in the language of the file · `date`: YYYY-MM-DD · `instant`: an ISO instant,
 * shown as date and time where the vendor keeps its books · `money`: decimal string · `integer`.
 */
export type CellKind = 'text' | 'word' | 'date' | 'instant' | 'money' | 'integer'

export interface Column<Row> {
  heading: Words
  kind: CellKind
  /** Sentence for docs/exports.md. */
  meaning: string
  /** Without it the column is left out. */
  right?: Right
  /** In characters. */
  width: number
  value(row: Row, at: Moment): string | null
  /** Of kind `word`: value -> words. */
  words?: Readonly<Record<string, Words>>
}

export interface Moment {
  now: Date
  /** `YYYY-MM-DD` where the vendor keeps its books. */
  today: string
}

export interface SheetSource<Query = unknown, Row = unknown> {
  kind: ExportKind
  /** Feature of the portal. */
  feature: string
  /** To take the list away, and to see it at all. */
  needs: Right
  reads: Right
  /** Name of the sheet; in lower case, with the date, of the file. */
  name: Words
  query: z.ZodType<Query>
  columns: readonly Column<Row>[]
  /** @throws Problem `column-hidden` for a filter or an order by what these rights do not show */
  refuse(query: Query, rights: ReadonlySet<Right>): void
  /** Rows that the filter keeps, of those that the session sees. */
  count(db: QueryHandle, query: Query, now: Date): Promise<number>
  /** One page in the list's own order. `after`: the cursor that the page before gave. */
  page(db: QueryHandle, query: Query, now: Date, after: string | null, limit: number): Promise<SheetPage<Row>>
}

export interface SheetPage<Row> {
  rows: Row[]
  /** Null = these were the last. */
  next: string | null
}

/** The methods take their own feature's query and rows; who holds a table of sources passes them on unseen. */
export const sheetSource = <Query, Row>(source: SheetSource<Query, Row>): SheetSource =>
  source as unknown as SheetSource

/** @param found one row more than the page, when another follows */
export function pageOf<Row>(found: readonly Row[], limit: number, cursorAt: (row: Row) => string): SheetPage<Row> {
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return { rows, next: last && found.length > limit ? cursorAt(last) : null }
}
