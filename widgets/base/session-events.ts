/** What a page may want to know about who is signed in. */
import type { CustomerCard, Language, SessionView } from '../../bff/api.ts'
import { FactEvent, WishEvent } from './event.ts'

/** Somebody has signed in. */
export class SignedInEvent extends FactEvent<{ session: SessionView }> {
  constructor(session: SessionView) {
    super('guichet-signed-in', { session })
  }
}

/** The person has signed out. */
export class SignedOutEvent extends FactEvent {
  constructor() {
    super('guichet-signed-out', undefined)
  }
}

/** The page shows another customer's rows from now on. */
export class CustomerChangedEvent extends FactEvent<{ customer: CustomerCard }> {
  constructor(customer: CustomerCard) {
    super('guichet-customer-changed', { customer })
  }
}

/** The person has chosen a language. */
export class LanguageChangedEvent extends FactEvent<{ language: Language }> {
  constructor(language: Language) {
    super('guichet-language-changed', { language })
  }
}

/** Somebody wants to sign in. The page may take over (`preventDefault()`), say by going to its own sign-in page. */
export class SignInRequestEvent extends WishEvent {
  constructor() {
    super('guichet-sign-in-request', undefined)
  }
}

/** Somebody wants in by the website's own sign-in. The page may take over, say by going to its own page of it. */
export class HandOffRequestEvent extends WishEvent {
  constructor() {
    super('guichet-hand-off-request', undefined)
  }
}

declare global {
  interface HTMLElementEventMap {
    'guichet-signed-in': SignedInEvent
    'guichet-signed-out': SignedOutEvent
    'guichet-customer-changed': CustomerChangedEvent
    'guichet-language-changed': LanguageChangedEvent
    'guichet-sign-in-request': SignInRequestEvent
    'guichet-hand-off-request': HandOffRequestEvent
  }
}
