/** Forgets what can no longer matter: once a minute what lives for minutes, once an hour what is kept for a while. */
import { type Kysely, sql } from 'kysely'
import type { PortalTables } from '../db/tables.ts'
import { deviceDays } from './sign-in/limits.ts'
import { sweepThrottles } from './throttle.ts'

export async function sweep(gate: Kysely<PortalTables>): Promise<void> {
  await sweepThrottles(gate)
  // An assertion lives a minute, and so does what remembers it.
  await sql`delete from portal.hand_off_used where seen_at < now() - interval '10 minutes'`.execute(gate)
  // A proof dies with its nonce after two minutes at most.
  await sql`delete from portal.proof where seen_at < now() - interval '10 minutes'`.execute(gate)
}

/** How long: sessions 30 days after their end, links 30 days and tickets and one-time codes one day after theirs, devices 180 days, registrations 90 days, the journal 12 months, files that nothing was sent with 7 days, exported lists one day. */
export async function sweepKept(gate: Kysely<PortalTables>): Promise<void> {
  await sql`delete from portal.ticket where expires_at < now() - interval '1 day'`.execute(gate)
  await sql`delete from portal.challenge where expires_at < now() - interval '1 day'`.execute(gate)
  await sql`delete from portal.device where last_seen_at < now() - make_interval(days => ${deviceDays})`.execute(gate)
  await sql`delete from portal.registration where coalesce(settled_at, expires_at) < now() - interval '90 days'`.execute(
    gate,
  )
  await sql`delete from portal.password_link where expires_at < now() - interval '30 days'`.execute(gate)
  await sql`delete from portal.email_change where expires_at < now() - interval '30 days'`.execute(gate)
  // `least` passes over nulls: a session ends by sign-out, by disuse or by age, whichever was first.
  await sql`
    delete from portal.session where hash in (
      select hash from portal.session
      where least(ended_at, idle_until, expires_at) < now() - interval '30 days' limit 5000)`.execute(gate)
  await sql`select portal.trim_journal()`.execute(gate)
  // What was delivered or given up goes after 12 months, its place in the queue after 7 days.
  await sql`select portal.trim_commands()`.execute(gate)
  await sql`select portal.trim_uploads()`.execute(gate)
  await sql`select portal.trim_exports()`.execute(gate)
}
