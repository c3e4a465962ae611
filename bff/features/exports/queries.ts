/** What exports read, through the guards of one session. */
import { sql, type SqlBool } from 'kysely'
import type { Cursor } from '../../base/page.ts'
import type { QueryHandle } from '../../db/types.ts'
import { jobQuery } from '../../sheet/jobs.ts'
import type { ExportKind, ExportState } from './api.ts'

export interface Wanted {
  kind?: ExportKind
  state?: ExportState[]
  order: 'asc' | 'desc'
}

/** One page in order of asking; ask for one row more than shown to learn whether another page follows. */
export function page(db: QueryHandle, { kind, state, order }: Wanted, after: Cursor | null, limit: number) {
  const further = sql.raw(order === 'asc' ? '>' : '<')
  let query = jobQuery(db)
  if (kind !== undefined) query = query.where('kind', '=', kind)
  if (state !== undefined) query = query.where('state', 'in', state)
  if (after !== null) {
    const [at, id] = after.values
    query = query.where(sql<SqlBool>`(created_at, id) ${further} (${at}::timestamptz, ${id}::uuid)`)
  }
  return query.orderBy('created_at', order).orderBy('id', order).limit(limit).execute()
}

export function one(db: QueryHandle, id: string) {
  return jobQuery(db).where('id', '=', id).executeTakeFirst()
}

/** A slice of a file that is done, from 0. */
export async function slice(db: QueryHandle, id: string, n: number): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom('own_export_part')
    .select('bytes')
    .where('export_id', '=', id)
    .where('n', '=', String(n))
    .executeTakeFirst()
  return row?.bytes
}
