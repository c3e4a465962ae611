/** Which feature gives the file for which kind of subject. */
import { documentFile } from '../features/documents/file.ts'
import { exportFile } from '../features/exports/file.ts'
import { invoiceFile } from '../features/invoices/file.ts'
import type { FileContent, FileSource, FileStream } from './file.ts'

export const sources: Readonly<Record<string, FileSource<FileContent | FileStream>>> = {
  document: documentFile,
  export: exportFile,
  invoice: invoiceFile,
}
