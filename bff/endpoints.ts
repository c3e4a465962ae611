/** The table of every endpoint: what the batch, the plain routes, the tests and the documentation enumerate. */
import type { Endpoint } from './base/endpoint.ts'
import { catalogue } from './features/catalogue/endpoints.ts'
import { changes } from './features/changes/endpoints.ts'
import { commands } from './features/commands/endpoints.ts'
import { dashboard } from './features/dashboard/endpoints.ts'
import { documents } from './features/documents/endpoints.ts'
import { exports } from './features/exports/endpoints.ts'
import { fleet } from './features/fleet/endpoints.ts'
import { interventions } from './features/interventions/endpoints.ts'
import { invoices } from './features/invoices/endpoints.ts'
import { orders } from './features/orders/endpoints.ts'
import { portal } from './features/portal/endpoints.ts'
import { requests } from './features/requests/endpoints.ts'
import { session } from './features/session/endpoints.ts'
import { sites } from './features/sites/endpoints.ts'
import { uploads } from './features/uploads/endpoints.ts'

export const endpoints: readonly Endpoint[] = [
  ...portal,
  ...session,
  ...sites,
  ...invoices,
  ...interventions,
  ...documents,
  ...fleet,
  ...catalogue,
  ...orders,
  ...requests,
  ...uploads,
  ...exports,
  ...commands,
  ...dashboard,
  ...changes,
]
