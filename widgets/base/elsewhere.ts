/**
 * How one widget leads to another: to a tag on this page, or to the page that the author has named once in its head:
 * `<link rel="guichet-orders" href="/commandes">`. A page with a router of its own hears the wish first.
 */
import { writeRoute } from './hash.ts'
import { NavigateRequestEvent, navigate } from './route.ts'
import { wish } from './event.ts'

export interface Elsewhere {
  /** Name of the other widget's segment in the hash: `interventions`. */
  widget: string
  /** Its route: `/42`, `/?equipment=7`, `/new?equipment=7`. */
  route: string
  /** Page that holds the widget, where this element has been told; else the one of the page's head. */
  href?: string | undefined
}

const told = ({ widget, href }: Pick<Elsewhere, 'widget' | 'href'>): string | undefined =>
  href || document.querySelector<HTMLLinkElement>(`link[rel~="guichet-${CSS.escape(widget)}"]`)?.href

const onPage = (widget: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(
    `guichet-${widget}:not([route], [mode='button']), [route="${CSS.escape(widget)}"]`,
  )

/** Whether going there leads anywhere: otherwise no link is offered. */
export function reachable(target: Pick<Elsewhere, 'widget' | 'href'>): boolean {
  return onPage(target.widget) !== null || told(target) !== undefined
}

/** Where a plain link leads: what middle clicks and screen readers get. */
export function addressOf(target: Elsewhere): string {
  const { widget, route } = target
  const href = told(target)
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
  if (told(target) === undefined) return
  const url = addressOf(target)
  if (wish(from, new NavigateRequestEvent(target.widget, target.route, url))) location.assign(url)
}

/** For links: a plain press goes as `goElsewhere` does; any other (new tab, download) is the browser's. */
export function followElsewhere(event: MouseEvent, target: Elsewhere): void {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  goElsewhere(event.currentTarget as EventTarget, target)
}
