/** What the invoices widget tells the page. */
import { FactEvent } from '../base/event.ts'

export interface InvoiceFact {
  /** Identifier, as in the deep link. */
  id: string
  /** Number printed on the document. */
  number: string
}

/** `guichet-invoice-opened`: the sheet of an invoice is shown. */
export class InvoiceOpenedEvent extends FactEvent<InvoiceFact> {
  constructor(detail: InvoiceFact) {
    super('guichet-invoice-opened', detail)
  }
}

/** `guichet-invoice-downloaded`: the browser was handed the address of the PDF. */
export class InvoiceDownloadedEvent extends FactEvent<InvoiceFact & { fileName: string }> {
  constructor(detail: InvoiceFact & { fileName: string }) {
    super('guichet-invoice-downloaded', detail)
  }
}

declare global {
  interface HTMLElementEventMap {
    'guichet-invoice-opened': InvoiceOpenedEvent
    'guichet-invoice-downloaded': InvoiceDownloadedEvent
  }
}
