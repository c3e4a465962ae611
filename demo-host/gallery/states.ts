/** The states of each widget that the gallery shows, and the answers that bring them about. */
import { account } from './account.ts'
import { cart } from './cart.ts'
import { catalogue } from './catalogue.ts'
import { dashboard } from './dashboard.ts'
import { fleet } from './fleet.ts'
import { interventions } from './interventions.ts'
import { invoices } from './invoices.ts'
import { login } from './login.ts'
import { request } from './request.ts'
import { orders } from './orders.ts'
import type { State } from './state.ts'

export type { State } from './state.ts'

/** tag -> its states. */
export const gallery: Readonly<Record<string, readonly State[]>> = {
  'guichet-dashboard': dashboard,
  'guichet-invoices': invoices,
  'guichet-interventions': interventions,
  'guichet-fleet': fleet,
  'guichet-catalogue': catalogue,
  'guichet-request': request,
  'guichet-cart': cart,
  'guichet-orders': orders,
  'guichet-account': account,
  'guichet-login': login,
}
