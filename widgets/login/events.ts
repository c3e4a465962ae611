import { WishEvent } from '../base/event.ts'

/** Somebody who is signed in wants to go on to `url`. Cancel it to go there yourself. */
export class ContinueRequestEvent extends WishEvent<{ url: string }> {
  constructor(url: string) {
    super('guichet-continue-request', { url })
  }
}

declare global {
  interface HTMLElementEventMap {
    'guichet-continue-request': ContinueRequestEvent
  }
}
