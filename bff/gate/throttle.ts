/**
 * Throttles that hold across processes: GCRA in one upsert. A limit of `burst` per `period` lets `burst` pass at once
 * and then one each `period / burst`. The table is unlogged: a crash of the database forgets it, and that is all.
 */
import { type Kysely, sql } from 'kysely'
import { Problem } from '../base/problem.ts'
import type { PortalTables } from '../db/tables.ts'

export interface Limit {
  burst: number
  /** Seconds. */
  period: number
}

const interval = (limit: Limit) => limit.period / limit.burst
const seconds = (value: number) => sql`make_interval(secs => ${value}::float8)`

async function waitOf(gate: Kysely<PortalTables>, key: Uint8Array, limit: Limit): Promise<number> {
  const answer = await sql<{ wait: string | null }>`
    select extract(epoch from tat - ${seconds(interval(limit) * (limit.burst - 1))} - clock_timestamp())::float8 as wait
    from portal.throttle where key = ${key}`.execute(gate)
  return Math.max(0, Math.ceil(Number(answer.rows[0]?.wait ?? 0)))
}

/** Takes one from the bucket. @throws Problem `too-many-attempts` with the seconds to wait. */
export async function take(gate: Kysely<PortalTables>, key: Uint8Array, limit: Limit): Promise<void> {
  const step = seconds(interval(limit))
  const taken = await sql`
    insert into portal.throttle as t (key, tat) values (${key}, clock_timestamp() + ${step})
    on conflict (key) do update set tat = greatest(t.tat, clock_timestamp()) + ${step}
      where t.tat <= clock_timestamp() + ${seconds(interval(limit) * (limit.burst - 1))}
    returning 1 as taken`.execute(gate)
  if (taken.rows.length > 0) return
  throw new Problem('too-many-attempts', { retryAfter: Math.max(1, await waitOf(gate, key, limit)) })
}

/** Puts one back: a success does not count against its network. */
export async function giveBack(gate: Kysely<PortalTables>, key: Uint8Array, limit: Limit): Promise<void> {
  await sql`update portal.throttle set tat = tat - ${seconds(interval(limit))} where key = ${key}`.execute(gate)
}

/** Seconds until the bucket would let one pass; 0 = now. Takes nothing. */
export const peek = waitOf

/** Marks a key for some seconds, and asks whether it is marked: the same table, no second mechanism. */
export async function mark(gate: Kysely<PortalTables>, key: Uint8Array, life: number): Promise<void> {
  await sql`
    insert into portal.throttle (key, tat) values (${key}, clock_timestamp() + ${seconds(life)})
    on conflict (key) do update set tat = excluded.tat`.execute(gate)
}

export async function marked(gate: Kysely<PortalTables>, key: Uint8Array): Promise<boolean> {
  return (await waitOf(gate, key, { burst: 1, period: 1 })) > 0
}

/** Forgets what no longer limits anybody. */
export async function sweepThrottles(gate: Kysely<PortalTables>): Promise<void> {
  await sql`delete from portal.throttle where tat < clock_timestamp()`.execute(gate)
}
