/** Which feature gives the file for which kind of subject. */
import { invoiceFile } from '../features/invoices/file.ts'
import type { FileSource } from './file.ts'

export const sources: Readonly<Record<string, FileSource>> = { invoice: invoiceFile }
