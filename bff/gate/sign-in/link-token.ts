/** Tokens of links: 32 random bytes, of which the database keeps the SHA-256. */
import { createHash } from 'node:crypto'
import { fromBase64url, toBase64url } from '../base64url.ts'

/** A token for a link, and what the database keeps of it. */
export function makeLinkToken(bytes: Uint8Array): { token: string; hash: Uint8Array } {
  return { token: toBase64url(bytes), hash: createHash('sha256').update(bytes).digest() }
}

/** Undefined for what cannot be a token. */
export function hashToken(token: string): Uint8Array | undefined {
  const bytes = fromBase64url(token)
  return bytes?.length === 32 ? createHash('sha256').update(bytes).digest() : undefined
}
