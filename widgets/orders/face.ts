/** What the drawing functions of this widget are given: words, formats, what may be seen, and the ways to act. */
import type { OrderFile, OrderRow, OrderSheet, Site } from '../../bff/api.ts'
import type { Elsewhere } from '../base/elsewhere.ts'
import type { Format } from '../base/widget.ts'
import type { Again } from './again.ts'
import type { View } from './model.ts'
import type { OrderStrings } from './strings/fr.ts'

export interface Face {
  t: OrderStrings
  format: Format
  view: View
  rows: readonly OrderRow[]
  sites: readonly Site[]
  /** Level of the widget's own heading. */
  level: number
  /** The profile sees what orders come to. */
  amounts: boolean
  /** Where the cart is, and the catalogue; undefined where they cannot be reached from here. */
  cart: Elsewhere | undefined
  catalogue: Elsewhere | undefined
  again: Again
  downloading: (id: string) => boolean
  /** Shows another view, made from the one of that moment: asks again, and writes the address. */
  change: (next: (view: View) => View) => void
  open: (id: string) => void
  download: (file: OrderFile) => void
  buyAgain: (order: OrderSheet) => void
}
