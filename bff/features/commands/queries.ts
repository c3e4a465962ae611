/** What the commands feature reads, through the guard of one session. */
import { sql } from 'kysely'
import type { QueryHandle } from '../../db/types.ts'
import type { FunctionName } from '../../management/functions.ts'
import type { CommandState } from '../../outbox/receipt.ts'
import { receiptQuery } from '../../outbox/receipts.ts'

const commands = (db: QueryHandle) =>
  receiptQuery(db).select(['author', 'site_id', 'intervention_id', 'reference', 'body'])

export type CommandColumns = Awaited<ReturnType<typeof find>>

export interface Start {
  createdAt: string
  id: string
}

interface Filter {
  function?: FunctionName | undefined
  state?: readonly CommandState[] | undefined
}

/** The newest first; a moment may have several. */
export function page(db: QueryHandle, filter: Filter, after: Start | null, limit: number) {
  let query = commands(db)
  if (filter.function !== undefined) query = query.where('function', '=', filter.function)
  if (filter.state !== undefined) query = query.where('state', 'in', filter.state)
  if (after)
    query = query.where(
      ({ ref }) => sql<boolean>`(${ref('created_at')}, ${ref('id')}) < (${after.createdAt}, ${after.id})`,
    )
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute()
}

export function find(db: QueryHandle, id: string) {
  return commands(db).where('id', '=', id).executeTakeFirst()
}
