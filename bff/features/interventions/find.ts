/** The find step: one flush of queries per view, and ids of a form that the database cannot even read. */
import { existing, orNotFound, orNothing } from '../../base/found.ts'
import type { Asked } from '../../base/keyset.ts'
import { together } from '../../base/together.ts'
import type { QueryHandle } from '../../db/types.ts'
import type { InterventionFilter } from './api.ts'
import * as pending from './pending.ts'
import * as queries from './queries.ts'
import type { Parts } from './rows.ts'

/** Undefined when the filter names something whose id has no meaning here: then nothing is kept. */
export async function findList(db: QueryHandle, filter: InterventionFilter, asked: Asked) {
  const found = together(
    queries.page(db, filter, asked),
    queries.totals(db, filter),
    asked.after === null ? pending.requests(db, filter) : Promise.resolve([]),
  )
  const list = await orNothing(found, asked.after)
  if (list === undefined) return undefined
  const [rows, totals, sent] = list
  return { rows, totals, sent }
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
