import type { Right } from '../base/right.ts'
import { Problem } from '../base/problem.ts'
import type { LiveSession } from '../base/session.ts'

/** @throws Problem `right-missing`. The database would show nothing anyway; this says why. */
export function requireRight(session: LiveSession, needs: Right | 'session'): void {
  if (needs !== 'session' && !session.rights.has(needs)) throw new Problem('right-missing')
}
