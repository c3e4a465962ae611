/** The find step: one flush of queries per view, and ids of a form that the database cannot even read. */
import { Problem } from '../../base/problem.ts'
import type { Cursor } from '../../base/page.ts'
import { together } from '../../base/together.ts'
import { isMalformed } from '../../db/errors.ts'
import type { QueryHandle } from '../../db/types.ts'
import type { InterventionFilter } from './api.ts'
import type { Order } from './order.ts'
import * as pending from './pending.ts'
import * as queries from './queries.ts'
import type { Parts } from './rows.ts'

/** Undefined when the filter names something whose id has no meaning here: then nothing is kept. */
export async function findList(
  db: QueryHandle,
  filter: InterventionFilter,
  order: Order,
  after: Cursor | null,
  limit: number,
) {
  try {
    const [rows, totals, sent] = await together(
      queries.page(db, filter, order, after, limit),
      queries.totals(db, filter),
      after === null ? pending.requests(db, filter) : Promise.resolve([]),
    )
    return { rows, totals, sent }
  } catch (error) {
    if (!isMalformed(error)) throw error
    if (after !== null) throw new Problem('input-invalid', { fields: { 'query.after': 'not-a-cursor' } })
    return undefined
  }
}

/** Everything of one intervention that the session may see. @throws Problem `not-found` */
export async function findParts(db: QueryHandle, id: string): Promise<Parts> {
  const [head, visits, works, exchanges, files, sent] = await orNotFound(
    together(
      queries.head(db, id),
      queries.visits(db, id),
      queries.works(db, id),
      queries.exchanges(db, id),
      queries.files(db, id),
      pending.replies(db, id),
    ),
  )
  return { head: existing(head, id), visits, works, exchanges, files, pending: sent }
}

/** What a reply is about. @throws Problem `not-found` */
export async function findAddressee(db: QueryHandle, id: string) {
  return existing(await orNotFound(queries.addressee(db, id)), id)
}

/** One spelling per id: `042` reads as 42 in SQL, but the documents about it are filed under `42`. */
function existing<T extends { id: string }>(row: T | undefined, id: string): T {
  if (row === undefined || row.id !== id) throw new Problem('not-found')
  return row
}

async function orNotFound<T>(found: Promise<T>): Promise<T> {
  try {
    return await found
  } catch (error) {
    throw isMalformed(error) ? new Problem('not-found', { cause: error }) : error
  }
}
