/** States of the request wizard. */
import type { Api, Domain, RequestForm } from '../../bff/api.ts'
import { badDays, base, person, type State, signedOut } from './state.ts'

const nature = (id: string, label: string, description: string | null, equipment: Domain['equipment']) => ({
  id,
  label,
  description,
  equipment,
})

const natures: Domain[] = [
  {
    ...nature('1', 'Une imprimante ou un copieur', 'Panne, bourrage, qualité, message d’erreur', 'optional'),
    natures: [
      nature('11', 'Bourrage papier', null, 'required'),
      nature('12', 'Traces ou mauvaise qualité', null, 'required'),
      nature('13', 'Message d’erreur', 'Notez le code affiché', 'required'),
    ],
  },
  { ...nature('2', 'La téléphonie', 'Lignes, postes, accueil', 'optional'), natures: [] },
  {
    ...nature('3', 'Installer ou déplacer un appareil', null, 'optional'),
    natures: [nature('31', 'Déménagement', null, 'optional')],
  },
  { ...nature('4', 'Une question', 'Contrat, facture, conseil', 'none'), natures: [] },
]

const form: RequestForm = {
  natures,
  sites: [
    { id: '3', name: 'Atelier mécanique', street: '4 rue du Moulin', postalCode: '49000', city: 'Angers' },
    { id: '4', name: 'Siège', street: '12 boulevard Foch', postalCode: '49100', city: 'Angers' },
  ],
  siteRequired: false,
  contact: { name: 'Paul Martin', phone: '02 41 00 12 34', email: 'paul.martin@marchand.example' },
  machine: null,
  open: [],
  fleet: true,
  today: '2026-11-21',
  limits: { files: 5, fileSize: 10_485_760 },
}

const machine = (id: string, label: string, place: string): Api['GET /equipment']['reply']['rows'][number] => ({
  id,
  label,
  brand: 'Brevalis',
  serialNumber: `BRV-77${id}-0421`,
  providerNumber: `A-${id}`,
  site: { id: '3', name: 'Atelier mécanique', city: 'Angers' },
  place,
  state: 'in_service',
  installedOn: '2024-03-11',
  warrantyUntil: null,
  contractUntil: null,
  covered: true,
  article: null,
  image: null,
  consumables: false,
  openInterventions: 0,
  openOrders: 0,
})

const machines: Api['GET /equipment']['reply'] = {
  rows: [
    machine('7', 'Brevalis C3300 copieur couleur A3', 'Accueil, rez-de-chaussée'),
    machine('8', 'Brevalis P1200 imprimante', 'Bureau des méthodes'),
  ],
  next: null,
  totals: { count: 2, outOfService: 0, withInterventions: 0, withOrders: 0 },
}

const martin = person({
  name: 'Paul Martin',
  login: 'martin',
  profile: { id: 'technical', name: { fr: 'Technique', en: 'Technical' } },
})

const replies = {
  ...base,
  'GET /session': martin,
  'GET /requests/form': form,
  'GET /equipment': machines,
  'POST /requests': {
    id: '5f0c1c52-7d8e-4f5e-9a53-0c7f5d3a2b11',
    receipt: 'R7K3-F92Q',
    function: 'create_request',
    state: 'received',
    number: null,
    subjectId: null,
    reason: null,
    createdAt: '2026-11-21T10:00:00.000Z',
    deliveredAt: null,
  },
} satisfies State['replies']

export const request: readonly State[] = [
  { id: 'ready', title: { fr: 'Le motif', en: 'The subject' }, signedIn: true, replies },
  {
    id: 'machines',
    title: {
      fr: 'Un fournisseur sans motifs\u00a0: d’abord l’appareil',
      en: 'A vendor without subjects: the machine first',
    },
    signedIn: true,
    replies: { ...replies, 'GET /requests/form': { ...form, natures: [] } },
  },
  {
    id: 'nofleet',
    title: { fr: 'Sans accès au parc', en: 'Without access to machines' },
    signedIn: true,
    replies: { ...replies, 'GET /requests/form': { ...form, natures: [], fleet: false } },
  },
  {
    id: 'problem',
    title: { fr: 'La gestion ne répond pas', en: 'The management does not answer' },
    signedIn: true,
    replies: { ...replies, 'GET /requests/form': 'management-unavailable' },
  },
  {
    id: 'forbidden',
    title: { fr: 'Un profil sans ce droit', en: 'A profile without this right' },
    signedIn: true,
    replies: { ...base, 'GET /session': person({ rights: ['invoices.read'] }) },
  },
  signedOut,
  ...badDays,
]
