import type { Right } from './right.ts'

/** How its person came in: login and password, one-time code, portal code, or handed over by the website's own sign-in. */
export type SessionKind = 'password' | 'one-time-code' | 'code' | 'hand-off'

/** A session as the gate has just verified it. Data access never trusts these fields: the guards read the row. */
export interface LiveSession {
  hash: Uint8Array
  kind: SessionKind
  accountId: string | null
  codeId: string | null
  portalKey: string
  origin: string
  thumbprint: string
  publicX: string
  publicY: string
  customerId: string
  siteIds: readonly string[] | null
  interventionId: string | null
  rights: ReadonlySet<Right>
  idleUntil: Date
  expiresAt: Date
}

/** The public key of a proof that opens a session: P-256 coordinates, base64url, and the RFC 7638 thumbprint. */
export interface SignInKey {
  x: string
  y: string
  thumbprint: string
}
