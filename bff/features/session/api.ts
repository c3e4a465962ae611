/** Who is signed in, as whom, and what he may do. */
import type { Right } from '../../base/right.ts'
import type { Language } from '../portal/api.ts'

export interface CustomerCard {
  id: string
  /** The vendor's code for the customer; null where the ERP has none. */
  code: string | null
  name: string
}

export type SessionKind = 'password' | 'one-time-code' | 'hand-off' | 'code'

export interface SessionView {
  /** How the person came in: `password`, `one-time-code`, `hand-off` (account, by the website's own sign-in), or `code` (portal code, no account). */
  kind: SessionKind
  /** The person's name, or the label of the portal code. */
  name: string
  /** Null for a portal code. */
  login: string | null
  email: string | null
  /** Where a one-time code could go, the last digits only: `•• 42`; null = no number on file. */
  phone: string | null
  /** False for a portal code, and for an account that signs in by one-time code only. */
  hasPassword: boolean
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

/** Where a one-time code goes: by e-mail, or by SMS where a number is on file (else by e-mail all the same). */
export type CodeChannel = 'mail' | 'sms'

/**
 * A one-time code is on its way, if there is anybody to send it to: the answer is the same whether there is. Asking
 * again makes a new challenge; of one person only the newest is good.
 */
export interface Challenge {
  /** 43 base64url characters: comes back with the code, proven with the same key. Alone it opens nothing. */
  challenge: string
  /** How many digits were sent. */
  digits: number
  /** Minutes for which the code is good. */
  minutes: number
}

/** What the person read in the message, with the challenge that it belongs to. */
export interface ChallengeAnswer {
  challenge: string
  /** Six digits; spaces do not matter. */
  code: string
}

/** Always this, whether or not it was of any use: who is meant learns more from the message. */
export interface Accepted {
  accepted: true
  /** Minutes for which the link in the message will be good. */
  minutes: number
}

export interface EmailLink {
  purpose: 'confirm' | 'undo'
  /** What the account has once the link is used. */
  email: string
  login: string
}

/** A session of one's own, as a line of the list of devices. */
export interface OwnSession {
  /** 16 hex digits; good for `DELETE /sessions/:id` only. */
  id: string
  kind: SessionKind
  /** ISO instants. */
  createdAt: string
  /** Exact to the minute. */
  lastSeenAt: string
  expiresAt: string
  /** Family of the browser and its system, e.g. `Firefox`, `Windows`; null when it did not say. */
  browser: string | null
  system: string | null
  /** Network of the device (/24 or /48), never the whole address; null when unknown. */
  network: string | null
  /** Website on which it was opened. */
  origin: string
  /** The session that asks. */
  current: boolean
}

/** How a portal code is shown: a link's `cp_…`, or a typed one with the customer number that stands beside it. */
export interface ShownCode {
  code: string
  /** The vendor's code for the customer: for typed codes (3 x 4 characters) only. */
  customer?: string
}

export interface Sessions {
  'GET /session': { reply: SessionView }
  /** Login + password. Proof with embedded public key required (RFC 9449). 401 `sign-in-refused` whatever the cause. */
  'POST /session': { body: { login: string; password: string; remember?: boolean }; reply: SessionOpened }
  /**
   * Sends six digits to the address or number on file of the account that has this login, e-mail address or telephone
   * number. Embedded key required: the challenge is good for that key only.
   */
  'POST /session/one-time-code': { body: { identifier: string; channel?: CodeChannel }; reply: Challenge }
  /**
   * Opens a session, with the key that asked for the code. 401 `code-refused` with `fields['body.code']`: `wrong` = may
   * be typed again, `over` = a new code must be asked for (used, expired, five times wrong).
   */
  'POST /session/one-time-code/open': { body: ChallengeAnswer; reply: SessionOpened }
  /**
   * Sends a link with which a new password is set to the e-mail address on file. Login or e-mail address. The link goes
   * to the page of this portal's sign-in, is good once, and signs nobody in.
   */
  'POST /session/password-reset': { body: { login: string }; reply: Accepted }
  /**
   * What a portal code would open, before anything is opened: for «Se connecter comme …». 401 `code-expired`: it may be
   * renewed, see `POST /session/code/renew`; `code-refused` for any other that opens nothing.
   */
  'POST /session/code/preview': {
    body: ShownCode
    reply: {
      label: string
      customer: string
      sites: string[] | null
      /** It is old: `POST /session/code/proof` first, then its answer with `POST /session/code`. */
      secondProof: boolean
    }
  }
  /** Sends six digits to whom this code was given: the second proof that an old one asks for. Embedded key required. */
  'POST /session/code/proof': { body: ShownCode & { channel?: CodeChannel }; reply: Challenge }
  /** 401 `second-proof-required` for an old code without `proof`; `code-refused` with `fields` as at the one-time code. */
  'POST /session/code': { body: ShownCode & { proof?: ChallengeAnswer }; reply: SessionOpened }
  /** Sends a fresh link for an expired one to the contact on file, never to who asks. */
  'POST /session/code/renew': { body: { code: string }; reply: { accepted: true } }
  /** Whose password a link sets, for the page on which it is set. 401 `link-refused`. */
  'POST /session/password-link/preview': {
    body: { token: string }
    reply: {
      purpose: 'password' | 'reset' | 'invitation'
      login: string
      name: string
      /** Name of the customer that the person acts for; null when there are several, or none. */
      company: string | null
    }
  }
  /**
   * Signs in whom the website's own sign-in has recognised: an assertion of its back end, bound to the key of this
   * proof, good once and for a minute. 401 `hand-off-refused` whatever the cause.
   */
  'POST /session/hand-off': { body: { token: string }; reply: SessionOpened }
  /** Sets a password through a one-use link; ends all other sessions of the account; does not sign in. */
  'POST /session/password-link': { body: { token: string; password: string }; reply: { login: string } }
  /**
   * Asks for an account. Customer code and number of the last invoice prove nothing: they say who on file is asked to
   * confirm, by e-mail. Where the portal does not offer it: 404 `endpoint-unknown`.
   */
  'POST /session/registration': {
    body: { customerCode: string; invoiceNumber: string; name: string; email: string; language?: Language }
    reply: Accepted
  }
  /** Who asks for an account through this link: for the page that asks «Confirmer ?». 401 `link-refused`. */
  'POST /session/registration/preview': {
    body: { token: string }
    reply: { name: string; email: string; company: string }
  }
  /**
   * The contact on file confirms: the account exists from now on. `token` sets its password (`POST
   * /session/password-link`) when the contact is the new person; null = that person has been sent an invitation.
   */
  'POST /session/registration/confirm': { body: { token: string }; reply: { token: string | null } }
  /**
   * Changes the own password. `current` is needed where there is one (`GET /session` says so in `hasPassword`), a fresh
   * step-up where there is none. Ends the other sessions and moves this one to a new handle. 401 `sign-in-refused` for a
   * wrong `current`, 422 `password-weak` with `fields` as at the link. 403 `right-missing` for a portal code.
   */
  'POST /session/password': { body: { current?: string; password: string }; reply: SessionOpened }
  /**
   * Sends a link to a new e-mail address, which counts once it is confirmed there. Fresh proof of the person needed. The
   * answer is the same whether somebody else has the address. 403 `right-missing` for a portal code, and where the
   * account follows what a website asserts.
   */
  'POST /session/email': { body: { email: string }; reply: Accepted }
  /** What a link about an e-mail address would do, for the page that asks «Confirmer ?». 401 `link-refused`. */
  'POST /session/email/preview': { body: { token: string }; reply: EmailLink & { name: string } }
  /**
   * `confirm`: the account has this address from now on; the former one is told, with the way back for seven days.
   * `undo`: it has the former address again, and every session of the account has ended; `token` sets another password
   * (`POST /session/password-link`), for whoever changed the address may know this one. Signs nobody in.
   */
  'POST /session/email/confirm': { body: { token: string }; reply: EmailLink & { token: string | null } }
  /** Six digits to one's own address or number on file, for the step-up. 403 `right-missing` for a portal code. */
  'POST /session/step-up/code': { body: { channel?: CodeChannel }; reply: Challenge }
  /**
   * Shows once more who one is, by password or by one-time code. For five minutes endpoints that answer 403
   * `step-up-required` are open; the session moves to a new handle.
   */
  'POST /session/step-up': { body: { password?: string; challenge?: string; code?: string }; reply: SessionOpened }
  /** Shows the same rows as another customer of this account from now on. The old handle ends as `session-rotated`. */
  'PUT /session/customer': { body: { customer: string }; reply: SessionOpened }
  'PATCH /session': { body: { language: Language }; reply: SessionView }
  'DELETE /session': { reply: { ended: true } }
  /** One's own live sessions, the last used first. With a portal code: this one only. */
  'GET /sessions': {
    query: { limit?: number; after?: string }
    reply: { rows: OwnSession[]; next: string | null }
  }
  /** Signs one other device out (or this one). 404 when it is not one's own. */
  'DELETE /sessions/:id': { params: { id: string }; reply: { ended: true } }
  /** Signs all other devices out, with `all` this one too. */
  'DELETE /sessions': { query: { all?: boolean }; reply: { ended: number } }
}
