/**
 * The door between the two houses: every endpoint of the counter, types and words only.
 *
 * Widgets import nothing else from `bff/`, and only by `import type`. The server binds each key with
 * `endpoint()`; its schemas must fit these types.
 */
import type { Catalogue } from './features/catalogue/api.ts'
import type { Changes } from './features/changes/api.ts'
import type { Commands } from './features/commands/api.ts'
import type { Dashboard } from './features/dashboard/api.ts'
import type { Documents } from './features/documents/api.ts'
import type { Exports } from './features/exports/api.ts'
import type { Fleet } from './features/fleet/api.ts'
import type { Interventions } from './features/interventions/api.ts'
import type { Invoices } from './features/invoices/api.ts'
import type { Orders } from './features/orders/api.ts'
import type { Portals } from './features/portal/api.ts'
import type { Requests } from './features/requests/api.ts'
import type { Sessions } from './features/session/api.ts'
import type { Sites } from './features/sites/api.ts'
import type { Uploads } from './features/uploads/api.ts'

export type * from './features/catalogue/api.ts'
export type * from './features/changes/api.ts'
export type * from './features/commands/api.ts'
export type * from './features/dashboard/api.ts'
export type * from './features/documents/api.ts'
export type * from './features/exports/api.ts'
export type * from './features/fleet/api.ts'
export type * from './features/interventions/api.ts'
export type * from './features/invoices/api.ts'
export type * from './features/orders/api.ts'
export type * from './features/portal/api.ts'
export type * from './features/session/api.ts'
export type * from './features/sites/api.ts'
export type * from './features/requests/api.ts'
export type * from './features/uploads/api.ts'
export type { CommandReceipt, CommandState } from './outbox/receipt.ts'
export type { ProblemBody, ProblemCode } from './base/problem-codes.ts'
export type { Right } from './base/right.ts'

export interface Api
  extends Portals,
    Changes,
    Dashboard,
    Sessions,
    Sites,
    Invoices,
    Interventions,
    Documents,
    Exports,
    Fleet,
    Catalogue,
    Orders,
    Requests,
    Uploads,
    Commands {}

export type Key = keyof Api

/** One call inside `POST /v1/{pk}/batch`. */
export interface SubCall {
  key: Key
  params?: Record<string, string>
  query?: Record<string, unknown>
  body?: unknown
  /** The customer that the page shows. Another one in the session answers 409 `scope-changed`. */
  customer?: string
  /** Asked by a timer, not by the person: a batch of nothing else does not prolong the session. */
  background?: boolean
}

/** The answer to one sub-call, in the order of the calls. `body` is the reply or a problem. */
export interface SubReply {
  status: number
  body: unknown
}
