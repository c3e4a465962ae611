/** What the catalogue tells the page. What is put into the cart: `base/cart-store.ts`. */
import { FactEvent } from '../base/event.ts'

export interface ArticleFact {
  /** Identifier, as in the deep link. */
  id: string
  /** The vendor's code. */
  code: string
  label: string
}

/** `guichet-article-opened`: the page of an article is shown. */
export class ArticleOpenedEvent extends FactEvent<ArticleFact> {
  constructor(detail: ArticleFact) {
    super('guichet-article-opened', detail)
  }
}

declare global {
  interface HTMLElementEventMap {
    'guichet-article-opened': ArticleOpenedEvent
  }
}
