/** The find step: one flush of queries per view, and ids of a form that the database cannot even read. */
import { Problem } from '../../base/problem.ts'
import type { Cursor } from '../../base/page.ts'
import { together } from '../../base/together.ts'
import { isMalformed } from '../../db/errors.ts'
import type { QueryHandle } from '../../db/types.ts'
import type { Order } from './order.ts'
import * as queries from './queries.ts'
import type { Parts } from './rows.ts'

/** Undefined when the filter names something whose id has no meaning here: then nothing is kept. */
export async function findList(
  db: QueryHandle,
  wanted: queries.Wanted,
  order: Order,
  after: Cursor | null,
  limit: number,
) {
  try {
    const [settings, rows, totals] = await together(
      queries.settings(db),
      queries.page(db, wanted, order, after, limit),
      queries.totals(db, wanted),
    )
    return { settings: kept(settings), rows, totals }
  } catch (error) {
    if (!isMalformed(error)) throw error
    if (after !== null) throw new Problem('input-invalid', { fields: { 'query.after': 'not-a-cursor' } })
    return undefined
  }
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
    settings: kept(settings),
  }
  return { parts, original }
}

/** What a ticket is made from. @throws Problem `not-found` */
export async function findFile(db: QueryHandle, id: string) {
  const [invoice, original] = await orNotFound(together(queries.name(db, id), queries.original(db, id)))
  return { invoice: existing(invoice, id), original }
}

/** One spelling per id: `042` reads as 42 in SQL, but the documents about it are filed under `42`. */
function existing<T extends { id: string }>(row: T | undefined, id: string): T {
  if (row === undefined || row.id !== id) throw new Problem('not-found')
  return row
}

/** A vendor without its one row of `company` has no mapping yet. */
function kept<T>(settings: T | undefined): T {
  if (settings === undefined) throw new Problem('management-unavailable')
  return settings
}

async function orNotFound<T>(found: Promise<T>): Promise<T> {
  try {
    return await found
  } catch (error) {
    throw isMalformed(error) ? new Problem('not-found', { cause: error }) : error
  }
}
