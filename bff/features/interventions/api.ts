/**
 * Interventions of the current customer: what was asked for, and everything done about it.
 *
 * Instants are ISO strings in UTC, days are `YYYY-MM-DD` in the vendor's time zone. What the session's profile may not
 * see of other things (the machine without `fleet.read`) is null.
 */
import type { ExportJob, NewExport } from '../../sheet/job.ts'
import type { CommandReceipt } from '../../outbox/receipt.ts'

/** `waiting`: the vendor waits for an answer of the customer. */
export type InterventionState = 'received' | 'planned' | 'in_progress' | 'waiting' | 'done' | 'cancelled' | 'refused'

export type InterventionKind = 'repair' | 'preventive' | 'installation' | 'other'

export type InterventionSort = 'requested' | 'planned' | 'number'

export interface InterventionFilter {
  /** Searches number, title, description, requester and the work done. At most 100 characters. */
  q?: string
  /** Asked for on or after / on or before. */
  from?: string
  to?: string
  /** `open` stands for every state in which there is something left to do. */
  state?: (InterventionState | 'open')[]
  site?: string
  equipment?: string
  /** A nature, or a domain with all its natures. */
  nature?: string
  urgent?: boolean
}

export interface InterventionRow {
  id: string
  number: string
  kind: InterventionKind
  state: InterventionState
  urgent: boolean
  /** What it is about, in one line. */
  title: string
  requester: string | null
  requestedAt: string
  /** Next visit, or the last one when there is none to come. */
  plannedAt: string | null
  closedAt: string | null
  /** `domain` is null where the nature is a domain itself. */
  nature: { id: string; label: string; domain: string | null } | null
  site: { id: string; name: string } | null
  equipment: { id: string; label: string } | null
}

export interface InterventionTotals {
  /** Over the whole filtered set, not the page. */
  count: number
  /** Of these, the ones in which there is something left to do. */
  openCount: number
  /** Of these, the ones that wait for an answer of the customer. */
  waitingCount: number
}

/** A request that left here and is not an intervention yet: on its way, refused, or given up. */
export interface PendingRequest extends CommandReceipt {
  /** What the customer wrote. */
  description: string
  requester: string | null
}

/**
 * A step of an intervention, in order. `done` has been reached, `current` is where it stands, `next` lies ahead. The
 * last step of what is closed is `current`. `at`: when it was or will be reached, null when not known.
 */
export interface InterventionStep {
  state: InterventionState
  progress: 'done' | 'current' | 'next'
  at: string | null
}

export interface VisitWork {
  id: string
  kind: 'labour' | 'part' | 'travel' | 'other'
  label: string
  quantity: string | null
  unit: string | null
}

export interface InterventionVisit {
  id: string
  state: 'planned' | 'travelling' | 'in_progress' | 'done' | 'cancelled'
  startsAt: string
  endsAt: string | null
  technician: string | null
  workDone: string | null
  works: VisitWork[]
}

/** A file to be had by `POST /documents/:id/ticket`. */
export interface InterventionFile {
  id: string
  /** `original`: the vendor's own report or slip; `attachment`: something joined. */
  role: 'original' | 'attachment'
  fileName: string
  title: string | null
  mediaType: string
  /** Bytes; null where the vendor does not say. */
  size: number | null
  /** Of a picture: an address for an `<img>`, which works for a day or two without a header. */
  image: string | null
}

export interface InterventionExchange {
  id: string
  direction: 'from_customer' | 'from_vendor'
  author: string | null
  body: string
  sentAt: string
  files: InterventionFile[]
}

/** A reply that left here and is not in the thread yet. */
export interface PendingReply extends CommandReceipt {
  body: string
  author: string | null
}

export interface InterventionSheet extends InterventionRow {
  description: string | null
  /** Whom to meet on the spot, in words. */
  contact: string | null
  workDone: string | null
  address: { street: string | null; postalCode: string | null; city: string | null } | null
  machine: { serialNumber: string | null; providerNumber: string | null; place: string | null } | null
  steps: InterventionStep[]
  /** The next or latest first. */
  visits: InterventionVisit[]
  /** The oldest first. */
  exchanges: InterventionExchange[]
  pending: PendingReply[]
  documents: InterventionFile[]
  /** The session may reply, and the intervention takes replies. */
  mayReply: boolean
}

export interface Interventions {
  'GET /interventions': {
    query: InterventionFilter & { sort?: InterventionSort; order?: 'asc' | 'desc'; after?: string; limit?: number }
    /**
     * `pending`: with the first page only, of the last 14 days, the newest first, at most 20; of the filter only site
     * and equipment apply.
     */
    reply: { rows: InterventionRow[]; next: string | null; totals: InterventionTotals; pending: PendingRequest[] }
  }
  /** The list as a file, see `GET /exports/:id`: with the list's own filters and order. */
  'POST /interventions/exports': {
    body: NewExport<InterventionFilter & { sort?: InterventionSort; order?: 'asc' | 'desc' }>
    reply: ExportJob
  }
  'GET /interventions/:id': { params: { id: string }; reply: InterventionSheet }
  /** 409 `closed` when it was cancelled or refused. */
  'POST /interventions/:id/replies': {
    params: { id: string }
    body: {
      /** UUID made when the form opened: the same key and content is the same reply. */
      key: string
      /** 1 to 5,000 characters, without the white space around them. */
      body: string
      /** Ids of own uploads, at most 5. */
      uploads?: string[]
    }
    reply: CommandReceipt
  }
}
