/** What the drawing functions of this widget are given: words, formats, what may be seen, and the ways to act. */
import type { Domain, InterventionFile, InterventionRow, Site } from '../../bff/api.ts'
import type { Elsewhere } from '../base/elsewhere.ts'
import type { Format } from '../base/widget.ts'
import type { View } from './model.ts'
import type { InterventionStrings } from './strings/fr.ts'

export interface Face {
  t: InterventionStrings
  format: Format
  view: View
  rows: readonly InterventionRow[]
  sites: readonly Site[]
  /** What the vendor's requests may be about; none before the further filters are opened, and for whom may not ask. */
  natures: readonly Domain[]
  /** Level of the widget's own heading. */
  level: number
  /** Where a new request is made, when it can be reached from here and the profile may. */
  request: Elsewhere | undefined
  /** This file is on its way. */
  downloading: (id: string) => boolean
  /** Shows another view, made from the one of that moment: asks again, and writes the address. */
  change: (next: (view: View) => View) => void
  open: (id: string) => void
  download: (file: InterventionFile) => void
  /** A press on a link to another widget. */
  follow: (event: MouseEvent, target: Elsewhere) => void
}
