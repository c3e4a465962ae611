/** The states of each widget that the gallery shows, and the answers that bring them about. */
import type { Api, InvoiceRow, InvoiceSheet, Key, PortalView, ProblemCode, Right, SessionView } from '../../bff/api.ts'
import type { Words } from '../site.ts'

type Reply = { [K in Key]?: Api[K]['reply'] | ProblemCode }

export interface State {
  /** At most 16 lower-case letters and digits. */
  id: string
  title: Words
  /** Somebody is signed in before the widget shows. */
  signedIn: boolean
  /** `never`: the counter does not answer; `cut`: the connection breaks; `offline`: and the browser knows why. */
  network?: 'never' | 'cut' | 'offline'
  /** The page is not served by https. */
  insecure?: true
  replies: Reply
}

const portal: PortalView = {
  key: 'pk_stub_stub0000000000',
  name: 'Armoise Bureautique',
  languages: ['fr', 'en'],
  features: ['invoices'],
  branding: { phone: '02 61 91 40 00', email: 'clients@armoise.example' },
  signIn: { password: true, code: true },
}

const everything: Right[] = [
  'invoices.read',
  'invoices.amounts',
  'invoices.download',
  'invoices.export',
  'fleet.read',
  'documents.read',
]

const marchand = { id: '12', code: 'C0012', name: 'Ateliers Marchand' }

function person(change: Partial<SessionView> = {}): SessionView {
  return {
    kind: 'password',
    name: 'Claire Dupond',
    login: 'dupond',
    email: 'claire.dupond@marchand.example',
    language: 'fr',
    profile: { id: 'buyer', name: { fr: 'Acheteur', en: 'Buyer' } },
    rights: everything,
    customer: marchand,
    customers: [marchand],
    sites: null,
    intervention: null,
    idleUntil: '2099-01-01T00:30:00.000Z',
    expiresAt: '2099-01-01T12:00:00.000Z',
    ...change,
  }
}

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

const sites: Api['GET /sites']['reply'] = {
  rows: [{ id: '3', name: 'Atelier mécanique', street: null, postalCode: '49000', city: 'Angers' }],
  next: null,
}
const base: Reply = {
  'GET /portal': portal,
  'GET /session': person(),
  'GET /sites': sites,
  'GET /invoices/:id': sheet,
  'DELETE /session': { ended: true },
}

const signedOut: State = {
  id: 'signedout',
  title: { fr: 'Personne n’est connecté', en: 'Nobody is signed in' },
  signedIn: false,
  replies: base,
}
const loading: State = {
  id: 'loading',
  title: { fr: 'Chargement', en: 'Loading' },
  signedIn: false,
  network: 'never',
  replies: {},
}
const cut: State = {
  id: 'unreachable',
  title: { fr: 'Le guichet ne répond pas', en: 'The counter does not answer' },
  signedIn: false,
  network: 'cut',
  replies: {},
}
const offline: State = {
  id: 'offline',
  title: { fr: 'Hors connexion', en: 'Offline' },
  signedIn: false,
  network: 'offline',
  replies: {},
}
const insecure: State = {
  id: 'insecure',
  title: { fr: 'Une page sans https', en: 'A page without https' },
  signedIn: false,
  insecure: true,
  replies: {},
}

/** What may befall every widget. */
const badDays = [loading, cut, offline, insecure]

/** tag -> its states. */
export const gallery: Readonly<Record<string, readonly State[]>> = {
  'guichet-invoices': [
    {
      id: 'ready',
      title: { fr: 'Des factures', en: 'Invoices' },
      signedIn: true,
      replies: { ...base, 'GET /invoices': list },
    },
    {
      id: 'noamounts',
      title: { fr: 'Un profil sans les montants', en: 'A profile without amounts' },
      signedIn: true,
      replies: {
        ...base,
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
        ...base,
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
      replies: { ...base, 'GET /session': person({ rights: ['fleet.read'] }), 'GET /invoices': 'right-missing' },
    },
    {
      id: 'problem',
      title: { fr: 'La gestion ne répond pas', en: 'The management database is down' },
      signedIn: true,
      replies: { ...base, 'GET /invoices': 'management-unavailable' },
    },
    signedOut,
    ...badDays,
  ],
  'guichet-account': [
    {
      id: 'person',
      title: { fr: 'Une personne, une société', en: 'One person, one company' },
      signedIn: true,
      replies: base,
    },
    {
      id: 'group',
      title: { fr: 'Une personne, plusieurs sociétés', en: 'One person, several companies' },
      signedIn: true,
      replies: {
        ...base,
        'GET /session': person({
          name: 'Hugo Berger',
          profile: { id: 'supervisor', name: { fr: 'Superviseur', en: 'Supervisor' } },
          customers: [
            marchand,
            { id: '14', code: 'C0014', name: 'Berger Immobilier' },
            { id: '15', code: null, name: 'Berger Patrimoine Conseil' },
          ],
        }),
      },
    },
    {
      id: 'link',
      title: { fr: 'Un lien limité à un site', en: 'A link limited to one site' },
      signedIn: true,
      replies: {
        ...base,
        'GET /session': person({
          kind: 'code',
          name: 'Gardien du siège',
          login: null,
          email: null,
          sites: [{ id: '3', name: 'Atelier mécanique' }],
        }),
      },
    },
    signedOut,
    ...badDays,
  ],
  'guichet-login': [
    {
      ...signedOut,
      replies: { ...base, 'POST /session': 'sign-in-refused', 'POST /session/code/preview': 'code-refused' },
    },
    {
      id: 'passwordonly',
      title: { fr: 'Un portail sans code', en: 'A portal without codes' },
      signedIn: false,
      replies: {
        ...base,
        'GET /portal': { ...portal, signIn: { password: true, code: false } },
        'POST /session': 'too-many-attempts',
      },
    },
    { id: 'welcome', title: { fr: 'Déjà connecté', en: 'Signed in already' }, signedIn: true, replies: base },
    ...badDays,
  ],
}
