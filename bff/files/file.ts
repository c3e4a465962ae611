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

/** One that is too big to be held: its bytes come as they are read. */
export interface FileStream extends Omit<FileContent, 'bytes'> {
  stream: ReadableStream<Uint8Array>
  /** Bytes. */
  size: number
}

export interface FileWish {
  subject: string
  language: 'fr' | 'en'
  portal: PortalRecord
  clock: Clock
  /** For what is read while it is being sent: one transaction more, as the session may see it then. */
  again: <T>(run: (db: QueryHandle) => Promise<T>) => Promise<T>
}

/**
 * Looks for a file on behalf of the ticket's session. The work that needs no database (drawing a PDF) is in the
 * function that it returns, so that no connection waits for it. @throws Problem `not-found`
 */
export type FileSource<File extends FileContent | FileStream = FileContent> = (
  db: QueryHandle,
  wish: FileWish,
) => Promise<() => Promise<File>>
