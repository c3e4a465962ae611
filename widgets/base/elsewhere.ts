/**
 * How one widget leads to another: to a tag on this page, to a page that the author has named, or to what the page's
 * own router does with the wish.
 */
import { writeRoute } from './hash.ts'
import { NavigateRequestEvent, navigate } from './route.ts'
import { wish } from './event.ts'

export interface Elsewhere {
  /** Name of the other widget's segment in the hash: `interventions`. */
  widget: string
  /** Its route: `/42`, `/?equipment=7`, `/new?equipment=7`. */
  route: string
  /** Page that holds the widget, as the author has told this one; the hash is put onto it. */
  href?: string | undefined
}

const onPage = (widget: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`guichet-${widget}:not([route]), [route="${CSS.escape(widget)}"]`)

/** Whether going there leads anywhere: otherwise no link is offered. */
export function reachable({ widget, href }: Pick<Elsewhere, 'widget' | 'href'>): boolean {
  return Boolean(href) || onPage(widget) !== null
}

/** Where a plain link leads: what middle clicks and screen readers get. */
export function addressOf({ widget, route, href }: Elsewhere): string {
  if (!href || onPage(widget)) return location.pathname + location.search + writeRoute(widget, route)
  const url = new URL(href, location.href)
  url.hash = writeRoute(widget, route, url.hash)
  return url.href
}

/** Goes there, unless the page does so itself (`guichet-navigate-request`). */
export function goElsewhere(from: EventTarget, target: Elsewhere): void {
  const there = onPage(target.widget)
  if (there) {
    navigate(from, target.widget, target.route)
    there.scrollIntoView({ block: 'start' })
    return
  }
  if (!target.href) return
  const url = addressOf(target)
  if (wish(from, new NavigateRequestEvent(target.widget, target.route, url))) location.assign(url)
}

/** For links: a plain press goes as `goElsewhere` does; any other (new tab, download) is the browser's. */
export function followElsewhere(event: MouseEvent, target: Elsewhere): void {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  goElsewhere(event.currentTarget as EventTarget, target)
}
