/** Gallery of the fleet. */
import type { Api, EquipmentRow, EquipmentSheet } from '../../bff/api.ts'
import { badDays, base, everything, person, type Reply, signedOut, type State } from './state.ts'

/** The gallery's counter has no files: the website itself has this one. */
const picture = '/machine.svg'

const row = (id: string, change: Partial<EquipmentRow>): EquipmentRow => ({
  id,
  label: 'Copieur couleur Kéops C420',
  brand: 'Kéops',
  serialNumber: `KC420-77${id}`,
  providerNumber: `ARM-0${id}`,
  site: { id: '3', name: 'Atelier mécanique', city: 'Angers' },
  place: 'Bureau des méthodes, 1er étage',
  state: 'in_service',
  installedOn: '2023-03-14',
  warrantyUntil: null,
  contractUntil: '2027-03-31',
  covered: true,
  article: '41',
  image: picture,
  consumables: true,
  openInterventions: 0,
  openOrders: 0,
  ...change,
})

const rows: EquipmentRow[] = [
  row('418', { openInterventions: 1, openOrders: 2 }),
  row('422', {
    label: 'Traceur grand format Helma 36 pouces',
    brand: 'Helma',
    image: null,
    state: 'out_of_service',
    openInterventions: 2,
    covered: false,
    contractUntil: null,
    place: 'Salle des plans',
    consumables: false,
  }),
  row('431', {
    label: 'Standard téléphonique Orme',
    brand: null,
    image: null,
    serialNumber: null,
    covered: false,
    contractUntil: null,
    warrantyUntil: '2099-06-30',
    site: { id: '4', name: 'Siège', city: 'Angers' },
    place: 'Local technique',
    installedOn: '2026-02-02',
    consumables: false,
  }),
  row('440', { site: null, place: null, installedOn: null, covered: false, contractUntil: null, image: null }),
]

const list: Api['GET /equipment']['reply'] = {
  rows,
  next: null,
  totals: { count: rows.length, outOfService: 1, withInterventions: 2, withOrders: 1 },
}

const sheet: EquipmentSheet = {
  ...row('418', { openInterventions: 1, openOrders: 1 }),
  family: { id: '7', label: 'Copieurs multifonctions' },
  address: { name: 'Atelier mécanique', street: '12 rue des Forges', postalCode: '49000', city: 'Angers' },
  contract: {
    number: 'MNT-2024-118',
    label: 'Maintenance et copies',
    state: 'running',
    startsOn: '2024-04-01',
    endsOn: '2027-03-31',
  },
  contacts: {
    user: {
      name: 'Luc Martin',
      role: 'Bureau des méthodes',
      email: 'l.martin@marchand.example',
      phone: '02 61 91 52 11',
    },
    service: { name: 'Accueil', role: null, email: null, phone: '02 61 91 52 00' },
    contract: null,
  },
  interventions: {
    count: 3,
    openCount: 1,
    rows: [
      {
        id: '901',
        number: 'INT-2026-0901',
        title: 'Bourrage papier répété dans le bac 2',
        state: 'planned',
        open: true,
        urgent: true,
        requester: 'Luc Martin',
        requestedAt: '2026-11-19T08:12:00.000Z',
        plannedAt: '2026-11-24T13:00:00.000Z',
        closedAt: null,
      },
      ...(['640', '512'] as const).map((id) => ({
        id,
        number: `INT-2026-0${id}`,
        title: 'Entretien annuel',
        state: 'done' as const,
        open: false,
        urgent: false,
        requester: 'Claire Dupond',
        requestedAt: '2026-05-04T07:30:00.000Z',
        plannedAt: null,
        closedAt: '2026-05-06T15:00:00.000Z',
      })),
    ],
  },
  orders: {
    count: 1,
    openCount: 1,
    rows: [
      {
        id: '77',
        number: 'CDE-2026-0077',
        state: 'preparing',
        open: true,
        requester: 'Claire Dupond',
        orderedOn: '2026-11-18',
        expectedOn: '2026-11-25',
        lines: [
          { label: 'Toner noir Kéops C420', quantity: '2', unit: 'pièce' },
          { label: 'Bac de récupération', quantity: '1', unit: 'pièce' },
        ],
      },
    ],
  },
  documents: [
    {
      id: '5',
      fileName: 'mise-en-service-ARM-0418.pdf',
      title: 'Procès-verbal de mise en service',
      mediaType: 'application/pdf',
      size: 184_320,
      changedAt: '2023-03-14T09:00:00.000Z',
    },
    {
      id: '6',
      fileName: 'guide-C420.pdf',
      title: null,
      mediaType: 'application/pdf',
      size: 3_984_588,
      changedAt: '2023-03-14T09:00:00.000Z',
    },
  ],
}

const families = {
  rows: [
    { id: '7', label: 'Copieurs multifonctions' },
    { id: '8', label: 'Téléphonie' },
  ],
}

const own: Reply = { ...base, 'GET /equipment/:id': sheet, 'GET /equipment/families': families }
const state = (id: string, fr: string, en: string, replies: Reply): State => ({
  id,
  title: { fr, en },
  signedIn: true,
  replies: { ...own, ...replies },
})

export const fleet: readonly State[] = [
  state('ready', 'Un parc', 'Equipment', { 'GET /equipment': list }),
  state('noorders', 'Un profil sans les commandes', 'A profile without orders', {
    'GET /session': person({ rights: everything.filter((right) => !right.startsWith('orders.')) }),
    'GET /equipment': {
      ...list,
      rows: rows.map((one) => ({ ...one, openOrders: null })),
      totals: { ...list.totals, withOrders: null },
    },
  }),
  state('empty', 'Aucun équipement', 'No equipment', {
    'GET /equipment': {
      rows: [],
      next: null,
      totals: { count: 0, outOfService: 0, withInterventions: 0, withOrders: 0 },
    },
  }),
  state('forbidden', 'Un profil sans le parc', 'A profile without equipment', {
    'GET /session': person({ rights: everything.filter((right) => right !== 'fleet.read') }),
  }),
  state('problem', 'Une panne du guichet', 'A failure of the counter', { 'GET /equipment': 'management-unavailable' }),
  signedOut,
  ...badDays,
]
