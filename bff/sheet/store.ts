/** The relay's hand on an export: its row, its progress and the slices of its file. */
import { type Kysely, sql } from 'kysely'
import type { PortalTables } from '../db/tables.ts'

type Db = Kysely<PortalTables>

export async function exportRow(db: Db, id: string) {
  return db
    .selectFrom('portal.export')
    .select(['id', 'session_hash', 'customer_id', 'rights', 'kind', 'format', 'language', 'wish', 'state'])
    .where('id', '=', id)
    .executeTakeFirst()
}

export type ExportRow = NonNullable<Awaited<ReturnType<typeof exportRow>>>

/** From the beginning, whatever an earlier attempt has left. False = there is nothing to do any more. */
export async function restart(db: Db, id: string): Promise<boolean> {
  await db.deleteFrom('portal.export_part').where('export_id', '=', id).execute()
  return progress(db, id, 0)
}

/** False = cancelled, or gone. */
export async function progress(db: Db, id: string, rows: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('portal.export')
    .set({ state: 'running', done_rows: rows })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function keep(db: Db, id: string, n: number, bytes: Uint8Array): Promise<void> {
  await db.insertInto('portal.export_part').values({ export_id: id, n, bytes }).execute()
}

/** Another half a minute, so that no other process takes what is at work here. */
export async function renew(db: Db, task: { id: string; attempts: number }): Promise<void> {
  await sql`update portal.outbox set lease_until = clock_timestamp() + interval '30 seconds'
    where id = ${task.id} and attempts = ${task.attempts} and done_at is null and dead_at is null`.execute(db)
}

export type Settled =
  | { state: 'done'; file_name: string; size: number }
  | {
      state: 'refused' | 'failed'
      reason: 'session-ended' | 'scope-changed' | 'right-missing' | 'too-many-rows' | 'unexpected'
    }

/** A cancelled one stays cancelled. */
export async function settle(db: Db, id: string, settled: Settled): Promise<void> {
  await db
    .updateTable('portal.export')
    .set(settled)
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .execute()
  if (settled.state !== 'done') await db.deleteFrom('portal.export_part').where('export_id', '=', id).execute()
}
