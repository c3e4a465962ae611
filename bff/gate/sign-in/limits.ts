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
} as const satisfies Record<string, Lifetime>

/** Live sessions of one account at most, then the oldest ends; a code is a link that several colleagues may hold. */
export const mostSessions = { account: 10, code: 50 } as const
