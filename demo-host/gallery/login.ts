/** Gallery of the sign-in. */
import { badDays, base, portal, type Reply, type State } from './state.ts'

const ways: Reply = {
  ...base,
  'POST /session': 'sign-in-refused',
  'POST /session/one-time-code': { challenge: 'stub'.padEnd(43, '0'), digits: 6, minutes: 10 },
  'POST /session/one-time-code/open': 'code-refused',
  'POST /session/password-reset': { accepted: true, minutes: 15 },
  'POST /session/code': 'code-refused',
  'POST /session/code/preview': 'code-expired',
  'POST /session/code/renew': { accepted: true },
  'POST /session/registration': { accepted: true, minutes: 1440 },
}

const offers = (signIn: Partial<typeof portal.signIn>): Reply => ({
  ...ways,
  'GET /portal': { ...portal, signIn: { ...portal.signIn, ...signIn } },
})

export const login: readonly State[] = [
  {
    id: 'signedout',
    title: { fr: 'Personne n’est connecté, toutes les entrées', en: 'Nobody is signed in, every way in' },
    signedIn: false,
    replies: offers({ oneTimeCode: true, registration: true }),
  },
  {
    id: 'passwordonly',
    title: { fr: 'Un portail sans code', en: 'A portal without codes' },
    signedIn: false,
    replies: { ...offers({ code: false }), 'POST /session': 'too-many-attempts' },
  },
  {
    id: 'onetimecode',
    title: { fr: 'Un portail sans mot de passe', en: 'A portal without passwords' },
    signedIn: false,
    replies: offers({ password: false, oneTimeCode: true }),
  },
  {
    id: 'codeonly',
    title: { fr: 'Un code d’accès, rien d’autre', en: 'An access code, nothing else' },
    signedIn: false,
    replies: offers({ password: false }),
  },
  { id: 'welcome', title: { fr: 'Déjà connecté', en: 'Signed in already' }, signedIn: true, replies: base },
  ...badDays,
]
