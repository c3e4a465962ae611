/** The embedded database: PGlite in a locked folder, or in memory. */
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { type DataLock, lockData } from './data-lock.ts'
import { Lane } from './lane.ts'
import type { VendorPlace } from './place.ts'
import { pgliteParsers } from './values.ts'

/**
 * Opens (and creates) the folder.
 * @param files in place of a folder: for tests
 * @throws Error with a sentence when another process holds it or it cannot be written.
 */
export async function openEmbedded(place: Pick<VendorPlace, 'dataDir'>, files?: PGliteOptions['fs']): Promise<Lane> {
  let lock: DataLock | undefined
  if (place.dataDir) lock = lockData(`${place.dataDir}.lock`)
  try {
    const pg = await PGlite.create({
      ...(place.dataDir && { dataDir: place.dataDir }),
      ...(files && { fs: files }),
    })
    pg.parsers = pgliteParsers
    await pg.exec("set timezone = 'UTC'")
    return new Lane(pg, () => lock?.release())
  } catch (error) {
    lock?.release()
    throw error
  }
}
