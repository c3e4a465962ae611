/** How much the outbox holds: what an operator watches. */
import { type Kysely, sql } from 'kysely'
import type { PortalTables } from '../db/tables.ts'

export interface Depth {
  kind: string
  /** Still to be done. */
  waiting: number
  /** Given up. */
  dead: number
  /** Seconds since the oldest that waits was put in; 0 = nothing waits. */
  oldest: number
}

export async function outboxDepth(db: Kysely<PortalTables>): Promise<Depth[]> {
  const { rows } = await sql<{ kind: string; waiting: string; dead: string; oldest: string }>`
    select kind, count(*) filter (where dead_at is null) as waiting, count(*) filter (where dead_at is not null) as dead,
      coalesce(extract(epoch from clock_timestamp() - min(created_at) filter (where dead_at is null)), 0)::bigint as oldest
    from portal.outbox where done_at is null group by kind order by kind`.execute(db)
  return rows.map(({ kind, waiting, dead, oldest }) => ({
    kind,
    waiting: Number(waiting),
    dead: Number(dead),
    oldest: Number(oldest),
  }))
}
