/** The find step of the list and the sheet: one flush of queries each. */
import { existing, orNotFound, orNothing } from '../../base/found.ts'
import type { Asked } from '../../base/keyset.ts'
import { together } from '../../base/together.ts'
import type { QueryHandle } from '../../db/types.ts'
import type { OrderFilter } from './api.ts'
import * as queries from './queries.ts'

/** Undefined when the filter names something whose id has no meaning here: then nothing is kept. */
export async function findList(db: QueryHandle, filter: OrderFilter, asked: Asked) {
  const found = together(
    queries.page(db, filter, asked),
    queries.totals(db, filter),
    asked.after === null ? queries.pending(db, filter) : Promise.resolve([]),
  )
  const list = await orNothing(found, asked.after)
  if (list === undefined) return undefined
  const [rows, totals, sent] = list
  return { rows, totals, sent }
}

/** Everything of one order that the session may see. @throws Problem `not-found` */
export async function findParts(db: QueryHandle, id: string) {
  const [head, lines, options, files] = await orNotFound(
    together(queries.head(db, id), queries.lines(db, id), queries.options(db, id), queries.files(db, id)),
  )
  return { head: existing(head, id), lines, options, files }
}
