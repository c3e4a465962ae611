/** The find step: one flush of queries per view, and ids of a form that the database cannot even read. */
import { existing, mapped, orNotFound, orNothing } from '../../base/found.ts'
import type { Asked } from '../../base/keyset.ts'
import { together } from '../../base/together.ts'
import type { QueryHandle } from '../../db/types.ts'
import type { EquipmentFilter } from './api.ts'
import * as queries from './queries.ts'

/** How many interventions and orders a sheet shows. */
const latest = 20

/** Undefined when the filter names something whose id has no meaning here: then nothing is kept. */
export async function findList(db: QueryHandle, filter: EquipmentFilter, asked: Asked) {
  const found = together(queries.settings(db), queries.page(db, filter, asked), queries.totals(db, filter))
  const list = await orNothing(found, asked.after)
  if (list === undefined) return undefined
  const [settings, rows, totals] = list
  return { timeZone: mapped(settings).time_zone, rows, totals }
}

/** Everything of one machine that the session may see. @throws Problem `not-found` */
export async function findParts(db: QueryHandle, id: string) {
  const [settings, head, contacts, interventions, orders, orderLines, documents] = await orNotFound(
    together(
      queries.settings(db),
      queries.head(db, id),
      queries.contacts(db, id),
      queries.interventions(db, id, latest),
      queries.orders(db, id, latest),
      queries.orderLines(db, id),
      queries.documents(db, id),
    ),
  )
  const own = { head: existing(head, id), contacts, interventions, orders, orderLines, documents }
  return { timeZone: mapped(settings).time_zone, ...own }
}
