/** Secrets that come in the page's address: a portal code, the right to choose a password, to confirm an access or an address. */
import { readRoute, writeRoute } from './hash.ts'

const kinds = ['code', 'password', 'registration', 'email'] as const
export type Secret = (typeof kinds)[number]

const secrets = new Map<Secret, string>()

/** The loader has already taken a secret out of the address. */
export function keepSecret(kind: Secret, value: string): void {
  secrets.set(kind, value)
}

let claimed = false

/**
 * A link with a secret was opened on a page without a sign-in tag: the first element that asks here takes it up and
 * shows the sign-in form in its own place. True once per page.
 */
export function claimSecret(): boolean {
  const waiting = secrets.size > 0 || kinds.some((kind) => readRoute(kind) !== null)
  if (claimed || !waiting || document.querySelector('guichet-login')) return false
  claimed = true
  return true
}

/** A secret that came in the address, once. It leaves the address and the history entry at this moment. */
export function takeSecret(kind: Secret): string | null {
  const found = readRoute(kind)
  if (found !== null)
    history.replaceState(history.state, '', location.pathname + location.search + writeRoute(kind, null))
  const value = found ?? secrets.get(kind) ?? null
  secrets.delete(kind)
  if (value !== null) claimed = false
  return value
}
