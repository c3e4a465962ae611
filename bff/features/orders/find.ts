/** The find step of the list and the sheet: one flush of queries each. */
import type { Cursor } from '../../base/page.ts'
import { Problem } from '../../base/problem.ts'
import { together } from '../../base/together.ts'
import { isMalformed } from '../../db/errors.ts'
import type { QueryHandle } from '../../db/types.ts'
import type { OrderFilter } from './api.ts'
import type { Order } from './order.ts'
import * as queries from './queries.ts'

/** Undefined when the filter names something whose id has no meaning here: then nothing is kept. */
export async function findList(
  db: QueryHandle,
  filter: OrderFilter,
  order: Order,
  after: Cursor | null,
  limit: number,
) {
  try {
    const [rows, totals, sent] = await together(
      queries.page(db, filter, order, after, limit),
      queries.totals(db, filter),
      after === null ? queries.pending(db, filter) : Promise.resolve([]),
    )
    return { rows, totals, sent }
  } catch (error) {
    if (!isMalformed(error)) throw error
    if (after !== null) throw new Problem('input-invalid', { fields: { 'query.after': 'not-a-cursor' } })
    return undefined
  }
}

/** Everything of one order that the session may see. @throws Problem `not-found` */
export async function findParts(db: QueryHandle, id: string) {
  try {
    const [head, lines, options, files] = await together(
      queries.head(db, id),
      queries.lines(db, id),
      queries.options(db, id),
      queries.files(db, id),
    )
    // One spelling per id: `042` reads as 42 in SQL, but the documents about it are filed under `42`.
    if (head === undefined || head.id !== id) throw new Problem('not-found')
    return { head, lines, options, files }
  } catch (error) {
    throw isMalformed(error) ? new Problem('not-found', { cause: error }) : error
  }
}
