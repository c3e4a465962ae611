/** The endpoints of the catalogue: find, decide, answer. */
import type { Call } from '../../base/endpoint.ts'
import { endpoint } from '../../base/endpoint.ts'
import { mapped } from '../../base/found.ts'
import { findOffers } from '../../base/pricing/offers.ts'
import { quoteLine } from '../../base/pricing/quote.ts'
import { roundingOf } from '../../base/pricing/totals.ts'
import { Problem } from '../../base/problem.ts'
import { together } from '../../base/together.ts'
import { isMalformed } from '../../db/errors.ts'
import type { Catalogue } from './api.ts'
import { findAlternatives, findDetails, findMachine, findPage, findSheet } from './find.ts'
import * as input from './input.ts'
import { orderOf, startOf } from './order.ts'
import * as queries from './queries.ts'
import { type Eyes, nothing, pricedOf, rowOf, sheetOf } from './rows.ts'
import { familyTree, refuseHidden, settingsOf } from './rules.ts'

const feature = 'catalogue'
const nobody: ReadonlySet<string> = new Set()

type Looking = Pick<Call<keyof Catalogue>, 'session' | 'clock' | 'mediaKey' | 'publicUrl' | 'portal'>

function eyesOf(call: Looking, timeZone: string, preferred = nobody): Eyes {
  return { rights: call.session.rights, today: call.clock.today(timeZone), signer: call, preferred }
}

/** A filter that names something whose id has no meaning here keeps nothing. */
function notAnId(error: unknown): null {
  if (isMalformed(error)) return null
  throw error
}

export const catalogue = [
  endpoint('GET /catalogue/families', {
    needs: 'catalogue.read',
    feature,
    input: {},
    async run({ db }) {
      const [families, counts] = await together(queries.families(db), queries.countsByFamily(db))
      return {
        rows: familyTree(families, counts),
        count: counts.reduce((sum, row) => sum + Number(row.count), 0),
      }
    },
  }),

  endpoint('GET /catalogue/articles', {
    needs: 'catalogue.read',
    feature,
    input: { query: input.list },
    async run(call) {
      const { db, query, session, portal, clock } = call
      refuseHidden(query, session.rights)
      const named = await findMachine(db, query).catch(notAnId)
      if (named === null) return nothing(session.rights)
      const order = orderOf(query.sort, query.order, named !== undefined)
      const { preferredOnly } = settingsOf(portal.features)
      const found = await findPage(db, {
        filter: query,
        order,
        start: query.after === undefined ? null : startOf(query.after, order),
        limit: query.limit ?? 24,
        machine: named && (named.article === null ? null : { id: named.article, preferredOnly }),
        todayIn: (timeZone) => clock.today(timeZone),
      }).catch(notAnId)
      if (found === null) return nothing(session.rights)
      const eyes = eyesOf(call, found.settings.time_zone, found.preferred)
      const details = await findDetails(
        db,
        found.rows.map((row) => row.id),
      )
      return {
        rows: found.rows.map((row) => rowOf(row, details, eyes)),
        next: found.next,
        totals: { count: found.count },
        nearly: found.nearly,
        brands: found.brands.map(({ brand, count }) => ({ brand, count: Number(count) })),
        machine: named ? { label: named.label } : null,
        currency: found.settings.currency,
        showsPrices: session.rights.has('prices.read'),
        showsStock: found.showsStock,
      }
    },
  }),

  endpoint('GET /catalogue/articles/:id', {
    needs: 'catalogue.read',
    feature,
    input: { params: input.one },
    async run(call) {
      const found = await findSheet(call.db, call.params.id)
      const eyes = eyesOf(call, found.settings.time_zone)
      const sheet = sheetOf(found, eyes)
      const atOnce = sheet.availability === null || sheet.availability.state === 'in_stock'
      if (atOnce && sheet.notOrderable === null) return { ...sheet, alternatives: [] }
      const { rows, details } = await findAlternatives(call.db, call.params.id)
      return { ...sheet, alternatives: rows.map((row) => rowOf(row, details, eyes)) }
    },
  }),

  endpoint('GET /catalogue/articles/:id/price', {
    needs: 'prices.read',
    feature,
    input: { params: input.one, query: input.price },
    async run(call) {
      const { db, params, query } = call
      const [settings, offers] = await together(queries.settings(db), findOffers(db, [params.id]))
      const offer = offers.get(params.id)
      if (offer === undefined) throw new Problem('not-found')
      const { time_zone: zone, vat_rounding: vat } = mapped(settings)
      const eyes = eyesOf(call, zone)
      const wish = { quantity: query.quantity, options: query.options ?? [] }
      return pricedOf(quoteLine(offer, wish, eyes.today, roundingOf(vat).rounding), eyes)
    },
  }),
]
