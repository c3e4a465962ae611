/** What all galleries share: a portal, somebody who may do everything, and what may befall every widget. */
import type { Api, Key, PortalView, ProblemCode, Right, SessionView } from '../../bff/api.ts'
import type { Words } from '../site.ts'

export type Reply = { [K in Key]?: Api[K]['reply'] | ProblemCode }

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
  /** What lies in the cart of that person on this device. */
  cart?: readonly { articleId: string; quantity: string; options: readonly string[]; equipmentId: string | null }[]
  replies: Reply
}

export const portal: PortalView = {
  key: 'pk_stub_stub0000000000',
  name: 'Armoise Bureautique',
  languages: ['fr', 'en'],
  features: ['invoices', 'fleet', 'interventions', 'requests', 'catalogue', 'orders', 'dashboard'],
  branding: { phone: '02 61 91 40 00', email: 'clients@armoise.example' },
  signIn: { password: true, code: true, oneTimeCode: false, registration: false },
}

export const everything: Right[] = [
  'invoices.read',
  'invoices.amounts',
  'invoices.download',
  'invoices.export',
  'fleet.read',
  'fleet.export',
  'documents.read',
  'catalogue.read',
  'prices.read',
  'orders.read',
  'orders.amounts',
  'orders.place',
  'orders.export',
  'requests.create',
  'interventions.read',
  'interventions.reply',
  'interventions.export',
  'contacts.read',
]

export const marchand = { id: '12', code: 'C0012', name: 'Ateliers Marchand' }

export function person(change: Partial<SessionView> = {}): SessionView {
  return {
    kind: 'password',
    name: 'Claire Dupond',
    login: 'dupond',
    email: 'claire.dupond@marchand.example',
    phone: '•• 01',
    hasPassword: true,
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

const sites: Api['GET /sites']['reply'] = {
  rows: [{ id: '3', name: 'Atelier mécanique', street: null, postalCode: '49000', city: 'Angers' }],
  next: null,
}
export const base: Reply = {
  'GET /portal': portal,
  'GET /session': person(),
  'GET /sites': sites,
  'DELETE /session': { ended: true },
}

export const signedOut: State = {
  id: 'signedout',
  title: { fr: 'Personne n’est connecté', en: 'Nobody is signed in' },
  signedIn: false,
  replies: base,
}
export const loading: State = {
  id: 'loading',
  title: { fr: 'Chargement', en: 'Loading' },
  signedIn: false,
  network: 'never',
  replies: {},
}
export const cut: State = {
  id: 'unreachable',
  title: { fr: 'Le guichet ne répond pas', en: 'The counter does not answer' },
  signedIn: false,
  network: 'cut',
  replies: {},
}
export const offline: State = {
  id: 'offline',
  title: { fr: 'Hors connexion', en: 'Offline' },
  signedIn: false,
  network: 'offline',
  replies: {},
}
export const insecure: State = {
  id: 'insecure',
  title: { fr: 'Une page sans https', en: 'A page without https' },
  signedIn: false,
  insecure: true,
  replies: {},
}

/** What may befall every widget. */
export const badDays = [loading, cut, offline, insecure]
