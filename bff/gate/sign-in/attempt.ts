/** The throttles around an attempt to get in: taken before any costly work, given back when it was no failure. */
import type { GateCall } from '../../base/endpoint.ts'
import { Problem } from '../../base/problem.ts'
import type { Key } from '../../api.ts'
import { journal } from '../journal.ts'
import { giveBack, mark, marked, peek, take } from '../throttle.ts'
import { limits, trustedNetwork } from './limits.ts'

/** What an attempt needs of the call, whatever its endpoint. */
export type Attempted = Pick<GateCall<Key>, 'gate' | 'portal' | 'network' | 'request' | 'tools'>

export interface Attempt {
  failed(): Promise<void>
  succeeded(): Promise<void>
}

/**
 * @param subject what is tried: a login as it is kept; absent for secrets that nobody can guess
 * @throws Problem `too-many-attempts`
 */
export async function attempt(call: Attempted, subject?: string): Promise<Attempt> {
  const { gate, portal, network, tools } = call
  const keys = {
    login: subject === undefined ? undefined : tools.fingerprint('login', portal.vendor, subject, network),
    network: tools.fingerprint('network', portal.vendor, network),
    portal: tools.fingerprint('portal', portal.key),
    trusted: tools.fingerprint('trusted', portal.key, network),
    noted: tools.fingerprint('noted', portal.key, network),
  }
  try {
    if (keys.login) await take(gate, keys.login, limits.login)
    await take(gate, keys.network, limits.network)
    const wait = await peek(gate, keys.portal, limits.portal)
    if (wait > 0 && !(await marked(gate, keys.trusted))) throw new Problem('too-many-attempts', { retryAfter: wait })
  } catch (error) {
    // Once a minute: the journal keeps everything for a year, so whoever is refused must not be able to fill it.
    if (error instanceof Problem && !(await marked(gate, keys.noted))) {
      await mark(gate, keys.noted, 60)
      await journal(gate, { event: 'sign-in-throttled', portal: portal.key, network, request: call.request })
    }
    throw error
  }
  return {
    async failed() {
      // Counted only here: the limit of a whole portal must not be filled by people who get in.
      await take(gate, keys.portal, limits.portal).catch((error: unknown) => {
        if (!(error instanceof Problem)) throw error
      })
    },
    async succeeded() {
      if (keys.login) await giveBack(gate, keys.login, limits.login)
      await giveBack(gate, keys.network, limits.network)
      await mark(gate, keys.trusted, trustedNetwork)
    },
  }
}
