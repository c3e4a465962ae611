/** What the drawing functions of the dashboard are given. */
import type { DashboardPlace, DashboardView, Language } from '../../bff/api.ts'
import type { Format } from '../base/widget.ts'
import type { DashboardStrings } from './strings/fr.ts'

export interface Face {
  t: DashboardStrings
  format: Format
  language: Language
  view: DashboardView
  /** Level of the widget's own heading. */
  level: number
  /** Where a link leads; undefined when this page knows no such place. */
  address: (place: DashboardPlace) => string | undefined
  follow: (event: MouseEvent, place: DashboardPlace) => void
}
