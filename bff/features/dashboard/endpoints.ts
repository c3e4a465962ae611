/** The dashboard: one call. */
import { endpoint } from '../../base/endpoint.ts'
import { find, type Sight } from './find.ts'
import { opens, usual } from './rules.ts'
import { companyOf, dayIn, figuresOf, monthsOfView, recentOf, tasksOf } from './view.ts'

export const dashboard = [
  endpoint('GET /dashboard', {
    needs: 'session',
    feature: 'dashboard',
    input: {},
    async run({ db, clock, portal, session: { rights } }) {
      const { features, home } = portal
      const sight: Sight = {
        invoices: opens('invoices', rights, features),
        invoiceAmounts: rights.has('invoices.amounts'),
        orders: opens('orders', rights, features),
        orderAmounts: rights.has('orders.amounts'),
        interventions: opens('interventions', rights, features),
        fleet: opens('fleet', rights, features),
        contacts: rights.has('contacts.read'),
      }
      const found = await find(db, clock, sight)
      return {
        title: home.title,
        text: home.text,
        tasks: tasksOf(found, sight),
        period: found.period,
        figures: figuresOf(found, sight),
        currency: found.settings.currency,
        months: monthsOfView(found),
        recent: recentOf(found, dayIn(found.settings.time_zone)),
        actions: (home.actions ?? usual).filter(
          ({ place }) => 'href' in place || opens(place.widget, rights, features),
        ),
        company: companyOf(found),
      }
    },
  }),
]
