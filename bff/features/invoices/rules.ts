/** What is true of an invoice, from its columns and today's date. Pure: no clock, no database, no HTTP. */
import type { Right } from '../../base/right.ts'
import { Problem } from '../../base/problem.ts'
import type { InvoiceFilter, InvoiceKind, InvoiceSort, InvoiceState } from './api.ts'

export interface Standing {
  kind: InvoiceKind
  /** As booked: `open` until wholly settled. */
  state: 'open' | 'paid' | 'cancelled'
  /** Next unsettled due date. */
  due_on: string | null
  /** Null when the profile may not see amounts: then part payment is not told either. */
  total_incl_tax: string | null
  remaining: string | null
}

/** State as a customer asks about it. Being late weighs more than being paid in part; a credit note is never late. */
export function stateOf(invoice: Standing, today: string): InvoiceState {
  if (invoice.state !== 'open' || invoice.kind === 'credit_note') return invoice.state
  if (invoice.due_on !== null && invoice.due_on < today) return 'overdue'
  return sameAmount(invoice.remaining, invoice.total_incl_tax) ? 'open' : 'partly_paid'
}

/** `"12.5"` and `"12.50"` are one amount; an amount that is not shown differs from nothing. */
function sameAmount(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return true
  const plain = (text: string) => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)
  return plain(a) === plain(b)
}

/** The date that a customer waits for: the first unsettled one, or the last one when all are settled. */
export function nextDue(dues: readonly { due_on: string; settled: boolean }[]): string | null {
  const sorted = dues.toSorted((a, b) => (a.due_on < b.due_on ? -1 : a.due_on > b.due_on ? 1 : 0))
  return (sorted.find((due) => !due.settled) ?? sorted.at(-1))?.due_on ?? null
}

/** Which file the session may have: its bytes show amounts, so that right is needed too. */
export function pdfOf(rights: ReadonlySet<Right>, hasOriginal: boolean): 'original' | 'copy' | null {
  if (!rights.has('invoices.download') || !rights.has('invoices.amounts')) return null
  return hasOriginal ? 'original' : 'copy'
}

/** A filter or a sort by an amount would betray it. @throws Problem `column-hidden` */
export function refuseHidden(
  query: Pick<InvoiceFilter, 'min' | 'max'> & { sort?: InvoiceSort },
  rights: ReadonlySet<Right>,
) {
  if (rights.has('invoices.amounts')) return
  const asks = query.min !== undefined || query.max !== undefined
  if (asks || query.sort === 'total' || query.sort === 'remaining') throw new Problem('column-hidden')
}

/** Name of the file that a browser saves. */
export function copyName(invoice: { number: string; kind: InvoiceKind }, language: 'fr' | 'en'): string {
  const what = {
    fr: { invoice: 'facture', credit_note: 'avoir' },
    en: { invoice: 'invoice', credit_note: 'credit-note' },
  }
  const number = invoice.number.replace(/[^\p{L}\p{N}._-]+/gu, '-')
  return `${what[language][invoice.kind]}-${number}-${language === 'fr' ? 'copie' : 'copy'}.pdf`
}
