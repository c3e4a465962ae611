/** Documents for the tests of the invoices widget, and answers as the BFF gives them. */
import type { Api, InvoiceRow, InvoiceSheet, InvoiceState, SubCall } from '../../bff/api.ts'
import { type Answers, Refusal } from '../kit/stub-bff.ts'

const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)

const sites = [
  { id: 's1', name: 'Siège' },
  { id: 's2', name: 'Atelier' },
]

export function row(id: number, change: Partial<InvoiceRow> = {}): InvoiceRow {
  return {
    id: String(id),
    number: `FA-${String(id).padStart(4, '0')}`,
    kind: 'invoice',
    state: 'open',
    issuedOn: day(id),
    dueOn: day(id - 30),
    reference: `BC ${id}`,
    title: `Maintenance du copieur ${id}`,
    site: sites[id % 2] ?? null,
    currency: 'EUR',
    totalExclTax: '1000.00',
    totalTax: '200.00',
    totalInclTax: '1200.00',
    remaining: '1200.00',
    ...change,
  }
}

/** Every state, a credit note, and enough more for three pages of 20. */
export const documents: InvoiceRow[] = [
  row(1, { state: 'overdue', dueOn: day(12), totalInclTax: '1284.60', remaining: '1284.60' }),
  row(2, { state: 'partly_paid', remaining: '480.00' }),
  row(3, { state: 'paid', remaining: '0.00' }),
  row(4, { state: 'cancelled', remaining: '0.00', site: null, reference: null, title: null }),
  row(5, { kind: 'credit_note', number: 'AV-0005', dueOn: null, totalInclTax: '-36.00', remaining: '-36.00' }),
  ...Array.from({ length: 42 }, (_, n) => row(n + 6)),
]

const hidden = { totalExclTax: null, totalTax: null, totalInclTax: null, remaining: null }
const late: InvoiceState[] = ['overdue']
const unpaid: InvoiceState[] = ['overdue', 'open', 'partly_paid']

type Query = Api['GET /invoices']['query']

export function listing(query: Query, { amounts = true, all = documents } = {}): Api['GET /invoices']['reply'] {
  const found = all.filter(
    (each) =>
      (!query.state || query.state.includes(each.state)) &&
      (!query.kind || query.kind === each.kind) &&
      (!query.q || `${each.number} ${each.title}`.includes(query.q)),
  )
  const from = Number(query.after ?? 0)
  const to = from + (query.limit ?? 20)
  const cents = (states: InvoiceState[]) =>
    found
      .filter(({ state }) => states.includes(state))
      .reduce((sum, { remaining }) => sum + Math.round(Number(remaining) * 100), 0)
  const total = (states: InvoiceState[]) => (amounts ? (cents(states) / 100).toFixed(2) : null)
  const count = (states: InvoiceState[]) => found.filter(({ state }) => states.includes(state)).length
  return {
    rows: found.slice(from, to).map((each) => (amounts ? each : { ...each, ...hidden })),
    next: to < found.length ? String(to) : null,
    totals: {
      count: found.length,
      currency: 'EUR',
      openCount: count(unpaid),
      open: total(unpaid),
      overdueCount: count(late),
      overdue: total(late),
    },
  }
}

export function sheetOf(id: string, change: Partial<InvoiceSheet> = {}): InvoiceSheet {
  const known = documents.find((each) => each.id === id)
  if (!known) throw new Refusal(404, 'not-found')
  const text = { reference: null, quantity: null, unit: null, unitPrice: null, amountExclTax: null, taxRate: null }
  return {
    ...known,
    lines: [
      { ...text, id: 'l1', kind: 'title', label: 'Entretien' },
      {
        id: 'l2',
        kind: 'line',
        reference: 'PG-NB',
        label: 'Pages noir et blanc',
        quantity: '12480',
        unit: 'p.',
        unitPrice: '0.0049',
        amountExclTax: '61.15',
        taxRate: '0.2',
      },
      { ...text, id: 'l3', kind: 'subtotal', label: 'Sous-total', amountExclTax: '61.15' },
      { ...text, id: 'l4', kind: 'comment', label: 'Relevé du 4 novembre' },
    ],
    taxes: [
      { rate: '0.2', label: null, base: '900.00', amount: '180.00' },
      { rate: '0.055', label: null, base: '100.00', amount: '5.50' },
    ],
    dues: [
      { dueOn: day(40), amount: '600.00', settled: true },
      { dueOn: day(12), amount: '600.00', settled: false },
    ],
    payments: [{ id: 'p1', paidOn: day(38), amount: '600.00', method: 'Prélèvement SEPA' }],
    creditNotes:
      known.kind === 'invoice' ? [{ id: '5', number: 'AV-0005', issuedOn: day(5), totalInclTax: '-36.00' }] : [],
    original: known.kind === 'credit_note' ? { id: '1', number: 'FA-0001', issuedOn: day(1) } : null,
    billing: { name: 'Étude Dupond', street: '12 rue des Moulins', postalCode: '49000', city: 'Angers' },
    paymentTerms: '30 jours fin de mois',
    pdf: 'original',
    ...change,
  }
}

/** Answers of a BFF that has these documents. `amounts: false` = the profile may not see amounts. */
export function answers(options: { amounts?: boolean; all?: InvoiceRow[] } = {}): Answers {
  const { amounts = true } = options
  return {
    'GET /invoices': ({ query }: SubCall) => listing(query as Query, options),
    'GET /invoices/:id': ({ params }: SubCall) => {
      const sheet = sheetOf(params?.id ?? '')
      if (amounts) return sheet
      const lines = sheet.lines.map((line) => ({ ...line, unitPrice: null, amountExclTax: null }))
      const without = <T extends object>(list: T[]) => list.map((each) => ({ ...each, amount: null, base: null }))
      const { taxes, dues, payments, creditNotes } = sheet
      return {
        ...sheet,
        ...hidden,
        lines,
        taxes: without(taxes),
        dues: without(dues),
        payments: without(payments),
        creditNotes: creditNotes.map((each) => ({ ...each, totalInclTax: null })),
        pdf: null,
      }
    },
    'GET /sites': { rows: sites.map((site) => ({ ...site, street: null, postalCode: null, city: null })), next: null },
    'POST /invoices/:id/ticket': ({ params }: SubCall) => ({
      url: `/v1/files/ticket-${params?.id}`,
      fileName: `facture-${params?.id}.pdf`,
      expiresAt: '2026-11-21T10:01:00Z',
    }),
  }
}
