/** A session as its person sees it, read fresh: names and rights of this moment. */
import { type Kysely, sql } from 'kysely'
import type { CustomerCard, Language, Right, SessionKind, SessionView } from '../../api.ts'
import { phoneHint } from '../../base/phone.ts'
import { Problem } from '../../base/problem.ts'
import type { PortalTables } from '../../db/tables.ts'

interface Row {
  kind: SessionKind
  account_id: string | null
  name: string
  login: string | null
  email: string | null
  phone: string | null
  has_password: boolean
  language: Language
  profile_id: string
  name_fr: string
  name_en: string
  rights: Right[]
  customer_id: string
  site_ids: string[] | null
  intervention_id: string | null
  idle_until: string
  expires_at: string
}

const byName = (a: { name: string; id: string }, b: { name: string; id: string }) =>
  a.name.localeCompare(b.name, 'fr') || (a.id < b.id ? -1 : 1)

/** Cards of the given customers, sorted by name; one that the management database does not know is left out. */
export async function customerCards(gate: Kysely<PortalTables>, ids: readonly string[]): Promise<CustomerCard[]> {
  const answer = await sql<CustomerCard>`select id, code, name from portal.customer_cards(${[...ids]}::text[])`.execute(
    gate,
  )
  return answer.rows.map(({ id, code, name }) => ({ id, code, name })).sort(byName)
}

export async function siteCards(
  gate: Kysely<PortalTables>,
  ids: readonly string[],
): Promise<{ id: string; name: string }[]> {
  const answer = await sql<{
    id: string
    name: string
  }>`select id, name from portal.site_cards(${[...ids]}::text[])`.execute(gate)
  return answer.rows.map(({ id, name }) => ({ id, name })).sort(byName)
}

async function reachable(gate: Kysely<PortalTables>, row: Row): Promise<string[]> {
  if (row.account_id === null) return [row.customer_id]
  const rows = await gate
    .selectFrom('portal.account_customer')
    .select('customer_id')
    .where('account_id', '=', row.account_id)
    .execute()
  return rows.map(({ customer_id }) => customer_id)
}

/** @throws Problem `session-ended` */
export async function sessionView(gate: Kysely<PortalTables>, hash: Uint8Array): Promise<SessionView> {
  const answer = await sql<Row>`
    select s.kind, s.account_id, coalesce(a.name, c.label) as name, a.login, a.email, a.phone,
      a.password_hash is not null as has_password,
      coalesce(own.language, a.language, c.language) as language, s.profile_id, p.name_fr, p.name_en, s.rights,
      s.customer_id, s.site_ids, s.intervention_id, s.idle_until, s.expires_at
    from portal.live_session s
    join portal.session own on own.hash = s.hash
    join portal.profile p on p.id = s.profile_id
    left join portal.account a on a.id = s.account_id
    left join portal.code c on c.id = s.code_id
    where s.hash = ${hash}`.execute(gate)
  const row = answer.rows[0]
  if (!row) throw new Problem('session-ended')
  const customers = await customerCards(gate, await reachable(gate, row))
  const customer = customers.find(({ id }) => id === row.customer_id)
  return {
    kind: row.kind,
    name: row.name,
    login: row.login,
    email: row.email,
    phone: row.phone === null ? null : phoneHint(row.phone),
    hasPassword: row.has_password,
    language: row.language,
    profile: { id: row.profile_id, name: { fr: row.name_fr, en: row.name_en } },
    rights: row.rights,
    customer: customer ?? { id: row.customer_id, code: null, name: row.customer_id },
    customers,
    sites: row.site_ids && (await siteCards(gate, row.site_ids)),
    intervention: row.intervention_id,
    idleUntil: row.idle_until,
    expiresAt: row.expires_at,
  }
}
