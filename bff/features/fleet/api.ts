/**
 * The machines of the current customer.
 *
 * Dates are `YYYY-MM-DD`. What the session's profile may not know is null: counters and lists of interventions without
 * `interventions.read`, of orders without `orders.read`, contacts without `contacts.read`; the family and
 * whether consumables are sold for it without `catalogue.read`.
 */
import type { ExportJob, NewExport } from '../../sheet/job.ts'
import type { DocumentRow } from '../documents/api.ts'

/** In use · temporarily out of use · taken away. */
export type EquipmentState = 'in_service' | 'out_of_service' | 'removed'

export type EquipmentSort = 'label' | 'installed' | 'site'

/** What is under way about a machine. */
export type EquipmentWork = 'interventions' | 'orders'

export interface EquipmentFilter {
  /** Searches label, brand, both numbers, place, name and town of the site. At most 100 characters. */
  q?: string
  site?: string
  /** A family of `GET /equipment/families`. */
  family?: string
  /** Article that the machine is. */
  article?: string
  /** Without it: all but `removed`. */
  state?: EquipmentState[]
  /** Only machines with something open of that kind. 403 `column-hidden` without the right to see it. */
  work?: EquipmentWork
}

export interface EquipmentRow {
  id: string
  /** Brand and model. */
  label: string
  brand: string | null
  /** The manufacturer's number. */
  serialNumber: string | null
  /** The vendor's own number, on the label that it sticks to its machines. */
  providerNumber: string | null
  site: { id: string; name: string; city: string | null } | null
  /** Where on the site: floor, room. */
  place: string | null
  state: EquipmentState
  installedOn: string | null
  warrantyUntil: string | null
  /** Last day of the service contract, when one runs. */
  contractUntil: string | null
  /** A service contract runs. */
  covered: boolean
  /** Article of the catalogue that it is. */
  article: string | null
  /** Address of the article's picture, good for a day; null when it has none. */
  image: string | null
  /** The catalogue has consumables or parts that fit. */
  consumables: boolean
  /** Not closed yet. */
  openInterventions: number | null
  /** Not wholly delivered yet. */
  openOrders: number | null
}

export interface EquipmentTotals {
  /** Over the whole filtered set, not the page. */
  count: number
  outOfService: number
  /** Machines with an intervention, an order under way. */
  withInterventions: number | null
  withOrders: number | null
}

export interface EquipmentContact {
  name: string
  role: string | null
  email: string | null
  phone: string | null
}

export interface EquipmentIntervention {
  id: string
  number: string
  title: string
  state: 'received' | 'planned' | 'in_progress' | 'waiting' | 'done' | 'cancelled' | 'refused'
  open: boolean
  urgent: boolean
  requester: string | null
  /** ISO instants. */
  requestedAt: string
  plannedAt: string | null
  closedAt: string | null
}

export interface EquipmentOrder {
  id: string
  number: string
  state: 'received' | 'confirmed' | 'preparing' | 'partly_delivered' | 'delivered' | 'cancelled' | 'refused'
  open: boolean
  requester: string | null
  orderedOn: string
  expectedOn: string | null
  /** What of it is for this machine. */
  lines: { label: string; quantity: string | null; unit: string | null }[]
}

/** The latest 20, open ones first, and how many there are. */
export interface Latest<Row> {
  count: number
  openCount: number
  rows: Row[]
}

export interface EquipmentSheet extends EquipmentRow {
  family: { id: string; label: string } | null
  address: { name: string; street: string | null; postalCode: string | null; city: string | null } | null
  contract: {
    number: string
    label: string
    state: 'running' | 'ended' | 'cancelled'
    startsOn: string | null
    endsOn: string | null
  } | null
  /** For the contract, for its use, for after-sales service. */
  contacts: Record<'contract' | 'user' | 'service', EquipmentContact | null> | null
  interventions: Latest<EquipmentIntervention> | null
  orders: Latest<EquipmentOrder> | null
  /** Files with bytes to download, the newest first. */
  documents: DocumentRow[]
}

export interface Fleet {
  'GET /equipment': {
    query: EquipmentFilter & { sort?: EquipmentSort; order?: 'asc' | 'desc'; after?: string; limit?: number }
    reply: { rows: EquipmentRow[]; next: string | null; totals: EquipmentTotals }
  }
  /** The list as a file, see `GET /exports/:id`: with the list's own filters and order. */
  'POST /equipment/exports': {
    body: NewExport<EquipmentFilter & { sort?: EquipmentSort; order?: 'asc' | 'desc' }>
    reply: ExportJob
  }
  /** The families that occur among the machines, by name. */
  'GET /equipment/families': { reply: { rows: { id: string; label: string }[] } }
  'GET /equipment/:id': { params: { id: string }; reply: EquipmentSheet }
}
