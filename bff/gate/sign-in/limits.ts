/** How often ways in may be tried, and how long what they open lives. One place, a reason each. */
import type { Limit } from '../throttle.ts'

const minutes = 60
const hours = 60 * minutes
const days = 24 * hours

export const limits = {
  /** One person's login from one network: a forgotten password is found within ten tries. */
  login: { burst: 10, period: 15 * minutes },
  /** Failures of a whole network: an office behind one address mistypes, a list of passwords is longer. */
  network: { burst: 30, period: 15 * minutes },
  /** Failures of a whole portal, from networks where nobody has signed in lately: many hands trying a little each. */
  portal: { burst: 100, period: 1 * hours },
  /** Messages that one network asks for: an office may have a bad morning, nobody needs hundreds. */
  asking: { burst: 20, period: 15 * minutes },
  /** Messages asked for one login, address or code from one network: «renvoyer» a few times. */
  askingFor: { burst: 5, period: 15 * minutes },
  /** Codes for one account from a network that it does not know, in a day: 5 times 5 guesses of a million. */
  codes: { burst: 5, period: 24 * hours },
  /** The same from a network where the account has signed in: nobody elsewhere may use these up. */
  codesAtHome: { burst: 10, period: 24 * hours },
  /** Letters with a link to one account, or for one family of portal codes, in a day. */
  links: { burst: 3, period: 24 * hours },
  /** Challenges of one portal that used up their five tries, before the operator hears of it. */
  failedChallenges: { burst: 50, period: 1 * hours },
  /** Failures of one typed portal code, from wherever: then it is delayed, never locked. */
  typedCode: { burst: 10, period: 1 * hours },
  /** Requests for an account: of a network, for one customer code, for a portal before the vendor must approve each. */
  registrations: { burst: 5, period: 1 * hours },
  registrationsFor: { burst: 10, period: 24 * hours },
  registrationsAt: { burst: 20, period: 24 * hours },
} as const satisfies Record<string, Limit>

/** How long a network where somebody signed in is spared from the limit of the whole portal. */
export const trustedNetwork = 30 * days

export interface Lifetime {
  /** Seconds without a request after which the session ends. */
  idle: number
  /** Seconds after which it ends anyway. */
  whole: number
}

export const lifetimes = {
  password: { idle: 30 * minutes, whole: 12 * hours },
  /** «Rester connecté sur cet appareil». */
  remembered: { idle: 7 * days, whole: 30 * days },
  code: { idle: 30 * minutes, whole: 12 * hours },
  /** The website's own sign-in gives another one without a word, as long as the person is signed in there. */
  'hand-off': { idle: 15 * minutes, whole: 8 * hours },
  oneTimeCode: { idle: 30 * minutes, whole: 2 * hours },
} as const satisfies Record<string, Lifetime>

/** Of messages, in seconds unless the name says otherwise. */
export const oneTime = { digits: 6, minutes: 10, tries: 5 } as const
export const resetLinkMinutes = 15
export const confirmLinkMinutes = 24 * 60
export const emailLinkMinutes = 60
/** How long the former mailbox may take a change back: a week with its weekend. */
export const emailUndoDays = 7
export const invitationDays = 7
/** Days for which a browser in a network is remembered as one of the account's own. */
export const deviceDays = 180

/** Live sessions of one account at most, then the oldest ends; a code is a link that several colleagues may hold. */
export const mostSessions = { account: 10, code: 50 } as const
