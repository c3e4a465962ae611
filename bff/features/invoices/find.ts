/** The find step: one flush of queries per view, and ids of a form that the database cannot even read. */
import { existing, mapped, orNotFound, orNothing } from '../../base/found.ts'
import type { Asked } from '../../base/keyset.ts'
import { together } from '../../base/together.ts'
import type { QueryHandle } from '../../db/types.ts'
import * as queries from './queries.ts'
import type { Parts } from './rows.ts'

/** Undefined when the filter names something whose id has no meaning here: then nothing is kept. */
export async function findList(db: QueryHandle, wanted: queries.Wanted, asked: Asked) {
  const found = together(queries.settings(db), queries.page(db, wanted, asked), queries.totals(db, wanted))
  const list = await orNothing(found, asked.after)
  if (list === undefined) return undefined
  const [settings, rows, totals] = list
  return { settings: mapped(settings), rows, totals }
}

/** Everything of one invoice that the session may see. @throws Problem `not-found` */
export async function findParts(db: QueryHandle, id: string) {
  const [settings, head, lines, taxes, dues, payments, creditNotes, corrected, original] = await orNotFound(
    together(
      queries.settings(db),
      queries.head(db, id),
      queries.lines(db, id),
      queries.taxes(db, id),
      queries.dues(db, id),
      queries.payments(db, id),
      queries.creditNotes(db, id),
      queries.corrected(db, id),
      queries.original(db, id),
    ),
  )
  const parts: Parts = {
    head: existing(head, id),
    lines,
    taxes,
    dues,
    payments,
    creditNotes,
    corrected: corrected ?? null,
    settings: mapped(settings),
  }
  return { parts, original }
}

/** What a ticket is made from. @throws Problem `not-found` */
export async function findFile(db: QueryHandle, id: string) {
  const [invoice, original] = await orNotFound(together(queries.name(db, id), queries.original(db, id)))
  return { invoice: existing(invoice, id), original }
}
