/** Where a widget is in the page's address, and how it goes elsewhere. The grammar stands in hash.ts. */
import { WishEvent, wish } from './event.ts'
import { readRoute, writeRoute } from './hash.ts'

/** A widget is about to change the address. A page with a router of its own cancels this and goes there itself. */
export class NavigateRequestEvent extends WishEvent<{ widget: string; route: string; url: string }> {
  constructor(widget: string, route: string, url: string) {
    super('guichet-navigate-request', { widget, route, url })
  }
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

declare global {
  interface HTMLElementEventMap {
    'guichet-navigate-request': NavigateRequestEvent
  }
}
