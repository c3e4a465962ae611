/** A registration becomes an account: once, with the least rights, and with a secret that only its person will set. */
import { type Kysely, type Selectable, sql } from 'kysely'
import type { PortalTables } from '../../db/tables.ts'
import type { RegistrationTable } from '../../db/tables-ways-in.ts'
import { confirmLinkMinutes } from './limits.ts'
import { makePasswordLink, postInvitation } from './links.ts'

export type Registration = Selectable<RegistrationTable>

interface Admission {
  from: 'confirming' | 'pending'
  to: 'confirmed' | 'approved'
  profile: string
  /** Page that carries `<guichet-login>`. */
  page: string
  random: (size: number) => Uint8Array
}

/**
 * In a transaction of the caller's.
 * @returns undefined when it was settled meanwhile, or the address has an account already; `token` when the person who
 *   confirms is the new one and sets the password right away, else null: the person has been sent an invitation
 */
export async function admit(
  trx: Kysely<PortalTables>,
  { id, customer_id, site_id, name, email, language, own_mailbox, portal_key }: Registration,
  { from, to, profile, page, random }: Admission,
): Promise<{ account: string; token: string | null } | undefined> {
  const account = await trx
    .insertInto('portal.account')
    .values({ login: email, email, name, language } as never)
    .onConflict((on) => on.column('login').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!account) return undefined
  const settled = await sql`
    update portal.registration set state = ${to}, settled_at = now(), account_id = ${account.id}::uuid, token_hash = null
    where id = ${id}::uuid and state = ${from} and now() < expires_at returning 1 as settled`.execute(trx)
  // The account goes with the transaction: the caller refuses.
  if (settled.rows.length === 0) return undefined
  await trx
    .insertInto('portal.account_customer')
    .values({ account_id: account.id, customer_id, profile_id: profile, site_ids: site_id === null ? null : [site_id] })
    .execute()
  if (own_mailbox && to === 'confirmed') {
    const purpose = { purpose: 'invitation', minutes: confirmLinkMinutes, random } as const
    return { account: account.id, token: await makePasswordLink(trx, account.id, purpose) }
  }
  const person = { account: account.id, name, email, phone: null, language }
  await postInvitation(trx, person, { portal: portal_key, page, random })
  return { account: account.id, token: null }
}
