/** From rows of the database to the shapes of the door. */
import { taxesOf } from '../../base/money.ts'
import type { InvoiceLine, InvoiceRow, InvoiceSheet, InvoiceTotals } from './api.ts'
import type * as queries from './queries.ts'
import { nextDue, stateOf } from './rules.ts'

type Found<Q extends (...given: never[]) => Promise<unknown>> = NonNullable<Awaited<ReturnType<Q>>>
type Many<Q extends (...given: never[]) => Promise<readonly unknown[]>> = Awaited<ReturnType<Q>>

/** Everything that one sheet is made of. */
export interface Parts {
  head: Found<typeof queries.head>
  lines: Many<typeof queries.lines>
  taxes: Many<typeof queries.taxes>
  dues: Many<typeof queries.dues>
  payments: Many<typeof queries.payments>
  creditNotes: Many<typeof queries.creditNotes>
  corrected: Found<typeof queries.corrected> | null
  settings: Found<typeof queries.settings>
}

export function rowOf(row: Many<typeof queries.page>[number], today: string): InvoiceRow {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    state: stateOf(row, today),
    issuedOn: row.issued_on,
    dueOn: row.due_on,
    reference: row.reference,
    title: row.title,
    site: row.place_id === null ? null : { id: row.place_id, name: row.place_name ?? '' },
    currency: row.currency,
    totalExclTax: row.total_excl_tax,
    totalTax: row.total_tax,
    totalInclTax: row.total_incl_tax,
    remaining: row.remaining,
  }
}

export function totalsOf(
  sums: Found<typeof queries.totals>,
  settings: Found<typeof queries.settings>,
  showsAmounts: boolean,
): InvoiceTotals {
  const mixed = sums.currency !== sums.other_currency
  // The sum of nothing is 0 for whoever may see amounts, and hidden for whoever may not.
  const shown = (amount: string | null) => (mixed || !showsAmounts ? null : (amount ?? '0.00'))
  return {
    count: Number(sums.count),
    currency: mixed ? null : (sums.currency ?? settings.currency),
    openCount: Number(sums.open_count),
    open: shown(sums.open),
    overdueCount: Number(sums.overdue_count),
    overdue: shown(sums.overdue),
  }
}

/** The answer to a filter that can keep no row. */
export function nothing(showsAmounts: boolean) {
  const none = showsAmounts ? '0.00' : null
  const totals = { count: 0, currency: null, openCount: 0, open: none, overdueCount: 0, overdue: none }
  return { rows: [], next: null, totals }
}

export function lineOf(line: Parts['lines'][number]): InvoiceLine {
  return {
    id: line.id,
    kind: line.kind,
    reference: line.reference,
    label: line.label,
    quantity: line.quantity,
    unit: line.unit,
    unitPrice: line.unit_price,
    amountExclTax: line.amount_excl_tax,
    taxRate: line.tax_rate,
  }
}

/** VAT as booked; where the vendor books none per rate, as the vendor rounds it. */
export function taxesShown({ taxes, lines, settings }: Pick<Parts, 'taxes' | 'lines' | 'settings'>) {
  if (taxes.length > 0) return taxes.map(({ rate, label, base, amount }) => ({ rate, label, base, amount }))
  const taxed = lines.flatMap(({ kind, amount_excl_tax: amount, tax_rate: rate }) =>
    kind === 'line' && amount !== null ? [{ amount, rate }] : [],
  )
  const [rounding, per] = settings.vat_rounding.split('/') as ['half-up' | 'half-even', 'rate' | 'line']
  return taxesOf(taxed, { rounding, per }).map((row) => ({ ...row, label: null }))
}

export function sheetOf(parts: Parts, today: string, pdf: InvoiceSheet['pdf']): InvoiceSheet {
  const { head, dues, corrected } = parts
  return {
    ...rowOf(head, today),
    dueOn: head.due_on ?? nextDue(dues),
    lines: parts.lines.map(lineOf),
    taxes: taxesShown(parts),
    dues: dues.map((due) => ({ dueOn: due.due_on, amount: due.amount, settled: due.settled })),
    payments: parts.payments.map(({ id, paid_on: paidOn, amount, method }) => ({ id, paidOn, amount, method })),
    creditNotes: parts.creditNotes.map((note) => ({
      id: note.id,
      number: note.number,
      issuedOn: note.issued_on,
      totalInclTax: note.total_incl_tax,
    })),
    original: corrected && { id: corrected.id, number: corrected.number, issuedOn: corrected.issued_on },
    billing: billingOf(head),
    paymentTerms: head.payment_terms ?? head.customer_terms,
    pdf,
  }
}

/** Where the invoice goes; null where the vendor keeps no address for it, or the session may not see that place. */
function billingOf(head: Parts['head']): InvoiceSheet['billing'] {
  if (head.billing_id === null) return null
  return {
    name: head.customer_name ?? head.billing_name ?? '',
    street: head.billing_street,
    postalCode: head.billing_postal_code,
    city: head.billing_city,
  }
}
