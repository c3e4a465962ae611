/** Gallery of the orders. */
import type { Api, OrderRow, OrderSheet } from '../../bff/api.ts'
import { badDays, base, person, portal, type Reply, signedOut, type State } from './state.ts'

const row = (id: string, change: Partial<OrderRow>): OrderRow => ({
  id,
  number: `CW-2026-0${id}`,
  state: 'received',
  reference: 'BC-2026-118',
  requester: 'Claire Dupond',
  orderedOn: '2026-11-20',
  expectedOn: '2026-12-01',
  currency: 'EUR',
  exclTax: '183.80',
  inclTax: '220.56',
  site: { id: '3', name: 'Atelier mécanique' },
  ...change,
})

const rows: OrderRow[] = [
  row('412', {}),
  row('405', { state: 'partly_delivered', orderedOn: '2026-11-12', inclTax: '1284.60', reference: 'BC-2026-109' }),
  row('399', { state: 'preparing', orderedOn: '2026-11-09', reference: null, inclTax: '64.20' }),
  row('381', { state: 'confirmed', orderedOn: '2026-11-02', expectedOn: null, exclTax: null, inclTax: null }),
  row('352', { state: 'delivered', orderedOn: '2026-10-14', requester: null, inclTax: '312.00' }),
  row('340', { state: 'refused', orderedOn: '2026-10-03', site: null, inclTax: '9840.00' }),
  row('311', { state: 'cancelled', orderedOn: '2026-09-15', reference: null, inclTax: '58.90' }),
]

const receipt = {
  id: '00000000-0000-4000-8000-000000000001',
  function: 'place_order',
  state: 'received',
  number: null,
  subjectId: null,
  reason: null,
  createdAt: '2026-11-21T15:42:00.000Z',
  deliveredAt: null,
} as const

const list: Api['GET /orders']['reply'] = {
  rows,
  next: null,
  totals: { count: rows.length, openCount: 4, inclTax: '1881.36', currency: 'EUR' },
  pending: [],
}

const line = (id: string, change: Partial<OrderSheet['lines'][number]>): OrderSheet['lines'][number] => ({
  id,
  kind: 'line',
  reference: 'TN-421',
  label: 'Toner noir Kéops C420',
  quantity: '2',
  delivered: '2',
  toCome: null,
  unit: 'pièce',
  unitPrice: '58.90',
  amount: '117.80',
  taxRate: '0.2',
  equipment: { id: '7', label: 'Copieur du hall' },
  again: { articleId: '1', quantity: '2' },
  ...change,
})

const sheet: OrderSheet = {
  ...row('405', { state: 'partly_delivered', orderedOn: '2026-11-12', reference: 'BC-2026-109', inclTax: '220.56' }),
  comment: 'Livrer le matin, quai B.',
  tax: '36.76',
  delivery: { id: '3', name: 'Atelier mécanique', street: '8 rue des Forges', postalCode: '49000', city: 'Angers' },
  billing: { id: '4', name: 'Siège', street: '12 boulevard Foch', postalCode: '49100', city: 'Angers' },
  steps: [
    { state: 'received', progress: 'done', on: '2026-11-12' },
    { state: 'confirmed', progress: 'done', on: null },
    { state: 'preparing', progress: 'done', on: null },
    { state: 'partly_delivered', progress: 'current', on: null },
    { state: 'delivered', progress: 'next', on: '2026-12-01' },
  ],
  lines: [
    line('1', {}),
    line('2', {
      reference: 'PA-A4-80',
      label: 'Papier recyclé A4 80 g, carton de 5 ramettes',
      quantity: '5',
      delivered: '2',
      toCome: '3',
      unit: 'carton',
      unitPrice: '10.00',
      amount: '50.00',
      equipment: null,
      again: { articleId: '2', quantity: '5' },
    }),
    line('3', {
      reference: null,
      label: 'Participation aux frais de port',
      quantity: '1',
      unit: null,
      unitPrice: '16.00',
      amount: '16.00',
      equipment: null,
      again: null,
    }),
  ],
  documents: [
    {
      id: '30',
      role: 'original',
      fileName: 'CW-2026-0405.pdf',
      title: 'Confirmation de commande',
      mediaType: 'application/pdf',
      size: 48_200,
    },
  ],
  mayOrder: true,
}

const own: Reply = {
  ...base,
  'GET /portal': { ...portal, features: [...portal.features, 'ordering'] },
  'GET /orders': list,
  'GET /orders/:id': sheet,
}

export const orders: readonly State[] = [
  { id: 'ready', title: { fr: 'Des commandes', en: 'Orders' }, signedIn: true, replies: own },
  {
    id: 'pending',
    title: { fr: 'Des commandes en cours d’envoi', en: 'Orders on their way' },
    signedIn: true,
    replies: {
      ...own,
      'GET /orders': {
        ...list,
        pending: [
          {
            ...receipt,
            receipt: 'R7K3-F92Q',
            reference: 'BC-2026-118',
            requester: 'Claire Dupond',
            inclTax: '220.56',
            currency: 'EUR',
          },
          {
            ...receipt,
            id: '00000000-0000-4000-8000-000000000002',
            receipt: 'M20X-8TDA',
            state: 'refused',
            reason: 'Votre encours est dépassé. Appelez-nous.',
            reference: null,
            requester: 'Claire Dupond',
            inclTax: '9840.00',
            currency: 'EUR',
          },
        ],
      },
    },
  },
  {
    id: 'blind',
    title: { fr: 'Un profil sans les montants', en: 'A profile without amounts' },
    signedIn: true,
    replies: {
      ...own,
      'GET /session': person({ rights: ['orders.read'] }),
      'GET /orders': {
        ...list,
        rows: rows.map((one) => ({ ...one, exclTax: null, inclTax: null })),
        totals: { ...list.totals, inclTax: null },
      },
    },
  },
  {
    id: 'empty',
    title: { fr: 'Encore aucune commande', en: 'No order yet' },
    signedIn: true,
    replies: {
      ...own,
      'GET /orders': {
        rows: [],
        next: null,
        totals: { count: 0, openCount: 0, inclTax: null, currency: null },
        pending: [],
      },
    },
  },
  {
    id: 'forbidden',
    title: { fr: 'Un profil sans les commandes', en: 'A profile without orders' },
    signedIn: true,
    replies: { ...own, 'GET /session': person({ rights: ['invoices.read'] }), 'GET /orders': 'right-missing' },
  },
  {
    id: 'problem',
    title: { fr: 'La gestion ne répond pas', en: 'The management database is down' },
    signedIn: true,
    replies: { ...own, 'GET /orders': 'management-unavailable' },
  },
  signedOut,
  ...badDays,
]
