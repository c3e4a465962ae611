/**
 * The cart of whoever is signed in, on this device: shared by all pages and tabs of the website, one per portal, person
 * and customer. Prices are not kept: they are asked again whenever the cart is shown. Every change reads what is there
 * first, so two tabs lose nothing of each other. Signing out erases it (host/carts.ts).
 */
import type { Counter } from './counter.ts'
import { FactEvent } from './event.ts'
import { toJson } from './json.ts'
import { quantityText, thousandths } from './quantity.ts'

export interface CartLine {
  articleId: string
  /** Decimal string. */
  quantity: string
  /** Articles chosen among the options of a kit. */
  options: readonly string[]
  /** Machine that it is for. */
  equipmentId: string | null
}

/** As many as one order may have. */
export const mostLines = 100

/** `guichet-cart-changed`: something was put into the cart, or taken out of it. */
export class CartChangedEvent extends FactEvent<{ lines: readonly CartLine[] }> {
  constructor(lines: readonly CartLine[]) {
    super('guichet-cart-changed', { lines })
  }
}

export const sameThing = (a: CartLine, b: CartLine): boolean =>
  a.articleId === b.articleId &&
  a.equipmentId === b.equipmentId &&
  a.options.toSorted().join() === b.options.toSorted().join()

/** Under which name the browser keeps the cart of a portal; what follows says whose it is. */
const nameOf = ({ address, session: { view } }: Counter) =>
  `guichet-${address.slice(address.lastIndexOf('/') + 1)}-cart ${JSON.stringify([view?.kind, view?.login ?? view?.name, view?.customer.id])}`

/** Whatever else lies under that name is no line of ours. */
const isLine = (one: Partial<CartLine> | null): one is CartLine =>
  typeof one?.articleId === 'string' &&
  typeof one.quantity === 'string' &&
  Array.isArray(one.options) &&
  (one.equipmentId === null || typeof one.equipmentId === 'string')

export function readCart(counter: Counter): readonly CartLine[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(nameOf(counter)) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isLine).slice(0, mostLines) : []
  } catch {
    return []
  }
}

/** What the change makes of the lines that are there now; `from` tells the page. @throws when the browser keeps nothing */
export function changeCart(
  from: EventTarget,
  counter: Counter,
  change: (lines: readonly CartLine[]) => readonly CartLine[],
): void {
  const lines = change(readCart(counter))
  if (lines.length > mostLines) throw new RangeError('the cart is full')
  if (lines.length === 0) localStorage.removeItem(nameOf(counter))
  else localStorage.setItem(nameOf(counter), toJson(lines))
  from.dispatchEvent(new CartChangedEvent(lines))
}

/** The same thing twice is one line of both quantities. */
export function withLine(lines: readonly CartLine[], line: CartLine): readonly CartLine[] {
  const known = lines.find((one) => sameThing(one, line))
  if (!known) return [...lines, line]
  const total = (thousandths(known.quantity) ?? 0) + (thousandths(line.quantity) ?? 0)
  return lines.map((one) => (one === known ? { ...line, quantity: quantityText(total) } : one))
}

/** Puts it into the cart. @throws when the browser keeps nothing, and when the cart is full */
export function addToCart(from: EventTarget, counter: Counter, line: CartLine): void {
  changeCart(from, counter, (lines) => withLine(lines, line))
}

/** Calls back when the cart has changed: on this page, in another tab. */
export function watchCart(counter: () => Counter | undefined, changed: () => void): () => void {
  const elsewhere = ({ key }: StorageEvent) => {
    const own = counter()
    if (own && (key === null || key === nameOf(own))) changed()
  }
  document.addEventListener('guichet-cart-changed', changed)
  window.addEventListener('storage', elsewhere)
  return () => {
    document.removeEventListener('guichet-cart-changed', changed)
    window.removeEventListener('storage', elsewhere)
  }
}

declare global {
  interface HTMLElementEventMap {
    'guichet-cart-changed': CartChangedEvent
  }
  interface DocumentEventMap {
    'guichet-cart-changed': CartChangedEvent
  }
}
