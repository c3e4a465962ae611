/** Whether a text message may go out: each one costs money, and fraudsters earn by making others send them. */
import { type Kysely, sql } from 'kysely'
import type { PortalTables } from '../db/tables.ts'
import { blockOf } from './number.ts'

export interface SmsLimits {
  /** Text messages per portal and day (UTC). */
  daily: number
}

export type Refusal = 'number' | 'block' | 'budget' | 'breaker'

/** Takes one from a bucket that all processes share; false = empty. `period` in seconds. */
export type Bucket = (what: readonly string[], limit: { burst: number; period: number }) => Promise<boolean>

const hour = 3600
const perNumber = [
  { burst: 3, period: hour },
  { burst: 6, period: 24 * hour },
]
/** One block has few customers of one vendor: many messages into it are somebody's business model. */
const perBlock = { burst: 20, period: hour }

/** With fewer sent than that, codes that are just being typed would weigh too much. */
const enough = 50
const leastVerified = 0.4

/** Of today and yesterday, too few of the codes sent have come back. */
async function tripped(db: Kysely<PortalTables>, portal: string): Promise<boolean> {
  const { rows } = await sql<{ tripped: boolean }>`
    select coalesce(sum(sent) >= ${enough} and sum(verified) < sum(sent) * ${leastVerified}::float8, false) as tripped
    from portal.sms_day where portal_key = ${portal} and day > (now() at time zone 'utc')::date - 2`.execute(db)
  return rows[0]?.tripped ?? false
}

/** Exact across processes: the day's row counts and decides in one statement. */
async function reserve(db: Kysely<PortalTables>, portal: string, { daily }: SmsLimits): Promise<boolean> {
  if (daily < 1) return false
  const { rows } = await sql`
    insert into portal.sms_day as d (portal_key, sent) values (${portal}, 1)
    on conflict (portal_key, day) do update set sent = d.sent + 1 where d.sent < ${daily}
    returning 1 as reserved`.execute(db)
  return rows.length > 0
}

/** Takes one from every limit, in the order of what costs least to ask. @returns why not, or undefined */
export async function refusalOf(
  db: Kysely<PortalTables>,
  bucket: Bucket,
  number: string,
  portal: string,
  limits: SmsLimits,
): Promise<Refusal | undefined> {
  if (await tripped(db, portal)) return 'breaker'
  for (const limit of perNumber)
    if (!(await bucket(['sms-number', String(limit.period), number], limit))) return 'number'
  if (!(await bucket(['sms-block', portal, blockOf(number)], perBlock))) return 'block'
  return (await reserve(db, portal, limits)) ? undefined : 'budget'
}

/** The gate says so when a code that went by text message was typed back: what the breaker goes by. */
export async function countVerified(db: Kysely<PortalTables>, portal: string): Promise<void> {
  await sql`
    insert into portal.sms_day as d (portal_key, verified) values (${portal}, 1)
    on conflict (portal_key, day) do update set verified = d.verified + 1`.execute(db)
}
