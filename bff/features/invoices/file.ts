/** The file of an invoice: the vendor's exact bytes, else a copy that says it is one. */
import { Problem } from '../../base/problem.ts'
import type { FileSource } from '../../files/file.ts'
import { billOf } from './bill.ts'
import { findFile, findParts } from './find.ts'
import * as queries from './queries.ts'
import { copyName } from './rules.ts'

const mediaType = 'application/pdf'

export const invoiceFile: FileSource = async (db, { subject, language, portal, clock }) => {
  const { invoice, original } = await findFile(db, subject)
  // The ticket was made with this right; it may be gone since.
  if (!invoice.may_download) throw new Problem('not-found')
  if (original) {
    const bytes = await queries.originalBytes(db, original.id)
    if (bytes === null) throw new Problem('not-found')
    return async () => ({ name: original.file_name, mediaType, bytes })
  }
  const { parts } = await findParts(db, subject)
  const company = await queries.company(db)
  // The guard cuts amounts the moment the right is lost; a bill without its amounts is no bill.
  if (company === undefined || parts.head.total_incl_tax === null) throw new Problem('not-found')
  const bill = billOf(parts, company)
  const madeOn = clock.today(parts.settings.time_zone)
  return async () => {
    // Half a second of a cold start is the drawing of PDF, which few processes ever need.
    const { invoiceCopy } = await import('../../pdf/invoice-copy.ts')
    return {
      name: copyName(bill, language),
      mediaType,
      bytes: await invoiceCopy(bill, { language, madeOn, accent: portal.branding.accent }),
    }
  }
}
