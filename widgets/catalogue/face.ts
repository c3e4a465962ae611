/** What the drawing functions of this widget are given: words, formats, what may be seen, and the ways to act. */
import type { ArticlePage, ArticleRow, Family } from '../../bff/api.ts'
import type { Elsewhere } from '../base/elsewhere.ts'
import type { Format } from '../base/widget.ts'
import type { Choice } from './choice.ts'
import type { View } from './model.ts'
import type { CatalogueStrings } from './strings/fr.ts'

export interface Face {
  t: CatalogueStrings
  format: Format
  view: View
  /** Of the page on screen. */
  about: Pick<ArticlePage, 'currency' | 'showsPrices' | 'showsStock' | 'brands' | 'machine'>
  families: readonly Family[]
  /** The profile may filter by what was ordered before. */
  orders: boolean
  /** Where one writes about an article without a price; null = nowhere known. */
  email: string | null
  choice: Choice
  /** This article has just been put into the cart. */
  added: (id: string) => boolean
  /** Level of the widget's own heading. */
  level: number
  /** The way to the cart, where there is one. */
  cart: Elsewhere | undefined
  change: (next: (view: View) => View) => void
  open: (id: string) => void
  add: (row: ArticleRow, options: readonly string[]) => void
}
