/** One request on its way through the gate: what the steps find out and leave for the next ones and for the log. */
import type { PortalRecord } from '../base/portal.ts'
import type { SignInKey } from '../base/session.ts'
import type { Deps } from '../deps.ts'
import type { NonceSubject } from './nonce.ts'
import type { KnownSession } from './session.ts'
import type { VendorGate } from './vendor.ts'

export interface Exchange {
  deps: Deps
  request: Request
  url: URL
  /** Reference number that the caller may quote. */
  id: string
  network: string
  /** Headers of the answer, filled on the way: a refusal carries what was known by then. */
  headers: Headers
  /** Fields of the one log line. */
  line: Record<string, unknown>
}

/** An exchange whose portal is known and serves the caller's origin. */
export interface Visit extends Exchange {
  gate: VendorGate
  portal: PortalRecord
  origin: string
}

/** Who calls, as proven. */
export interface Caller {
  session: KnownSession | undefined
  /** Embedded key of a way in. */
  key: SignInKey | undefined
  jti: string | undefined
  /** Hash of the body that the proof was made for; undefined = the proof does not say. */
  bodyHash: string | undefined
  /** What the next nonce of this answer is for; undefined = the caller has a fresh one. */
  nonceFor: NonceSubject | undefined
}
