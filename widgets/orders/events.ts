/** What the orders widget tells the page. */
import { FactEvent } from '../base/event.ts'

export interface OrderOpened {
  /** Identifier, as in the deep link. */
  id: string
  /** The vendor's number. */
  number: string
}

/** `guichet-order-opened`: the sheet of an order is shown. */
export class OrderOpenedEvent extends FactEvent<OrderOpened> {
  constructor(detail: OrderOpened) {
    super('guichet-order-opened', detail)
  }
}

declare global {
  interface HTMLElementEventMap {
    'guichet-order-opened': OrderOpenedEvent
  }
}
