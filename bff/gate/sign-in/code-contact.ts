/** Who has been given a portal code: the contact told when it was made, else the customer's own address. */
import { type Kysely, sql } from 'kysely'
import type { PortalTables } from '../../db/tables.ts'

export interface CodeContact {
  email: string | null
  phone: string | null
  language: 'fr' | 'en'
}

/** Undefined when the code is gone. */
export async function contactOfCode(db: Kysely<PortalTables>, code: string): Promise<CodeContact | undefined> {
  const { rows } = await sql<CodeContact & { customer: string }>`
    select contact_email as email, contact_phone as phone, language, customer_id as customer
    from portal.code where id = ${code}::uuid and revoked_at is null`.execute(db)
  const [row] = rows
  if (!row) return undefined
  const { customer, ...contact } = row
  if (contact.email !== null || contact.phone !== null) return contact
  const mailbox = await sql<{ email: string | null }>`select email from portal.customer_mailbox(${customer})`.execute(
    db,
  )
  return { ...contact, email: mailbox.rows[0]?.email ?? null }
}
