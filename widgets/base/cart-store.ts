/**
 * The cart of whoever is signed in, on this device: shared by all pages and tabs of the website, one per portal, person
 * and customer. Prices are not kept: they are asked again whenever the cart is shown.
 */
import type { Counter } from './counter.ts'
import { FactEvent } from './event.ts'
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

/** `guichet-cart-changed`: something was put into the cart, or taken out of it. */
export class CartChangedEvent extends FactEvent<{ lines: readonly CartLine[] }> {
  constructor(lines: readonly CartLine[]) {
    super('guichet-cart-changed', { lines })
  }
}

const sameThing = (a: CartLine, b: CartLine) =>
  a.articleId === b.articleId &&
  a.equipmentId === b.equipmentId &&
  a.options.toSorted().join() === b.options.toSorted().join()

/** Under which name the browser keeps the cart of a portal; what follows says whose it is. */
const nameOf = ({ address, session: { view } }: Counter) =>
  `guichet-${address.slice(address.lastIndexOf('/') + 1)}-cart ${JSON.stringify([view?.kind, view?.login ?? view?.name, view?.customer.id])}`

export function readCart(counter: Counter): readonly CartLine[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(nameOf(counter)) ?? '[]')
    return Array.isArray(kept) ? (kept as CartLine[]) : []
  } catch {
    return []
  }
}

/** The same thing twice is one line of both quantities. `from` tells the page. */
export function addToCart(from: EventTarget, counter: Counter, line: CartLine): void {
  const before = readCart(counter)
  const known = before.find((one) => sameThing(one, line))
  const total = (thousandths(known?.quantity ?? '0') ?? 0) + (thousandths(line.quantity) ?? 0)
  const merged = { ...line, quantity: quantityText(total) }
  const lines = known ? before.map((one) => (one === known ? merged : one)) : [...before, merged]
  localStorage.setItem(nameOf(counter), JSON.stringify(lines))
  from.dispatchEvent(new CartChangedEvent(lines))
}

declare global {
  interface HTMLElementEventMap {
    'guichet-cart-changed': CartChangedEvent
  }
}
