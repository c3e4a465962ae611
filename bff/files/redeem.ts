/** A one-use ticket becomes a file: the browser fetches it by address alone, without any header of ours. */
import type { Clock } from '../base/clock.ts'
import type { PortalRecord } from '../base/portal.ts'
import { Problem } from '../base/problem.ts'
import type { Vendors } from '../db/types.ts'
import { claimTicket, isOver } from './claim.ts'
import { attachment } from './disposition.ts'
import type { FileContent, FileStream, FileWish } from './file.ts'
import { sources } from './sources.ts'

export interface FileAnswer {
  headers: Record<string, string>
  body: Uint8Array | ReadableStream<Uint8Array>
}

/** What of the process is needed here. */
export interface FileDeps {
  vendors: Vendors
  clock: Clock
}

/**
 * Marks the ticket used, then reads the file as the ticket's session may see it now: a session that has ended or a
 * right that is gone gives nothing.
 *
 * @throws Problem `not-found` for a ticket that is wrong, used, expired, of another portal, or of an ended session
 */
export async function redeemTicket(deps: FileDeps, portal: PortalRecord, ticket: string): Promise<FileAnswer> {
  const vendor = await deps.vendors.get(portal.vendor)
  if (vendor === undefined) throw new Problem('not-found')
  const claimed = await claimTicket(vendor, portal, ticket, 'out')
  const source = sources[claimed.subject_kind]
  if (!source) throw new Problem('not-found')
  const again: FileWish['again'] = async (run) => {
    const batch = await vendor.scoped({ hash: claimed.session_hash })
    try {
      return await batch.read(run)
    } finally {
      await batch.release()
    }
  }
  const { subject_id: subject, language } = claimed
  const wish = { subject, language: language === 'en' ? 'en' : 'fr', portal, clock: deps.clock, again } as const
  const make = await again((db) => source(db, wish)).catch((error: unknown) => {
    throw isOver(error) ? new Problem('not-found', { cause: error }) : error
  })
  return answerOf(await make())
}

function answerOf(file: FileContent | FileStream): FileAnswer {
  return {
    headers: {
      'Content-Type': file.mediaType,
      'Content-Length': String('bytes' in file ? file.bytes.byteLength : file.size),
      'Content-Disposition': attachment(file.name),
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Content-Security-Policy': "default-src 'none'; sandbox",
    },
    body: 'bytes' in file ? file.bytes : file.stream,
  }
}
