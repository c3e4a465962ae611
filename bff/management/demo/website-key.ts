/** The key with which a demo website signs its hand-offs: made at each start, its public half registered. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { AdminDb } from '../../db/admin.ts'

export interface WebsiteKey {
  /** `iss` of the assertions. */
  issuer: string
  kid: string
  /** `aud`: publishable key of the portal. */
  portal: string
  privateKey: KeyObject
  /** SPKI, PEM. */
  publicKey: string
}

export function makeWebsiteKey(issuer: string, portal: string): WebsiteKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    issuer,
    kid: 'demo',
    portal,
    privateKey,
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }) as string,
  }
}

/** Takes the place of the former start's. `sub` names a login: the website's people have the same ones here. */
export async function registerWebsiteKey(admin: AdminDb, key: WebsiteKey): Promise<void> {
  await admin.query(
    `insert into portal.hand_off_key (portal_key, kid, issuer, algorithm, public_key, subject)
     values ($1, $2, $3, 'ES256', $4, 'login')
     on conflict (portal_key, kid) do update set public_key = excluded.public_key, revoked_at = null`,
    [key.portal, key.kid, key.issuer, key.publicKey],
  )
}
