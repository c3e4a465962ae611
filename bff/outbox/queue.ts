/** The outbox as a queue: take, done, later, dead. Every time is the database's own. */
import { type Kysely, sql } from 'kysely'
import type { PortalTables } from '../db/tables.ts'
import type { Along, Task } from './relay.ts'

/** Seconds for which a task belongs to who took it; after that another process takes it again. */
const lease = 30

/** Nothing earlier about the same object is still to be done. */
const first = sql`not exists (select from portal.outbox e
  where e.aggregate = o.aggregate and e.id < o.id and e.done_at is null and e.dead_at is null)`

const open = sql`o.done_at is null and o.dead_at is null`

interface Row {
  id: string
  kind: string
  command_id: string | null
  attempts: string
  payload: Record<string, unknown>
  old: boolean
  age: string
}

/** Kinds of tasks that are meant: these alone, or all but these. */
export type Which = { only: string } | { but: readonly string[] }

const ofKind = (which: Which) =>
  'only' in which ? sql`o.kind = ${which.only}` : sql`o.kind <> all (${[...which.but]}::text[])`

/** Takes up to `limit` tasks that are due. @param patience seconds after which a task that fails is given up */
export async function take(
  db: Kysely<PortalTables>,
  limit: number,
  patience: number,
  which: Which = { but: [] },
): Promise<Task[]> {
  const { rows } = await sql<Row>`
    update portal.outbox o set lease_until = clock_timestamp() + make_interval(secs => ${lease}), attempts = o.attempts + 1
    where o.id in (
      select o.id from portal.outbox o
      where ${open} and o.due_at <= clock_timestamp() and (o.lease_until is null or o.lease_until <= clock_timestamp())
        and ${first} and ${ofKind(which)}
      order by o.due_at, o.id limit ${limit} for update skip locked)
    returning o.id, o.kind, o.command_id, o.attempts, o.payload,
      o.created_at < clock_timestamp() - make_interval(secs => ${patience}) as old,
      extract(epoch from clock_timestamp() - o.created_at)::bigint as age`.execute(db)
  return rows.map(({ id, kind, command_id, attempts, payload, old, age }) => ({
    id,
    kind,
    commandId: command_id,
    attempts: Number(attempts),
    payload,
    old,
    age: Number(age),
  }))
}

/** Milliseconds until something of these kinds is due; null = nothing waits. */
export async function nextDue(db: Kysely<PortalTables>, which: Which = { but: [] }): Promise<number | null> {
  const { rows } = await sql<{ wait: string | null }>`
    select (extract(epoch from min(greatest(o.due_at, o.lease_until)) - clock_timestamp()) * 1000)::bigint as wait
    from portal.outbox o where ${open} and ${first} and ${ofKind(which)}`.execute(db)
  const wait = rows[0]?.wait ?? null
  return wait === null ? null : Number(wait)
}

/** Whoever did it, it is done. @param along a writing statement that is carried out with it */
export async function markDone(db: Kysely<PortalTables>, task: Task, along?: Along): Promise<void> {
  const first = along ? sql`with along as (${along}) ` : sql``
  await sql`${first}update portal.outbox set done_at = clock_timestamp(), dead_at = null, lease_until = null, last_error = null
    where id = ${task.id} and done_at is null`.execute(db)
}

/** @returns false when the task has gone to somebody else meanwhile: then it is his to say */
export async function markLater(db: Kysely<PortalTables>, task: Task, words: string, wait: number): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    update portal.outbox set lease_until = null, last_error = ${words},
      due_at = clock_timestamp() + make_interval(secs => ${wait / 1000}::float8)
    where id = ${task.id} and attempts = ${task.attempts} and done_at is null and dead_at is null`.execute(db)
  return numAffectedRows > 0n
}

/** @returns false when the task has gone to somebody else meanwhile */
export async function markDead(db: Kysely<PortalTables>, task: Task, words: string): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    update portal.outbox set lease_until = null, last_error = ${words}, dead_at = clock_timestamp()
    where id = ${task.id} and attempts = ${task.attempts} and done_at is null and dead_at is null`.execute(db)
  return numAffectedRows > 0n
}
