/** Gallery of the interventions. */
import type { Api, InterventionRow, InterventionSheet } from '../../bff/api.ts'
import { badDays, base, person, portal, type Reply, signedOut, type State } from './state.ts'

const row = (id: string, change: Partial<InterventionRow>): InterventionRow => ({
  id,
  number: `DI-26-0${id}`,
  kind: 'repair',
  state: 'planned',
  urgent: false,
  title: 'Bourrage papier répété, bac 2',
  requester: 'Paul Martin',
  requestedAt: '2026-11-19T08:12:00.000Z',
  plannedAt: '2026-11-24T13:30:00.000Z',
  closedAt: null,
  nature: { id: '11', label: 'Panne', domain: 'Copieurs et imprimantes' },
  site: { id: '3', name: 'Atelier mécanique' },
  equipment: { id: '7', label: 'Ricoh IM C3000' },
  ...change,
})

const rows: InterventionRow[] = [
  row('452', { state: 'waiting', plannedAt: null, title: 'Code d’erreur SC542 à l’allumage', urgent: true }),
  row('449', {}),
  row('441', {
    state: 'in_progress',
    title: 'Remplacement du four',
    requestedAt: '2026-11-17T14:05:00.000Z',
    plannedAt: '2026-11-22T08:00:00.000Z',
    requester: 'Claire Dupond',
  }),
  row('438', {
    state: 'received',
    plannedAt: null,
    equipment: null,
    nature: { id: '20', label: 'Téléphonie', domain: null },
    title: 'Ligne grésillante à l’accueil',
    requestedAt: '2026-11-16T09:40:00.000Z',
  }),
  row('402', {
    kind: 'preventive',
    state: 'done',
    title: 'Entretien annuel',
    requester: null,
    requestedAt: '2026-09-08T07:00:00.000Z',
    plannedAt: '2026-09-15T07:30:00.000Z',
    closedAt: '2026-09-15T09:10:00.000Z',
  }),
  row('377', {
    state: 'refused',
    title: 'Déplacement du copieur à l’étage',
    requestedAt: '2026-07-02T10:15:00.000Z',
    plannedAt: null,
    closedAt: '2026-07-03T08:00:00.000Z',
    site: null,
  }),
]

const receipt = {
  id: '00000000-0000-4000-8000-000000000001',
  function: 'create_request',
  state: 'received',
  number: null,
  subjectId: null,
  reason: null,
  createdAt: '2026-11-21T15:42:00.000Z',
  deliveredAt: null,
} as const

const list: Api['GET /interventions']['reply'] = {
  rows,
  next: null,
  totals: { count: rows.length, openCount: 4, waitingCount: 1 },
  pending: [],
}

const onItsWay: Api['GET /interventions']['reply']['pending'] = [
  {
    ...receipt,
    receipt: 'R7K3-F92Q',
    description: 'Le toner noir coule sur les copies recto verso.',
    requester: 'Paul Martin',
  },
  {
    ...receipt,
    id: '00000000-0000-4000-8000-000000000002',
    receipt: 'M20X-8TDA',
    state: 'refused',
    reason: 'Cette machine n’est plus sous contrat. Appelez-nous pour un devis.',
    description: 'Déplacer l’imprimante du premier étage.',
    requester: 'Claire Dupond',
    createdAt: '2026-11-20T10:05:00.000Z',
  },
]

const sheet: InterventionSheet = {
  ...row('452', { state: 'waiting', plannedAt: null, title: 'Code d’erreur SC542 à l’allumage', urgent: true }),
  description: 'Depuis ce matin la machine affiche SC542 et s’arrête.\nNous avons une clôture comptable vendredi.',
  contact: 'Paul Martin, 02 41 00 00 12',
  workDone: null,
  address: { street: '8 rue des Forges', postalCode: '49000', city: 'Angers' },
  machine: { serialNumber: 'C507PB2087', providerNumber: 'AB-01842', place: 'Rez-de-chaussée, bureau des méthodes' },
  steps: [
    { state: 'received', progress: 'done', at: '2026-11-19T08:12:00.000Z' },
    { state: 'planned', progress: 'done', at: '2026-11-20T08:30:00.000Z' },
    { state: 'in_progress', progress: 'done', at: '2026-11-20T08:30:00.000Z' },
    { state: 'waiting', progress: 'current', at: null },
    { state: 'done', progress: 'next', at: null },
  ],
  visits: [
    {
      id: '1',
      state: 'done',
      startsAt: '2026-11-20T08:30:00.000Z',
      endsAt: '2026-11-20T10:05:00.000Z',
      technician: 'Julie Abgrall',
      workDone: 'Thermistance du four hors tolérance. Pièce à commander, remise en service provisoire.',
      works: [
        { id: '1', kind: 'labour', label: 'Diagnostic', quantity: '1.5', unit: 'h' },
        { id: '2', kind: 'travel', label: 'Déplacement zone 1', quantity: '1', unit: null },
      ],
    },
  ],
  exchanges: [
    {
      id: '1',
      direction: 'from_customer',
      author: 'Paul Martin',
      body: 'Voici la photo de l’écran.',
      sentAt: '2026-11-19T08:20:00.000Z',
      files: [
        {
          id: '31',
          role: 'attachment',
          fileName: 'ecran.pdf',
          title: null,
          mediaType: 'application/pdf',
          size: 482_113,
          image: null,
        },
      ],
    },
    {
      id: '2',
      direction: 'from_vendor',
      author: 'Service technique',
      body: 'La pièce arrive mardi. Pouvez-vous nous recevoir mardi à partir de 14\u00a0h\u202f?',
      sentAt: '2026-11-20T15:02:00.000Z',
      files: [],
    },
  ],
  pending: [],
  documents: [
    {
      id: '30',
      role: 'original',
      fileName: 'bon-452.pdf',
      title: 'Bon d’intervention du 20 novembre',
      mediaType: 'application/pdf',
      size: 96_400,
      image: null,
    },
  ],
  mayReply: true,
}

const features = [...portal.features, 'replying']
const own: Reply = {
  ...base,
  'GET /portal': { ...portal, features },
  'GET /session': person({
    name: 'Paul Martin',
    login: 'martin',
    email: 'paul.martin@marchand.example',
    profile: { id: 'technical', name: { fr: 'Technique', en: 'Technical' } },
  }),
  'GET /natures': { domains: [] },
  'GET /interventions': list,
  'GET /interventions/:id': sheet,
}

export const interventions: readonly State[] = [
  { id: 'ready', title: { fr: 'Des interventions', en: 'Service calls' }, signedIn: true, replies: own },
  {
    id: 'pending',
    title: { fr: 'Des demandes en cours d’envoi', en: 'Requests on their way' },
    signedIn: true,
    replies: { ...own, 'GET /interventions': { ...list, pending: onItsWay } },
  },
  {
    id: 'empty',
    title: { fr: 'Encore aucune intervention', en: 'No service call yet' },
    signedIn: true,
    replies: {
      ...own,
      'GET /interventions': {
        rows: [],
        next: null,
        totals: { count: 0, openCount: 0, waitingCount: 0 },
        pending: [],
      },
    },
  },
  {
    id: 'forbidden',
    title: { fr: 'Un profil sans les interventions', en: 'A profile without service calls' },
    signedIn: true,
    replies: { ...own, 'GET /session': person({ rights: ['invoices.read'] }), 'GET /interventions': 'right-missing' },
  },
  {
    id: 'problem',
    title: { fr: 'La gestion ne répond pas', en: 'The management database is down' },
    signedIn: true,
    replies: { ...own, 'GET /interventions': 'management-unavailable' },
  },
  signedOut,
  ...badDays,
]
