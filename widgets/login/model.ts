/** What the sign-in form decides, without drawing it. */
import { takeSecret } from '../base/secrets.ts'
import type { Wanted } from './way.ts'

/** Under this name the browser keeps a one-time code's challenge (ways/kept-challenge.ts). `…/v1/pk_…` -> `guichet-pk_…-challenge`. */
export const challengeName = (address: string): string =>
  `guichet-${address.slice(address.lastIndexOf('/') + 1)}-challenge`

/** A one-time code was asked for in this tab. */
export function hasChallenge(address: string): boolean {
  try {
    return sessionStorage.getItem(challengeName(address)) !== null
  } catch {
    return false
  }
}

/**
 * Where «Continuer» leads: an address of this website, never a script and never another site, because pages like to
 * fill `next` from their own address, which anybody can write. Null when it is none.
 */
export function nextAddress(next: string | undefined, here: string): string | null {
  if (!next) return null
  try {
    const url = new URL(next, here)
    return url.origin === new URL(here).origin && /^https?:$/.test(url.protocol) ? url.href : null
  } catch {
    return null
  }
}

/** A way by a link: shown even to somebody who is signed in. */
export const isLink = (wanted: Wanted | undefined): boolean =>
  wanted !== undefined && ('code' in wanted || 'token' in wanted)

/** What a secret in the address leads to. All of them leave the address at this moment. */
export function wantedBySecret(): Wanted | undefined {
  const [password, registration, email, code] = [
    takeSecret('password'),
    takeSecret('registration'),
    takeSecret('email'),
    takeSecret('code'),
  ]
  if (password !== null) return { kind: 'new-password', token: password }
  if (registration !== null) return { kind: 'confirmation', token: registration }
  if (email !== null) return { kind: 'email', token: email }
  return code ? { kind: 'link', code } : undefined
}
