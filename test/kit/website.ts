/** The vendor's own website as the hand-off needs it: keeps a key pair, signs assertions; a test bends them. */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import { SignJWT } from 'jose'
import type { AdminDb } from '../../bff/db/admin.ts'
import type { TestClient } from './client.ts'
import { fixedClock, pk } from './counter.ts'

export const issuer = 'https://www.armoise.example'

export type Algorithm = 'EdDSA' | 'ES256'

export interface WebsiteKey {
  kid: string
  algorithm: Algorithm
  privateKey: KeyObject
  /** SPKI, PEM. */
  publicKey: string
}

export function makeKey(kid: string, algorithm: Algorithm = 'EdDSA'): WebsiteKey {
  const pair =
    algorithm === 'EdDSA' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    kid,
    algorithm,
    privateKey: pair.privateKey,
    publicKey: pair.publicKey.export({ type: 'spki', format: 'pem' }) as string,
  }
}

export async function register(
  admin: AdminDb,
  key: WebsiteKey,
  {
    subject = 'login',
    profile = null,
    portal = pk,
  }: { subject?: string; profile?: string | null; portal?: string } = {},
): Promise<void> {
  await admin.query(
    `insert into portal.hand_off_key (portal_key, kid, issuer, algorithm, public_key, subject, profile_id)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [portal, key.kid, issuer, key.algorithm, key.publicKey, subject, profile],
  )
}

export interface Bend {
  header?: Record<string, unknown>
  claims?: Record<string, unknown>
  /** Signs with this instead of the key's own half. */
  signer?: KeyObject | Uint8Array
  /** Moves `iat` and `exp`, seconds. */
  later?: number
}

/** What the website's back end answers to its own page, for a client's key. */
export async function assertion(key: WebsiteKey, client: TestClient, sub: string, bend: Bend = {}): Promise<string> {
  const { x, y } = client.jwk
  const jkt = createHash('sha256').update(`{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`).digest('base64url')
  const now = Math.floor(fixedClock.now().getTime() / 1000) + (bend.later ?? 0)
  const claims = {
    iss: issuer,
    aud: client.options.pk,
    sub,
    jti: randomBytes(16).toString('base64url'),
    iat: now,
    exp: now + 60,
    cnf: { jkt },
    ...bend.claims,
  }
  return new SignJWT(Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined)))
    .setProtectedHeader({ alg: key.algorithm, kid: key.kid, typ: 'hand-off+jwt', ...bend.header })
    .sign(bend.signer ?? key.privateKey)
}
