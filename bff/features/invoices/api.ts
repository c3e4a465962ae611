/**
 * Invoices and credit notes of the current customer.
 *
 * Money is a decimal string ("1284.60") in the invoice's currency, dates are `YYYY-MM-DD`. An amount is null
 * when the session's profile may not see amounts (right `invoices.amounts`).
 */
import type { ExportJob, NewExport } from '../../sheet/job.ts'

export type InvoiceKind = 'invoice' | 'credit_note'

/**
 * What a customer asks about an invoice, derived from the management database and today's date:
 * `open` nothing is late · `partly_paid` open, part of it paid · `overdue` a due date has passed unpaid ·
 * `paid` · `cancelled`. A credit note is `open` until it is used, then `paid`.
 */
export type InvoiceState = 'open' | 'partly_paid' | 'overdue' | 'paid' | 'cancelled'

export type InvoiceSort = 'issued' | 'due' | 'number' | 'total' | 'remaining'

export interface InvoiceFilter {
  /** Searches number, customer's reference, title and the labels of lines. At most 100 characters. */
  q?: string
  /** Issued on or after / on or before. */
  from?: string
  to?: string
  state?: InvoiceState[]
  kind?: InvoiceKind
  site?: string
  /** Bounds of the total including VAT, decimal strings. 403 `column-hidden` without `invoices.amounts`. */
  min?: string
  max?: string
}

export interface InvoiceRow {
  id: string
  number: string
  kind: InvoiceKind
  state: InvoiceState
  issuedOn: string
  /** The next unsettled due date, or the last one when all are settled. */
  dueOn: string | null
  /** The customer's own reference (purchase order). */
  reference: string | null
  title: string | null
  site: { id: string; name: string } | null
  currency: string
  totalExclTax: string | null
  totalTax: string | null
  totalInclTax: string | null
  remaining: string | null
}

export interface InvoiceTotals {
  /** Over the whole filtered set, not the page. */
  count: number
  /** Null when the set mixes currencies; then the sums are null too. */
  currency: string | null
  /** Everything not wholly settled, what is overdue and unused credit notes included. */
  openCount: number
  /** What remains of it; credit notes count negative. Null without `invoices.amounts`. */
  open: string | null
  overdueCount: number
  /** Of the overdue invoices, what is late today: instalments that are still to come are not in it. */
  overdue: string | null
}

export interface InvoiceLine {
  id: string
  kind: 'line' | 'title' | 'subtotal' | 'comment'
  reference: string | null
  label: string
  quantity: string | null
  unit: string | null
  unitPrice: string | null
  amountExclTax: string | null
  /** Fraction: "0.2" is 20 %. */
  taxRate: string | null
}

export interface InvoiceSheet extends InvoiceRow {
  lines: InvoiceLine[]
  taxes: { rate: string | null; label: string | null; base: string | null; amount: string | null }[]
  dues: { dueOn: string; amount: string | null; settled: boolean }[]
  payments: { id: string; paidOn: string; amount: string | null; method: string | null }[]
  /** On an invoice: its credit notes. */
  creditNotes: { id: string; number: string; issuedOn: string; totalInclTax: string | null }[]
  /** On a credit note: the invoice that it corrects. */
  original: { id: string; number: string; issuedOn: string } | null
  billing: { name: string; street: string | null; postalCode: string | null; city: string | null } | null
  paymentTerms: string | null
  /** `original`: the vendor's exact bytes are served; `copy`: a clean copy is made; null: the session may not have it. */
  pdf: 'original' | 'copy' | null
}

export interface Invoices {
  'GET /invoices': {
    query: InvoiceFilter & { sort?: InvoiceSort; order?: 'asc' | 'desc'; after?: string; limit?: number }
    reply: { rows: InvoiceRow[]; next: string | null; totals: InvoiceTotals }
  }
  /** The list as a file, see `GET /exports/:id`: with the list's own filters and order. */
  'POST /invoices/exports': {
    body: NewExport<InvoiceFilter & { sort?: InvoiceSort; order?: 'asc' | 'desc' }>
    reply: ExportJob
  }
  'GET /invoices/:id': { params: { id: string }; reply: InvoiceSheet }
  /** A one-use address (60 s) from which the browser downloads the PDF: it needs no header. */
  'POST /invoices/:id/ticket': {
    params: { id: string }
    /** Language of a copy made here; the vendor's own bytes stay as they are. */
    body: { language?: 'fr' | 'en' }
    reply: { url: string; fileName: string; expiresAt: string }
  }
}
