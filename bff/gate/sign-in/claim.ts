/** A proof is good for one effect: its mark is stored in the transaction of that effect, exact across processes. */
import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { Problem } from '../../base/problem.ts'
import type { PortalTables } from '../../db/tables.ts'

/** @throws Problem `proof-invalid` when the proof has had its effect already */
export async function claimProof(gate: Kysely<PortalTables>, thumbprint: string, jti: string | undefined) {
  if (jti === undefined) throw new Problem('proof-invalid')
  const hash = createHash('sha256')
    .update(thumbprint + jti)
    .digest()
  const claimed = await sql`
    insert into portal.proof (hash) values (${hash}) on conflict do nothing returning 1 as claimed`.execute(gate)
  if (claimed.rows.length === 0) throw new Problem('proof-invalid')
}
