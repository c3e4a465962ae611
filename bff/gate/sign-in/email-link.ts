/** Links about a new e-mail address: one that confirms it, one with which the former mailbox takes it back. */
import { type Kysely, sql } from 'kysely'
import type { PortalRecord } from '../../base/portal.ts'
import type { PortalTables } from '../../db/tables.ts'
import { postMessage } from '../../mail/post.ts'
import { emailLinkMinutes, emailUndoDays } from './limits.ts'
import { linkTo } from './links.ts'
import { makeLinkToken } from './link-token.ts'
import type { Person } from './person.ts'

/**
 * Somebody else signs in by this address, as login or e-mail: two who share one could no longer be told apart by it.
 */
export async function addressTaken(db: Kysely<PortalTables>, account: string, email: string): Promise<boolean> {
  const { rows } = await sql`select 1 as taken from portal.account
    where id <> ${account}::uuid and (login = ${email} or lower(email) = ${email}) limit 1`.execute(db)
  return rows.length > 0
}

/** What a stranger may see of an address: `c…d@dupond.example`. */
export function masked(email: string): string {
  const at = email.lastIndexOf('@')
  const name = email.slice(0, at)
  return `${name.slice(0, 1)}…${name.length > 2 ? name.slice(-1) : ''}${email.slice(at)}`
}

interface Asking {
  /** Place in the outbox. */
  task: string
  email: string
  portal: string
  origin: string
  path: string
  random: (size: number) => Uint8Array
}

/** An older link that asks the same ends. False when the task had done it before. */
export async function postEmailLink(
  trx: Kysely<PortalTables>,
  { account, email: former, name, language }: Person,
  { task, email, portal, origin, path, random }: Asking,
): Promise<boolean> {
  const { token, hash } = makeLinkToken(random(32))
  const { rows } = await sql`
    insert into portal.email_change (hash, purpose, task, account_id, portal_key, origin, email, former, expires_at)
    values (${hash}, 'confirm', ${task}, ${account}, ${portal}, ${origin}, ${email}, ${former},
      now() + make_interval(mins => ${emailLinkMinutes}::int))
    on conflict (task) do nothing returning 1 as made`.execute(trx)
  if (rows.length === 0) return false
  await sql`delete from portal.email_change where account_id = ${account}::uuid and purpose = 'confirm'
    and used_at is null and hash <> ${hash}`.execute(trx)
  const values = { link: linkTo(origin + path, 'email', token), minutes: String(emailLinkMinutes), name }
  await postMessage(trx, { channel: 'mail', template: 'email-confirm', to: email, language, portal, values })
  return true
}

interface Changed {
  account: string
  email: string
  former: string | null
  portal: PortalRecord
  origin: string
  random: (size: number) => Uint8Array
}

/** Tells the former address, with the way back; where there was none, nobody. */
export async function postEmailChanged(trx: Kysely<PortalTables>, changed: Changed): Promise<void> {
  const { account, email, former, portal, origin, random } = changed
  if (former === null) return
  const { token, hash } = makeLinkToken(random(32))
  await sql`
    insert into portal.email_change (hash, purpose, account_id, portal_key, origin, email, expires_at)
    values (${hash}, 'undo', ${account}, ${portal.key}, ${origin}, ${former}, now() + make_interval(days => ${emailUndoDays}::int))`.execute(
    trx,
  )
  const { rows } = await sql<{ now: string; language: string }>`
    select to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as now, language
    from portal.account where id = ${account}::uuid`.execute(trx)
  await postMessage(trx, {
    channel: 'mail',
    template: 'email-changed',
    to: former,
    language: rows[0]?.language === 'en' ? 'en' : 'fr',
    portal: portal.key,
    values: {
      when: rows[0]?.now ?? '',
      to: masked(email),
      link: linkTo(origin + portal.signInPath, 'email', token),
      days: String(emailUndoDays),
    },
  })
}
