/** What the drawing functions of this widget are given: words, formats, what may be seen, and the ways to act. */
import type { EquipmentRow, EquipmentWork, Site } from '../../bff/api.ts'
import type { Elsewhere } from '../base/elsewhere.ts'
import type { Format } from '../base/widget.ts'
import type { Look } from './look.ts'
import type { View } from './model.ts'
import type { FleetStrings } from './strings/fr.ts'

export interface Face {
  t: FleetStrings
  format: Format
  view: View
  look: Look
  /** What the profile may see of what is under way. */
  works: ReadonlySet<EquipmentWork>
  sites: readonly Site[]
  /** Families that occur; none for a profile without the catalogue. */
  families: readonly { id: string; label: string }[]
  /** `YYYY-MM-DD` on the reader's calendar. */
  today: string
  /** Level of the widget's own heading. */
  level: number
  /** Shows another view, made from the one of that moment: asks again, and writes the address. */
  change: (next: (view: View) => View) => void
  open: (id: string) => void
  setLook: (look: Look) => void
  /** A press on a link to another widget. */
  follow: (event: MouseEvent, target: Elsewhere) => void
  /** Where another widget shows something, when it can be reached from here and the profile may; else undefined. */
  ways: Ways
}

export interface Ways {
  /** A new request for this machine. */
  request(row: Pick<EquipmentRow, 'id'>): Elsewhere | undefined
  /** What fits this machine, in the catalogue. */
  consumables(row: Pick<EquipmentRow, 'id' | 'article' | 'consumables'>): Elsewhere | undefined
  /** All interventions or orders of a machine. */
  work(work: EquipmentWork, row: Pick<EquipmentRow, 'id'>): Elsewhere | undefined
  /** One of them. */
  one(work: EquipmentWork, id: string): Elsewhere | undefined
  /** All of a site. */
  site(work: EquipmentWork, site: string): Elsewhere | undefined
}
