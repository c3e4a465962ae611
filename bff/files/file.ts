/** A file on its way to a browser. */
import type { Clock } from '../base/clock.ts'
import type { PortalRecord } from '../base/portal.ts'
import type { QueryHandle } from '../db/types.ts'

export interface FileContent {
  /** As it shall be saved; any text. */
  name: string
  mediaType: string
  bytes: Uint8Array
}

export interface FileWish {
  subject: string
  language: 'fr' | 'en'
  portal: PortalRecord
  clock: Clock
}

/**
 * Looks for a file on behalf of the ticket's session. The work that needs no database (drawing a PDF) is in the
 * function that it returns, so that no connection waits for it. @throws Problem `not-found`
 */
export type FileSource = (db: QueryHandle, wish: FileWish) => Promise<() => Promise<FileContent>>
