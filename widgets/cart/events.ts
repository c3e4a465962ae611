/** What the cart tells the page. What is put into it: `base/cart-store.ts`. */
import { FactEvent } from '../base/event.ts'

export interface OrderFact {
  /** Receipt that the customer holds. */
  receipt: string
  /** The customer's own reference. */
  reference: string | null
}

/** `guichet-order-placed`: an order has been taken and is on its way to the vendor. */
export class OrderPlacedEvent extends FactEvent<OrderFact> {
  constructor(detail: OrderFact) {
    super('guichet-order-placed', detail)
  }
}

declare global {
  interface HTMLElementEventMap {
    'guichet-order-placed': OrderPlacedEvent
  }
  interface DocumentEventMap {
    'guichet-order-placed': OrderPlacedEvent
  }
}
