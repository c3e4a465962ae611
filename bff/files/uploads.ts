/** A one-use ticket becomes a stored file: the browser puts its bytes to an address alone, without any header of ours. */
import type { PortalRecord } from '../base/portal.ts'
import { Problem } from '../base/problem.ts'
import type { VendorDb, WriteHandle } from '../db/types.ts'
import { claimTicket, isOver } from './claim.ts'
import { readUpload } from './uploads-body.ts'
import { cleanUpload } from './uploads-clean.ts'
import { RefusedUpload } from './uploads-kinds.ts'
import { type StoredUpload, uploads } from './uploads-table.ts'

/**
 * Looks for harm in a file. It answers within seconds, or rejects when the scanner cannot be asked: then the file is not
 * kept, and the customer may try again.
 */
export type UploadScan = (file: { name: string; mediaType: string; bytes: Uint8Array }) => Promise<'clean' | 'infected'>

interface Receiving {
  vendor: VendorDb
  portal: PortalRecord
  request: Request
  /** None = every file that is of its kind is kept. */
  scan: UploadScan | undefined
}

async function look(vendor: VendorDb, hash: Uint8Array, id: string): Promise<StoredUpload | undefined> {
  const batch = await vendor.scoped({ hash })
  try {
    return await batch.read((db) => uploads.find(db, id))
  } catch (error) {
    throw isOver(error) ? new Problem('not-found', { cause: error }) : error
  } finally {
    await batch.release()
  }
}

/**
 * Whatever goes wrong, nothing of the file is left.
 * @throws Problem `not-found` for a ticket that opens nothing, `input-invalid` with the reason in `fields.body`
 */
export async function receiveUpload(
  { vendor, portal, request, scan }: Receiving,
  ticket: string,
): Promise<StoredUpload> {
  const { session_hash: hash, subject_id: id } = await claimTicket(vendor, portal, ticket, 'in')
  const write = async <T>(step: string, run: (db: WriteHandle) => Promise<T>): Promise<T> => {
    const batch = await vendor.scoped({ hash })
    try {
      // The ticket stands for the proof: used once by the claim, and once more by no step of the same name.
      return await batch.write(`${step} ${ticket}`, run)
    } catch (error) {
      throw isOver(error) ? new Problem('not-found', { cause: error }) : error
    } finally {
      await batch.release()
    }
  }
  const announced = await look(vendor, hash, id)
  if (announced?.state !== 'receiving') throw new Problem('not-found')
  try {
    // No connection of the database waits for the browser's bytes.
    const sent = await readUpload(request, announced.size)
    const bytes = cleanUpload(announced.mediaType, sent)
    const kept = await write('keep', (db) => uploads.keep(db, id, bytes, scan === undefined))
    if (!kept) throw new Problem('not-found')
    if (scan) {
      const { fileName: name, mediaType } = announced
      const verdict = await scan({ name, mediaType, bytes }).catch((cause: unknown) => {
        throw new Problem('overloaded', { retryAfter: 5, cause })
      })
      await write('judge', (db) => uploads.judge(db, id, verdict === 'clean'))
      if (verdict !== 'clean') throw new RefusedUpload('infected')
    }
    return { ...announced, size: bytes.byteLength, state: 'clean' }
  } catch (error) {
    await write('drop', (db) => uploads.drop(db, id)).catch(() => undefined)
    if (error instanceof RefusedUpload) throw new Problem('input-invalid', { fields: { body: error.reason } })
    throw error
  }
}
