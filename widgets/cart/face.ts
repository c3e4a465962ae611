/** What the drawing functions of this widget are given. */
import type { ArticleByCode, CartQuote } from '../../bff/api.ts'
import type { CartLine } from '../base/cart-store.ts'
import type { Elsewhere } from '../base/elsewhere.ts'
import type { Format } from '../base/widget.ts'
import type { Shown } from './model.ts'
import type { CartStrings } from './strings/fr.ts'

export interface Face {
  t: CartStrings
  format: Format
  level: number
  currency: string
  shown: readonly Shown[]
  /** Of the lines as they are now; null while it is being asked. */
  quote: CartQuote | null
  busy: boolean
  /** Where the catalogue is, and the orders; undefined where they cannot be reached from here. */
  catalogue: Elsewhere | undefined
  orders: Elsewhere | undefined
  setQuantity: (line: CartLine, text: string) => void
  remove: (line: CartLine, label: string) => void
}

export interface QuickAdd {
  code: string
  busy: boolean
  error: string | undefined
  choices: readonly ArticleByCode[]
  type: (code: string) => void
  find: () => void
  add: (article: ArticleByCode) => void
}
