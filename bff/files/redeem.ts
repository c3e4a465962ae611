/** A one-use ticket becomes a file: the browser fetches it by address alone, without any header of ours. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Clock } from '../base/clock.ts'
import type { PortalRecord } from '../base/portal.ts'
import { Problem } from '../base/problem.ts'
import type { VendorDb, Vendors } from '../db/types.ts'
import { attachment } from './disposition.ts'
import type { FileContent } from './file.ts'
import { sources } from './sources.ts'

export interface FileAnswer {
  headers: Record<string, string>
  body: Uint8Array
}

/** What of the process is needed here. */
export interface FileDeps {
  vendors: Vendors
  clock: Clock
}

/** 32 bytes in base64url; the last character carries four bits, so a second spelling of one ticket is refused. */
const form = /^[\w-]{42}[AEIMQUYcgkosw048]$/

/**
 * Marks the ticket used, then reads the file as the ticket's session may see it now: a session that has ended or a
 * right that is gone gives nothing.
 *
 * @throws Problem `not-found` for a ticket that is wrong, used, expired, of another portal, or of an ended session
 */
export async function redeemTicket(deps: FileDeps, portal: PortalRecord, ticket: string): Promise<FileAnswer> {
  if (!form.test(ticket)) throw new Problem('not-found')
  const vendor = await deps.vendors.get(portal.vendor)
  if (vendor === undefined) throw new Problem('not-found')
  const claimed = await claim(vendor, portal, createHash('sha256').update(Buffer.from(ticket, 'base64url')).digest())
  const source = claimed && sources[claimed.subject_kind]
  if (!claimed || !source) throw new Problem('not-found')
  const batch = await vendor.scoped({ hash: claimed.session_hash })
  let make: () => Promise<FileContent>
  try {
    const { subject_id: subject, language } = claimed
    const wish = { subject, language: language === 'en' ? 'en' : 'fr', portal, clock: deps.clock } as const
    make = await batch.read((db) => source(db, wish))
  } catch (error) {
    throw isOver(error) ? new Problem('not-found', { cause: error }) : error
  } finally {
    await batch.release()
  }
  return answerOf(await make())
}

/** One statement, so that of two requests at once one gets the file. Expiry is the database's clock's to say. */
async function claim(vendor: VendorDb, portal: PortalRecord, hash: Uint8Array) {
  return vendor.gate
    .updateTable('portal.ticket')
    .set({ used_at: sql<string>`now()` })
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<string>`now()`)
    .where('session_hash', 'in', (session) =>
      session.selectFrom('portal.session').select('hash').where('portal_key', '=', portal.key),
    )
    .returning(['session_hash', 'subject_kind', 'subject_id', 'language'])
    .executeTakeFirst()
}

function isOver(error: unknown): boolean {
  return error instanceof Problem && (error.code === 'session-ended' || error.code === 'session-rotated')
}

function answerOf(file: FileContent): FileAnswer {
  return {
    headers: {
      'Content-Type': file.mediaType,
      'Content-Length': String(file.bytes.byteLength),
      'Content-Disposition': attachment(file.name),
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Content-Security-Policy': "default-src 'none'; sandbox",
    },
    body: file.bytes,
  }
}
