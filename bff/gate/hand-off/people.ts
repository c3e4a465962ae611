/** Whose account an assertion speaks of. What `sub` names was decided when the key was registered, not by the token. */
import { type Kysely, sql } from 'kysely'
import { loginOf } from '../../base/login.ts'
import type { PortalTables } from '../../db/tables.ts'
import type { Assertion, HandOffKey } from './assertion.ts'

export interface RegisteredKey extends HandOffKey {
  subject: 'login' | 'mapped'
}

/** A key of this portal that is good now. */
export async function findKey(
  gate: Kysely<PortalTables>,
  portal: string,
  kid: string,
): Promise<RegisteredKey | undefined> {
  const row = await gate
    .selectFrom('portal.hand_off_key')
    .select(['kid', 'issuer', 'algorithm', 'public_key', 'subject'])
    .where('portal_key', '=', portal)
    .where('kid', '=', kid)
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', eb.fn<string>('now'))]))
    .executeTakeFirst()
  return row && { ...row, publicKey: row.public_key }
}

/** @returns id of the account; undefined when there is none and none may be made */
export async function accountOf(
  trx: Kysely<PortalTables>,
  portal: string,
  key: RegisteredKey,
  assertion: Assertion,
): Promise<string | undefined> {
  const { sub, customer = null, name = null, email = null, language = null } = assertion
  if (key.subject === 'login') {
    const login = loginOf(sub)
    if (login === undefined) return undefined
    const row = await trx.selectFrom('portal.account').select('id').where('login', '=', login).executeTakeFirst()
    return row?.id
  }
  const made = await sql<{ id: string | null }>`
    select portal.hand_off_account(${portal}, ${key.kid}, ${sub}, ${customer}, ${name}, ${email}, ${language}) as id`.execute(
    trx,
  )
  return made.rows[0]?.id ?? undefined
}

/** Where the session begins: at the customer that the assertion names, if the account reaches it. */
export async function namedCustomer(
  trx: Kysely<PortalTables>,
  account: string,
  customer: string,
): Promise<{ customer: string; sites: string[] | null } | undefined> {
  const row = await trx
    .selectFrom('portal.account_customer')
    .select(['customer_id', 'site_ids'])
    .where('account_id', '=', account)
    .where('customer_id', '=', customer)
    .executeTakeFirst()
  return row && { customer: row.customer_id, sites: row.site_ids }
}
