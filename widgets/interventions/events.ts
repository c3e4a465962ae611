/** What the interventions widget tells the page. */
import { FactEvent } from '../base/event.ts'

export interface InterventionFact {
  /** Identifier, as in the deep link. */
  id: string
  /** The vendor's number. */
  number: string
}

/** `guichet-intervention-opened`: the sheet of an intervention is shown. */
export class InterventionOpenedEvent extends FactEvent<InterventionFact> {
  constructor(detail: InterventionFact) {
    super('guichet-intervention-opened', detail)
  }
}

/** `guichet-reply-sent`: a message has been taken; `receipt` is what the person holds of it. */
export class ReplySentEvent extends FactEvent<InterventionFact & { receipt: string }> {
  constructor(detail: InterventionFact & { receipt: string }) {
    super('guichet-reply-sent', detail)
  }
}

declare global {
  interface HTMLElementEventMap {
    'guichet-intervention-opened': InterventionOpenedEvent
    'guichet-reply-sent': ReplySentEvent
  }
}
