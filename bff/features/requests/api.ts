/**
 * Requests for an intervention. What is sent is stored at once and answered with a receipt; it then goes to the vendor's
 * management, where it becomes an intervention with the vendor's own number.
 */
import type { CommandReceipt } from '../../outbox/receipt.ts'
import type { Site } from '../sites/api.ts'

export interface Nature {
  id: string
  /** In the vendor's words. */
  label: string
  description: string | null
  /** Whether a request of this nature is about a machine. */
  equipment: 'required' | 'optional' | 'none'
}

/** First level of the tree. A request may name the domain alone. */
export interface Domain extends Nature {
  natures: Nature[]
}

export interface RequestMachine {
  id: string
  label: string
  serialNumber: string | null
  /** The vendor's own identifier. */
  providerNumber: string | null
  /** Where on the site. */
  place: string | null
  siteId: string | null
}

/** An intervention on the same machine that is not closed. */
export interface OpenRequest {
  id: string
  number: string
  title: string
  state: 'received' | 'planned' | 'in_progress' | 'waiting'
  /** ISO instant. */
  requestedAt: string
}

export interface RequestForm {
  natures: Domain[]
  /** The first 200 by name, in use only; `GET /sites` finds further ones. */
  sites: Site[]
  /** A session limited to sites must name one. */
  siteRequired: boolean
  /** Who asks, as the counter knows: pre-filled, correctable. */
  contact: { name: string; phone: string | null; email: string | null }
  /** The machine that was asked for; null when there is none of that id. */
  machine: RequestMachine | null
  /** Requests on that machine that are not closed yet, newest first, at most 5. */
  open: OpenRequest[]
  /** The session may pick machines of its fleet. */
  fleet: boolean
  /** Today in the vendor's time zone: a wish may not lie before. */
  today: string
  limits: { files: number; fileSize: number }
}

/** What is asked. Only the description is mandatory. */
export interface NewRequest {
  /** UUID made when the form opened and kept with its draft. */
  key: string
  /** A domain or a nature. */
  natureId?: string
  equipmentId?: string
  /** Typed, when the machine is not in the fleet. Not together with `equipmentId`. */
  serialNumber?: string
  /** Default: the machine's site. */
  siteId?: string
  urgent: boolean
  /** 1 to 5,000 characters. */
  description: string
  /** Where, when it is not the site's own address. At most 500 characters. */
  address?: string
  /** Whom to meet on the spot. */
  contact?: { name: string; phone?: string }
  /** E-mail of who gets the answer, when it is not the author. */
  replyTo?: string
  /** Day (`YYYY-MM-DD`) and time (`HH:MM`) that would suit, in the vendor's time zone. `firm`: no other. */
  wish?: { on: string; at?: string; firm?: boolean }
  /** Ids of own files, see `POST /uploads`; at most 5. */
  uploads?: string[]
}

export interface Requests {
  /** What a request may be about: the vendor's domains and natures that are offered. */
  'GET /natures': { reply: { domains: Domain[] } }
  /** Everything that the form pre-fills, in one call. */
  'GET /requests/form': { query: { equipment?: string }; reply: RequestForm }
  /**
   * Sends it. Same key and content: the same receipt. 404 `not-found` with the field for an id that this session cannot
   * see, a nature that is not offered, a file that is gone; 400 `input-invalid` with the field for a wish in the past
   * (`past`), a machine missing or out of place (`missing`, `not-about-a-machine`, `not-both`), a site missing
   * (`missing`), a file not ready (`not-ready`); 422 `key-reused`.
   */
  'POST /requests': { body: NewRequest; reply: CommandReceipt }
}
