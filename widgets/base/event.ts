/**
 * The two kinds of events that widgets send to the page.
 *
 * A fact (`guichet-<fact>`, past tense) tells what has happened. A wish (`guichet-<wish>-request`) comes before
 * anything happens; `preventDefault()` means that the page takes care of it. Both bubble and leave shadow roots.
 */
export abstract class FactEvent<D = undefined> extends Event {
  readonly detail: D

  constructor(name: `guichet-${string}`, detail: D) {
    super(name, { bubbles: true, composed: true })
    this.detail = detail
  }
}

export abstract class WishEvent<D = undefined> extends Event {
  readonly detail: D

  constructor(name: `guichet-${string}-request`, detail: D) {
    super(name, { bubbles: true, composed: true, cancelable: true })
    this.detail = detail
  }
}

/** Asks the page first. True = nobody took it over, go on. */
export function wish(from: EventTarget, event: WishEvent<unknown>): boolean {
  return from.dispatchEvent(event)
}
