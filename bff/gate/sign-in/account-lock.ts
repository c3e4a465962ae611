/** One change of an account at a time: ways in, switches and a new password wait for each other. */
import { type Kysely, sql } from 'kysely'
import type { PortalTables } from '../../db/tables.ts'

/**
 * Holds the account's row until the transaction ends. Without it a session that is being opened would not be seen by a
 * new password that ends them all, and would outlive it.
 *
 * @returns its password hash now; undefined when the account is gone or disabled
 */
export async function lockAccount(
  trx: Kysely<PortalTables>,
  account: string,
): Promise<{ passwordHash: string | null } | undefined> {
  const found = await sql<{ password_hash: string | null }>`
    select password_hash from portal.account where id = ${account} and disabled_at is null for no key update`.execute(
    trx,
  )
  const row = found.rows[0]
  return row && { passwordHash: row.password_hash }
}
