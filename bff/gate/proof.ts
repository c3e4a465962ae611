/**
 * DPoP proofs (RFC 9449), in the one form that our own widgets write: ES256, three canonical segments, JSON exactly as
 * `JSON.stringify` prints it, known claims only. Anything else is refused, so no two readings of a proof can differ.
 */
import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto'
import type { SignInKey } from '../base/session.ts'
import { fromBase64url, toBase64url } from './base64url.ts'
import { derSignature } from './der.ts'

/** Longest proof that is looked at. */
export const longestProof = 1024

export interface Claims {
  htm: string
  htu: string
  iat: number
  jti: string
  /** SHA-256 of the handle, base64url; only with a handle. */
  ath?: string
  /** SHA-256 of the request's body, base64url: whoever replays the proof elsewhere can only say the same again. */
  bh?: string
  /** Absent in the first proof of a cold page: the answer is the challenge. */
  nonce?: string
}

export interface Proof {
  claims: Claims
  /** Public key that the header carries; a way in needs it. */
  key: SignInKey | undefined
  /** What the signature is over. */
  signed: string
  signature: Uint8Array
}

const jti = /^[A-Za-z0-9_-]{16,32}$/

function canonical(segment: string): Record<string, unknown> | undefined {
  const bytes = fromBase64url(segment)
  if (!bytes) return undefined
  const text = bytes.toString('utf8')
  try {
    const value: unknown = JSON.parse(text)
    // Catches duplicate names, white space, other escapes and other spellings of a number at once.
    if (value === null || typeof value !== 'object' || JSON.stringify(value) !== text) return undefined
    return Array.isArray(value) ? undefined : (value as Record<string, unknown>)
  } catch {
    return undefined
  }
}

const onlyNames = (value: Record<string, unknown>, names: readonly string[]) =>
  Object.keys(value).every((name) => names.includes(name))

const coordinate = (value: unknown): value is string => typeof value === 'string' && fromBase64url(value)?.length === 32

function readKey(jwk: unknown): SignInKey | undefined {
  if (jwk === null || typeof jwk !== 'object') return undefined
  const { kty, crv, x, y } = jwk as Record<string, unknown>
  if (!onlyNames(jwk as Record<string, unknown>, ['kty', 'crv', 'x', 'y'])) return undefined
  if (kty !== 'EC' || crv !== 'P-256' || !coordinate(x) || !coordinate(y)) return undefined
  return { x, y, thumbprint: thumbprintOf(x, y) }
}

/** RFC 7638 thumbprint of a P-256 key. */
export function thumbprintOf(x: string, y: string): string {
  return hash('sha256', `{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`, 'base64url')
}

/** @returns undefined when the point is not on the curve. */
export function publicKeyOf(x: string, y: string): KeyObject | undefined {
  try {
    return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
  } catch {
    return undefined
  }
}

function readClaims(value: Record<string, unknown> | undefined): Claims | undefined {
  if (!value || !onlyNames(value, ['htm', 'htu', 'iat', 'jti', 'ath', 'bh', 'nonce'])) return undefined
  const { htm, htu, iat, jti: id, ath, bh, nonce } = value
  if (typeof htm !== 'string' || typeof htu !== 'string' || !Number.isSafeInteger(iat)) return undefined
  if (typeof id !== 'string' || !jti.test(id)) return undefined
  if (ath !== undefined && typeof ath !== 'string') return undefined
  if (bh !== undefined && typeof bh !== 'string') return undefined
  if (nonce !== undefined && typeof nonce !== 'string') return undefined
  return value as unknown as Claims
}

/** The header that a browser sends beside a handle, letter by letter: the common one is not read again each time. */
const plainHead = toBase64url(Buffer.from('{"typ":"dpop+jwt","alg":"ES256"}'))

/** The embedded key, `none`, or undefined when this is no header of ours. */
function readHead(segment: string): SignInKey | 'none' | undefined {
  if (segment === plainHead) return 'none'
  const header = canonical(segment)
  if (!header || header.typ !== 'dpop+jwt' || header.alg !== 'ES256') return undefined
  if (!onlyNames(header, ['typ', 'alg', 'jwk'])) return undefined
  return header.jwk === undefined ? 'none' : readKey(header.jwk)
}

/** Reads the form, judges nothing else. @returns undefined when it is not that form. */
export function parseProof(text: string): Proof | undefined {
  if (text.length > longestProof) return undefined
  const segments = text.split('.')
  if (segments.length !== 3) return undefined
  const [head, body, tail] = segments as [string, string, string]
  const key = readHead(head)
  if (!key) return undefined
  const claims = readClaims(canonical(body))
  const signature = fromBase64url(tail)
  if (!claims || signature?.length !== 64) return undefined
  return { claims, key: key === 'none' ? undefined : key, signed: `${head}.${body}`, signature }
}

export interface Expected {
  method: string
  /** Public URL of the request, without query. */
  url: string
  /** SHA-256 of the handle that came with it, base64url; undefined for a way in. */
  ath: string | undefined
  /** The stored key of the session, or the embedded one of a way in. */
  key: KeyObject
  /** Thumbprint of that key: a key embedded beside a handle must be the same one. */
  thumbprint: string
}

/** Signature and claims, all but nonce and replay. */
export function proofHolds(proof: Proof, expected: Expected): boolean {
  const { claims } = proof
  if (claims.htm !== expected.method || claims.htu !== expected.url) return false
  if (proof.key && proof.key.thumbprint !== expected.thumbprint) return false
  if (claims.ath !== expected.ath) return false
  // The key by itself, and so the signature in DER: in an object with `dsaEncoding` Node looks for a key by exceptions
  // that it throws and catches, which takes nearly as long as the check (Node 24.21).
  return verify('sha256', Buffer.from(proof.signed, 'latin1'), expected.key, derSignature(proof.signature))
}
