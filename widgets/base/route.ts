/**
 * The page's hash, shared by several widgets, the host page and secret links.
 *
 * Grammar: the hash is segments joined by `&`. `guichet.<name>=<encoded route>` belongs to the widget of that name
 * (`guichet.invoices=%2F42`); `guichet.code=` and `guichet.password=` carry a secret. Every other segment is the
 * page's own and stays byte for byte.
 */
import { WishEvent, wish } from './event.ts'

const prefix = 'guichet.'

export type Secret = 'code' | 'password'

/** A widget is about to change the address. A page with a router of its own cancels this and goes there itself. */
export class NavigateRequestEvent extends WishEvent<{ widget: string; route: string; url: string }> {
  constructor(widget: string, route: string, url: string) {
    super('guichet-navigate-request', { widget, route, url })
  }
}

const segmentsOf = (hash: string): string[] => (hash.length > 1 ? hash.slice(1).split('&') : [])

/** The route of a widget in a hash; null when there is none, or when it is not decodable. */
export function readRoute(name: string, hash = location.hash): string | null {
  const start = `${prefix}${name}=`
  const segment = segmentsOf(hash).find((candidate) => candidate.startsWith(start))
  if (segment === undefined) return null
  try {
    return decodeURIComponent(segment.slice(start.length))
  } catch {
    return null
  }
}

/** The hash with a widget's route put in, replaced (null = taken out). Foreign segments stay, in order, byte for byte. */
export function writeRoute(name: string, route: string | null, hash = location.hash): string {
  const start = `${prefix}${name}=`
  const written = route === null ? [] : [start + encodeURIComponent(route)]
  const kept: string[] = []
  let placed = false
  for (const segment of segmentsOf(hash)) {
    if (!segment.startsWith(start)) kept.push(segment)
    else if (!placed) {
      kept.push(...written)
      placed = true
    }
  }
  if (!placed) kept.push(...written)
  return kept.length > 0 ? `#${kept.join('&')}` : ''
}

const listeners = new Set<() => void>()

const moved = (): void => {
  for (const listener of listeners) listener()
}

/** Calls back with the widget's route whenever it changes: by us, by back and forward, by the page. */
export function watchRoute(name: string, changed: (route: string | null) => void): () => void {
  let last = readRoute(name)
  const listener = () => {
    const route = readRoute(name)
    if (route === last) return
    last = route
    changed(route)
  }
  if (listeners.size === 0) {
    window.addEventListener('hashchange', moved)
    window.addEventListener('popstate', moved)
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    window.removeEventListener('hashchange', moved)
    window.removeEventListener('popstate', moved)
  }
}

/**
 * Goes to a route of a widget: asks the page first (`guichet-navigate-request`), then writes the hash.
 * `replace` leaves no step for the back button: right for typing and sorting, wrong for opening a sheet.
 */
export function navigate(from: EventTarget, name: string, route: string | null, { replace = false } = {}): void {
  const url = location.pathname + location.search + writeRoute(name, route)
  if (!wish(from, new NavigateRequestEvent(name, route ?? '', url))) return
  // The page's own history state is kept: routers put theirs there.
  if (replace) history.replaceState(history.state, '', url)
  else history.pushState(history.state, '', url)
  moved()
}

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
  const waiting = secrets.size > 0 || readRoute('code') !== null || readRoute('password') !== null
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
