/** Forgets, once a minute, what can no longer matter. */
import { type Kysely, sql } from 'kysely'
import type { PortalTables } from '../db/tables.ts'
import { sweepThrottles } from './throttle.ts'

export async function sweep(gate: Kysely<PortalTables>): Promise<void> {
  await sweepThrottles(gate)
  // A proof dies with its nonce after two minutes at most.
  await sql`delete from portal.proof where seen_at < now() - interval '10 minutes'`.execute(gate)
}
