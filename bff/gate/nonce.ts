/**
 * Stateless nonces: HMAC over the minute and what the nonce is for. Every process of a vendor knows the key, so a
 * nonce given by one is good at all of them; it lives 60 to 120 seconds and makes the client's clock irrelevant.
 */
import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto'

/** The hash of the session that the nonce serves, or the ways in. */
export type NonceSubject = Uint8Array | 'sign-in'

const minute = 60_000

/** Imported once per key: Node imports plain bytes anew, and slowly, for every HMAC. */
const imported = new WeakMap<Uint8Array, KeyObject>()

function keyOf(bytes: Uint8Array): KeyObject {
  const known = imported.get(bytes)
  if (known) return known
  const key = createSecretKey(bytes)
  imported.set(bytes, key)
  return key
}

function make(key: Uint8Array, slot: number, subject: NonceSubject): string {
  return createHmac('sha256', keyOf(key))
    .update(`${slot}.`)
    .update(subject)
    .digest()
    .subarray(0, 16)
    .toString('base64url')
}

export function currentNonce(key: Uint8Array, now: Date, subject: NonceSubject): string {
  return make(key, Math.floor(now.getTime() / minute), subject)
}

/** `current`: good; `previous`: good, and time to send the next one; `stale`: not one of ours any more. */
export function judgeNonce(
  key: Uint8Array,
  now: Date,
  subject: NonceSubject,
  nonce: string,
): 'current' | 'previous' | 'stale' {
  const slot = Math.floor(now.getTime() / minute)
  const given = Buffer.from(nonce)
  const same = (expected: string) => given.length === expected.length && timingSafeEqual(given, Buffer.from(expected))
  if (same(make(key, slot, subject))) return 'current'
  return same(make(key, slot - 1, subject)) ? 'previous' : 'stale'
}
