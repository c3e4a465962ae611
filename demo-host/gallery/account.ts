/** Gallery of the account. */
import { badDays, base, marchand, person, signedOut, type State } from './state.ts'

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
