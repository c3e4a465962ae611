/** What changed: one call for all widgets of a page. */
import { endpoint } from '../../base/endpoint.ts'
import { together } from '../../base/together.ts'
import type { Right } from '../../base/right.ts'
import * as queries from './queries.ts'

export const changes = [
  endpoint('GET /changes', {
    needs: 'session',
    input: {},
    async run({ db, portal: { features }, session: { rights } }) {
      const when = async (feature: string, right: Right, ...asked: (() => Promise<{ mark: string }>)[]) => {
        if (!features.includes(feature) || !rights.has(right)) return undefined
        return (await together(...asked.map((ask) => ask()))).map(({ mark }) => mark).join(' ')
      }
      const [invoices, interventions, fleet, orders] = await together(
        when('invoices', 'invoices.read', () => queries.invoices(db)),
        when(
          'interventions',
          'interventions.read',
          () => queries.interventions(db),
          () => queries.exchanges(db),
          () => queries.sent(db, false),
        ),
        when('fleet', 'fleet.read', () => queries.fleet(db)),
        when(
          'orders',
          'orders.read',
          () => queries.orders(db),
          () => queries.sent(db, true),
        ),
      )
      return {
        marks: {
          ...(invoices !== undefined && { invoices }),
          ...(interventions !== undefined && { interventions }),
          ...(fleet !== undefined && { fleet }),
          ...(orders !== undefined && { orders }),
        },
      }
    },
  }),
]
