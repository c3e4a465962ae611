/** Gallery of the invoices. */
import type { Api, InvoiceRow, InvoiceSheet } from '../../bff/api.ts'
import { badDays, base, person, type Reply, signedOut, type State } from './state.ts'

const euro = { currency: 'EUR', site: { id: '3', name: 'Atelier mécanique' } }
const row = (id: string, change: Partial<InvoiceRow>): InvoiceRow => ({
  ...euro,
  id,
  number: `F2026-0${id}`,
  kind: 'invoice',
  state: 'open',
  issuedOn: '2026-11-02',
  dueOn: '2026-12-02',
  reference: 'BC-4471',
  title: 'Contrat de maintenance, 4e trimestre',
  totalExclTax: '1070.50',
  totalTax: '214.10',
  totalInclTax: '1284.60',
  remaining: '1284.60',
  ...change,
})

const rows: InvoiceRow[] = [
  row('418', {}),
  row('402', {
    state: 'overdue',
    issuedOn: '2026-09-14',
    dueOn: '2026-10-14',
    title: 'Copies du trimestre',
    totalInclTax: '312.84',
    remaining: '312.84',
  }),
  row('397', {
    state: 'partly_paid',
    issuedOn: '2026-09-01',
    dueOn: '2026-11-30',
    title: 'Copieur couleur A3, en trois fois',
    totalInclTax: '6420.00',
    remaining: '2140.00',
  }),
  row('371', {
    state: 'paid',
    issuedOn: '2026-07-03',
    dueOn: '2026-08-02',
    reference: null,
    remaining: '0.00',
    totalInclTax: '96.00',
    title: 'Toner noir',
  }),
  row('365', {
    kind: 'credit_note',
    state: 'open',
    issuedOn: '2026-06-20',
    dueOn: null,
    site: null,
    totalInclTax: '-48.00',
    remaining: '-48.00',
    title: 'Retour de consommables',
  }),
]

const list: Api['GET /invoices']['reply'] = {
  rows,
  next: null,
  totals: { count: rows.length, currency: 'EUR', openCount: 4, open: '3689.44', overdueCount: 1, overdue: '312.84' },
}

const noAmounts = { totalExclTax: null, totalTax: null, totalInclTax: null, remaining: null }

const sheet: InvoiceSheet = {
  ...row('418', {}),
  lines: [
    {
      id: '1',
      kind: 'line',
      reference: 'MNT-T',
      label: 'Maintenance trimestrielle',
      quantity: '1',
      unit: null,
      unitPrice: '980.5000',
      amountExclTax: '980.50',
      taxRate: '0.2',
    },
    {
      id: '2',
      kind: 'line',
      reference: 'COP-N',
      label: 'Copies noir et blanc',
      quantity: '20000',
      unit: 'copie',
      unitPrice: '0.0045',
      amountExclTax: '90.00',
      taxRate: '0.2',
    },
  ],
  taxes: [{ rate: '0.2', label: null, base: '1070.50', amount: '214.10' }],
  dues: [{ dueOn: '2026-12-02', amount: '1284.60', settled: false }],
  payments: [],
  creditNotes: [],
  original: null,
  billing: { name: 'Ateliers Marchand', street: '4 rue du Moulin', postalCode: '49100', city: 'Angers' },
  paymentTerms: '30 jours fin de mois',
  pdf: 'copy',
}

const own: Reply = { ...base, 'GET /invoices/:id': sheet }

export const invoices: readonly State[] = [
  {
    id: 'ready',
    title: { fr: 'Des factures', en: 'Invoices' },
    signedIn: true,
    replies: { ...own, 'GET /invoices': list },
  },
  {
    id: 'noamounts',
    title: { fr: 'Un profil sans les montants', en: 'A profile without amounts' },
    signedIn: true,
    replies: {
      ...own,
      'GET /session': person({
        name: 'Paul Martin',
        profile: { id: 'technical', name: { fr: 'Technique', en: 'Technical' } },
        rights: ['invoices.read'],
      }),
      'GET /invoices': {
        ...list,
        rows: rows.map((one) => ({ ...one, ...noAmounts })),
        totals: { ...list.totals, open: null, overdue: null },
      },
      'GET /invoices/:id': 'not-found',
    },
  },
  {
    id: 'empty',
    title: { fr: 'Encore aucune facture', en: 'No invoice yet' },
    signedIn: true,
    replies: {
      ...own,
      'GET /invoices': {
        rows: [],
        next: null,
        totals: { count: 0, currency: null, openCount: 0, open: null, overdueCount: 0, overdue: null },
      },
    },
  },
  {
    id: 'forbidden',
    title: { fr: 'Un profil sans les factures', en: 'A profile without invoices' },
    signedIn: true,
    replies: { ...own, 'GET /session': person({ rights: ['fleet.read'] }), 'GET /invoices': 'right-missing' },
  },
  {
    id: 'problem',
    title: { fr: 'La gestion ne répond pas', en: 'The management database is down' },
    signedIn: true,
    replies: { ...own, 'GET /invoices': 'management-unavailable' },
  },
  signedOut,
  ...badDays,
]
