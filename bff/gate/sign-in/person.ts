/** Whom somebody means by what was typed. Asked by the outbox only, after the answer. */
import { type Kysely, sql } from 'kysely'
import { loginOf } from '../../base/login.ts'
import { phoneOf } from '../../base/phone.ts'
import type { PortalTables } from '../../db/tables.ts'

export interface Person {
  account: string
  name: string
  email: string | null
  phone: string | null
  language: 'fr' | 'en'
}

const columns = sql`a.id as account, a.name, a.email, a.phone, a.language from portal.account a where a.disabled_at is null`

/**
 * The account with this login; else the only one with this e-mail address or telephone number: an address that several
 * share (a mailbox of a company) is nobody's in particular.
 */
export async function findPerson(db: Kysely<PortalTables>, typed: string): Promise<Person | undefined> {
  const login = loginOf(typed)
  if (login === undefined) return undefined
  const phone = phoneOf(login) ?? null
  const byLogin = await sql<Person>`select ${columns} and a.login = ${login}`.execute(db)
  if (byLogin.rows[0]) return byLogin.rows[0]
  const { rows } = await sql<Person>`select ${columns}
    and (lower(a.email) = ${login} or a.phone = ${phone}::text) limit 2`.execute(db)
  return rows.length === 1 ? rows[0] : undefined
}

export async function personOf(db: Kysely<PortalTables>, account: string): Promise<Person | undefined> {
  const { rows } = await sql<Person>`select ${columns} and a.id = ${account}::uuid`.execute(db)
  return rows[0]
}
