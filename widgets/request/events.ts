import type { CommandReceipt } from '../../bff/api.ts'
import { FactEvent } from '../base/event.ts'

/** A request was stored by the counter; `receipt` is its number, `replayed` that it had come before. */
export class RequestSentEvent extends FactEvent<{ receipt: CommandReceipt }> {
  constructor(receipt: CommandReceipt) {
    super('guichet-request-sent', { receipt })
  }
}

declare global {
  interface HTMLElementEventMap {
    'guichet-request-sent': RequestSentEvent
  }
}
