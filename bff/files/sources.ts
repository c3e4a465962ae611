/** Which feature gives the file for which kind of subject. */
import { documentFile } from '../features/documents/file.ts'
import { invoiceFile } from '../features/invoices/file.ts'
import type { FileSource } from './file.ts'

export const sources: Readonly<Record<string, FileSource>> = { document: documentFile, invoice: invoiceFile }
