/** How a feature says what of its list leaves as a file: its columns, and its rows page by page. */
import type { z } from 'zod'
import { type Asked, asked, type Direction, type Order, shown } from '../base/keyset.ts'
import type { Page } from '../base/page.ts'
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
  refuse(query: NoInfer<Query>, rights: ReadonlySet<Right>): void
  /** Rows that the filter keeps, of those that the session sees. */
  count(db: QueryHandle, query: NoInfer<Query>, now: Date): Promise<number>
  /** One page in the list's own order. `after`: the cursor that the page before gave. */
  page(db: QueryHandle, query: Query, now: Date, after: string | null, limit: number): Promise<Page<Row>>
}

/** The methods take their own list's query and rows; who holds a table of sources passes them on unseen. */
const unseen = <Query, Row>(source: SheetSource<Query, Row>): SheetSource => source as unknown as SheetSource

interface Sorting<Name> {
  sort?: Name
  order?: Direction
}

export interface ListSheet<Query extends Sorting<Name>, Row, Name, Field extends string>
  extends Omit<SheetSource<Query, Row>, 'page'> {
  /** The list's own order. */
  order(sort?: Name, direction?: Direction): Order<Field>
  /** The query of the list itself. */
  page(db: QueryHandle, query: NoInfer<Query>, now: Date, asked: Asked): Promise<Row[]>
}

/** A list that people also see page by page: its file has the same rows in the same order. */
export function listSheet<
  Query extends Sorting<Name>,
  Row extends Record<Field, string | null>,
  Name,
  Field extends string,
>({ order, page, ...said }: ListSheet<Query, Row, Name, Field>): SheetSource {
  return unseen<Query, Row>({
    ...said,
    async page(db, query, now, after, limit) {
      const wanted = asked({ after: after ?? undefined, limit }, order(query.sort, query.order))
      return shown<Field, Row>(await page(db, query, now, wanted), wanted)
    },
  })
}
