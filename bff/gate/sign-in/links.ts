/** Links that set a password, and the messages that carry them: the secret leaves in the message only. */
import { type Kysely, sql } from 'kysely'
import type { PortalTables } from '../../db/tables.ts'
import { postMessage } from '../../mail/post.ts'
import { invitationDays, resetLinkMinutes } from './limits.ts'
import { makeLinkToken } from './link-token.ts'
import type { Person } from './person.ts'
import { customerCards } from './view.ts'

export type LinkPurpose = 'password' | 'reset' | 'invitation'

/** Where messages lead: the page that carries `<guichet-login>`. */
export const linkTo = (page: string, word: 'password' | 'code' | 'registration' | 'email', secret: string) =>
  `${page}#guichet.${word}=${encodeURIComponent(secret)}`

/** Older links of the same purpose end. @returns the token, for whoever is to have it */
export async function makePasswordLink(
  trx: Kysely<PortalTables>,
  account: string,
  { purpose, minutes, random }: { purpose: LinkPurpose; minutes: number; random: (size: number) => Uint8Array },
): Promise<string> {
  const { token, hash } = makeLinkToken(random(32))
  await sql`delete from portal.password_link
    where account_id = ${account}::uuid and used_at is null and purpose = ${purpose}`.execute(trx)
  await sql`insert into portal.password_link (hash, account_id, purpose, expires_at)
    values (${hash}, ${account}::uuid, ${purpose}, now() + make_interval(mins => ${minutes}::int))`.execute(trx)
  return token
}

interface Sending {
  portal: string
  page: string
  random: (size: number) => Uint8Array
}

export async function postResetLink(
  trx: Kysely<PortalTables>,
  person: Person,
  { portal, page, random }: Sending,
): Promise<void> {
  const token = await makePasswordLink(trx, person.account, { purpose: 'reset', minutes: resetLinkMinutes, random })
  await postMessage(trx, {
    channel: 'mail',
    template: 'password-reset',
    to: person.email,
    language: person.language,
    portal,
    values: { link: linkTo(page, 'password', token), minutes: String(resetLinkMinutes) },
  })
}

/** Names of the customers that an account acts for; null when there are several, or none. */
export async function companyOf(gate: Kysely<PortalTables>, account: string): Promise<string | null> {
  const rows = await gate
    .selectFrom('portal.account_customer')
    .select('customer_id')
    .where('account_id', '=', account)
    .limit(2)
    .execute()
  if (rows.length !== 1) return null
  const [card] = await customerCards(gate, [rows[0]?.customer_id ?? ''])
  return card?.name ?? null
}

/** The person sets the own secret; nobody else ever knows it. */
export async function postInvitation(
  trx: Kysely<PortalTables>,
  person: Person,
  { portal, page, random, days = invitationDays }: Sending & { days?: number },
): Promise<void> {
  const token = await makePasswordLink(trx, person.account, { purpose: 'invitation', minutes: days * 24 * 60, random })
  const company = (await companyOf(trx, person.account)) ?? ''
  await postMessage(trx, {
    channel: 'mail',
    template: 'invitation',
    to: person.email,
    language: person.language,
    portal,
    values: { link: linkTo(page, 'password', token), days: String(days), name: person.name, company },
  })
}

/** Notice to the address on file; the instant is the database's. */
export async function postPasswordChanged(
  trx: Kysely<PortalTables>,
  { email, language }: Pick<Person, 'email' | 'language'>,
  portal: string,
): Promise<void> {
  const { rows } = await sql<{ now: string }>`
    select to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as now`.execute(trx)
  const values = { when: rows[0]?.now ?? '' }
  await postMessage(trx, { channel: 'mail', template: 'password-changed', to: email, language, portal, values })
}
