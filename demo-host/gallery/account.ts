/** Gallery of the account. */
import { badDays, base as shared, marchand, person, type Reply, signedOut, type State } from './state.ts'

const session = {
  kind: 'password',
  createdAt: '2026-11-20T08:12:00.000Z',
  lastSeenAt: '2026-11-20T17:40:00.000Z',
  expiresAt: '2099-01-01T12:00:00.000Z',
  origin: 'https://www.armoise.example',
  current: false,
} as const

const base: Reply = {
  ...shared,
  'GET /sessions': {
    rows: [
      { ...session, id: 'a1', browser: 'Firefox', system: 'Windows', network: '192.0.2.0/24', current: true },
      { ...session, id: 'b2', kind: 'one-time-code', browser: 'Safari', system: 'iOS', network: '198.51.100.0/24' },
      { ...session, id: 'c3', browser: null, system: null, network: '203.0.113.0/24' },
    ],
    next: null,
  },
  'DELETE /sessions/:id': { ended: true },
  // A delicate act: the sheet asks once more who it is.
  'DELETE /sessions': 'step-up-required',
  'POST /session/step-up': 'sign-in-refused',
  'POST /session/step-up/code': { challenge: 'stub'.padEnd(43, '0'), digits: 6, minutes: 10 },
  'POST /session/password': 'sign-in-refused',
}

export const account: readonly State[] = [
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
]
