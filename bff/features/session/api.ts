/** Who is signed in, as whom, and what he may do. */
import type { Right } from '../../base/right.ts'
import type { Language } from '../portal/api.ts'

export interface CustomerCard {
  id: string
  /** The vendor's code for the customer; null where the ERP has none. */
  code: string | null
  name: string
}

export interface SessionView {
  /** How the person came in: `password` (account), `code` (portal code, no account), `hand-off` (account, by the website's own sign-in). */
  kind: 'password' | 'code' | 'hand-off'
  /** The person's name, or the label of the portal code. */
  name: string
  /** Null for a portal code. */
  login: string | null
  email: string | null
  language: Language
  /** Name of the profile that applies for the current customer, in both languages. */
  profile: { id: string; name: Record<Language, string> }
  rights: Right[]
  /** The customer whose rows this session sees now. */
  customer: CustomerCard
  /** Every customer this person may switch to, the current one included; sorted by name. */
  customers: CustomerCard[]
  /** Sites that the session is limited to; null = all sites of the customer. */
  sites: { id: string; name: string }[] | null
  /** The single intervention that the session is limited to; null = no such limit. */
  intervention: string | null
  /** ISO instants: the end by inactivity (moves) and the absolute end. */
  idleUntil: string
  expiresAt: string
}

/** The answer of every way in. The handle is worth nothing without the key that signed the proof. */
export interface SessionOpened {
  /** `cps_` + 43 base64url characters. */
  handle: string
  session: SessionView
}

export interface Sessions {
  'GET /session': { reply: SessionView }
  /** Login + password. Proof with embedded public key required (RFC 9449). 401 `sign-in-refused` whatever the cause. */
  'POST /session': { body: { login: string; password: string; remember?: boolean }; reply: SessionOpened }
  /** What a portal code would open, before anything is opened: for «Se connecter comme …». */
  'POST /session/code/preview': {
    body: { code: string }
    reply: { label: string; customer: string; sites: string[] | null }
  }
  'POST /session/code': { body: { code: string }; reply: SessionOpened }
  /**
   * Signs in whom the website's own sign-in has recognised: an assertion of its back end, bound to the key of this
   * proof, good once and for a minute. 401 `hand-off-refused` whatever the cause.
   */
  'POST /session/hand-off': { body: { token: string }; reply: SessionOpened }
  /** Sets a password through a one-use link; ends all other sessions of the account; does not sign in. */
  'POST /session/password-link': { body: { token: string; password: string }; reply: { login: string } }
  /** Shows the same rows as another customer of this account from now on. The old handle ends as `session-rotated`. */
  'PUT /session/customer': { body: { customer: string }; reply: SessionOpened }
  'PATCH /session': { body: { language: Language }; reply: SessionView }
  'DELETE /session': { reply: { ended: true } }
}
