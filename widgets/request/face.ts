/** What each step of the wizard is drawn from, and whom it tells. */
import type { OpenRequest, RequestForm } from '../../bff/api.ts'
import type { Uploads } from '../base/uploads.ts'
import type { Format } from '../base/widget.ts'
import type { MachineSearch } from './machine-search.ts'
import type { Draft, Faults, Step } from './model.ts'
import type { RequestStrings } from './strings/fr.ts'

export interface Face {
  t: RequestStrings
  format: Format
  form: RequestForm
  draft: Draft
  faults: Faults
  /** Level of the steps' headings. */
  level: number
  uploads: Uploads
  search: MachineSearch
  /** Open on the machine that was chosen. */
  open: readonly OpenRequest[]
  /** The list of interventions can be reached from here. */
  listReachable: boolean
  sending: boolean
  change: (change: Partial<Draft>) => void
  go: (step: Step) => void
  send: () => void
  showOpen: (event: MouseEvent, id: string) => void
  addressOfOpen: (id: string) => string
}
