/** A one-use ticket is used: for what, and for whose session. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { PortalRecord } from '../base/portal.ts'
import { Problem } from '../base/problem.ts'
import type { VendorDb } from '../db/types.ts'

export interface ClaimedTicket {
  session_hash: Uint8Array
  subject_kind: string
  subject_id: string
  language: string
}

/** Kind of subject of a ticket by which bytes come in; every other one lets bytes out. */
export const uploadKind = 'upload'

/** 32 bytes in base64url; the last character carries four bits, so a second spelling of one ticket is refused. */
const form = /^[\w-]{42}[AEIMQUYcgkosw048]$/

/**
 * One statement, so that of two requests at once one gets the ticket. Expiry is the database's clock's to say.
 * @throws Problem `not-found` for a ticket that is wrong, used, expired, of another portal, or for the other direction
 */
export async function claimTicket(
  vendor: VendorDb,
  portal: PortalRecord,
  ticket: string,
  direction: 'in' | 'out',
): Promise<ClaimedTicket> {
  if (!form.test(ticket)) throw new Problem('not-found')
  const claimed = await vendor.gate
    .updateTable('portal.ticket')
    .set({ used_at: sql<string>`now()` })
    .where('hash', '=', createHash('sha256').update(Buffer.from(ticket, 'base64url')).digest())
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<string>`now()`)
    .where('subject_kind', direction === 'in' ? '=' : '<>', uploadKind)
    .where('session_hash', 'in', (session) =>
      session.selectFrom('portal.session').select('hash').where('portal_key', '=', portal.key),
    )
    .returning(['session_hash', 'subject_kind', 'subject_id', 'language'])
    .executeTakeFirst()
  if (!claimed) throw new Problem('not-found')
  return claimed
}

/** True when the ticket's session has ended since: then the ticket is worth nothing. */
export function isOver(error: unknown): boolean {
  return error instanceof Problem && (error.code === 'session-ended' || error.code === 'session-rotated')
}
