/** The find step: one flush of queries per view, and ids of a form that the database cannot even read. */
import type { Cursor } from '../../base/page.ts'
import { Problem } from '../../base/problem.ts'
import { together } from '../../base/together.ts'
import { isMalformed } from '../../db/errors.ts'
import type { QueryHandle } from '../../db/types.ts'
import type { EquipmentFilter } from './api.ts'
import type { Order } from './order.ts'
import * as queries from './queries.ts'

/** How many interventions and orders a sheet shows. */
const latest = 20

/** Undefined when the filter names something whose id has no meaning here: then nothing is kept. */
export async function findList(
  db: QueryHandle,
  filter: EquipmentFilter,
  order: Order,
  after: Cursor | null,
  limit: number,
) {
  try {
    const [settings, rows, totals] = await together(
      queries.settings(db),
      queries.page(db, filter, order, after, limit),
      queries.totals(db, filter),
    )
    return { timeZone: zoneOf(settings), rows, totals }
  } catch (error) {
    if (!isMalformed(error)) throw error
    if (after !== null) throw new Problem('input-invalid', { fields: { 'query.after': 'not-a-cursor' } })
    return undefined
  }
}

/** Everything of one machine that the session may see. @throws Problem `not-found` */
export async function findParts(db: QueryHandle, id: string) {
  const asked = together(
    queries.settings(db),
    queries.head(db, id),
    queries.contacts(db, id),
    queries.interventions(db, id, latest),
    queries.orders(db, id, latest),
    queries.orderLines(db, id),
    queries.documents(db, id),
  )
  const found = await asked.catch((error: unknown) => {
    throw isMalformed(error) ? new Problem('not-found', { cause: error }) : error
  })
  const [settings, head, contacts, interventions, orders, orderLines, documents] = found
  // One spelling per id: `042` reads as 42 in SQL, but the documents about it are filed under `42`.
  if (head === undefined || head.id !== id) throw new Problem('not-found')
  return { timeZone: zoneOf(settings), head, contacts, interventions, orders, orderLines, documents }
}

/** A vendor without its one row of `company` has no mapping yet. */
function zoneOf(settings: { time_zone: string } | undefined): string {
  if (settings === undefined) throw new Problem('management-unavailable')
  return settings.time_zone
}
