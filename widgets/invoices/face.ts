/** What the drawing functions of this widget are given: words, formats, what may be seen, and the ways to act. */
import type { InvoiceRow, Site } from '../../bff/api.ts'
import type { Format } from '../base/widget.ts'
import type { View } from './model.ts'
import type { InvoiceStrings } from './strings/fr.ts'

export interface Face {
  t: InvoiceStrings
  format: Format
  view: View
  /** The profile may see amounts. */
  amounts: boolean
  /** The profile may have the PDFs. */
  pdf: boolean
  sites: readonly Site[]
  today: Date
  /** Level of the widget's own heading. */
  level: number
  /** The PDF of this invoice is on its way. */
  downloading: (id: string) => boolean
  /** Shows another view, made from the one of that moment: asks again, and writes the address. */
  change: (next: (view: View) => View) => void
  open: (id: string) => void
  download: (row: Pick<InvoiceRow, 'id' | 'number'>) => void
}
