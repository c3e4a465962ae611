/** A one-use address of a file: whoever has it gets the file once, as the session of the handle may see it then. */
import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { PortalRecord } from '../base/portal.ts'
import type { WriteHandle } from '../db/types.ts'

/** Seconds for which a ticket waits to be used. A file that waits its turn behind others in a form needs longer. */
const lives = { files: 60, uploads: 300 } as const

export interface TicketFor {
  /** Which source of `sources.ts` gives the file; `upload` for one that comes in. */
  kind: string
  subject: string
  language: string
}

/** Issues a ticket, bound to the session of the handle. `expiresAt` is an ISO instant. */
export async function issueTicket(
  { db, portal, publicUrl }: { db: WriteHandle; portal: PortalRecord; publicUrl: string },
  { kind, subject, language }: TicketFor,
  place: keyof typeof lives = 'files',
): Promise<{ url: string; expiresAt: string }> {
  const ticket = randomBytes(32)
  const hash = createHash('sha256').update(ticket).digest()
  const { rows } = await sql<{
    until: string
  }>`select guard.issue_ticket(${kind}, ${subject}, ${language}, ${hash}, ${lives[place]}) as until`.execute(db)
  return {
    url: `${publicUrl}/v1/${portal.key}/${place}/${ticket.toString('base64url')}`,
    expiresAt: rows[0]?.until ?? '',
  }
}
