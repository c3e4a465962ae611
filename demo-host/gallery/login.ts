/** Gallery of the sign-in. */
import { badDays, base, portal, signedOut, type State } from './state.ts'

export const login: readonly State[] = [
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
      'GET /portal': { ...portal, signIn: { ...portal.signIn, code: false } },
      'POST /session': 'too-many-attempts',
    },
  },
  { id: 'welcome', title: { fr: 'Déjà connecté', en: 'Signed in already' }, signedIn: true, replies: base },
  ...badDays,
]
