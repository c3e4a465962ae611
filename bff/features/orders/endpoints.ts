/** The endpoints of orders and of the cart: find, decide, write, answer. */
import { endpoint } from '../../base/endpoint.ts'
import { asked, shown } from '../../base/keyset.ts'
import { leastQuantity } from '../../base/pricing/quantity.ts'
import { Problem } from '../../base/problem.ts'
import { together } from '../../base/together.ts'
import { submitCommand } from '../../outbox/submit.ts'
import { beginExport } from '../../sheet/begin.ts'
import { exported } from '../../sheet/input.ts'
import * as cart from './cart-queries.ts'
import { findList, findParts } from './find.ts'
import { exportQuery, orderSheet } from './export.ts'
import * as input from './input.ts'
import { orderOf } from './order.ts'
import { checkPlaces, commandOf } from './place.ts'
import { quoteCart } from './quote.ts'
import { none, pendingOf, rowOf, sheetOf, totalsOf } from './rows.ts'
import { bareCode, changesOf, faultsOf, isDelicate, refuseHidden } from './rules.ts'

const feature = 'orders'

/** The act inside the feature: off by itself where the vendor's database takes no orders. */
const ordering = 'ordering'
const needs = 'orders.place'

export const orders = [
  endpoint('GET /orders', {
    needs: 'orders.read',
    feature,
    input: { query: input.list },
    async run({ db, query, session }) {
      refuseHidden(query, session.rights)
      const page = asked(query, orderOf(query.sort, query.order))
      const found = await findList(db, query, page)
      if (found === undefined) return { rows: [], next: null, totals: none, pending: [] }
      const { rows, next } = shown(found.rows, page)
      return {
        rows: rows.map(rowOf),
        next,
        totals: totalsOf(found.totals),
        pending: found.sent.map(pendingOf),
      }
    },
  }),

  endpoint('GET /orders/form', {
    needs,
    feature: ordering,
    input: {},
    async run({ db, session }) {
      const [customer, places] = await together(cart.customer(db), cart.places(db))
      const sites = places.map(({ postal_code: postalCode, ...site }) => ({ ...site, postalCode }))
      const used = (use: 'is_billing' | 'is_delivery') =>
        sites
          .filter((site) => site[use])
          .slice(0, 200)
          .map(({ id, name, street, postalCode, city }) => ({ id, name, street, postalCode, city }))
      const billingSites = used('is_billing')
      const usual = customer?.billing_site_id ?? null
      return {
        deliverySites: used('is_delivery'),
        billingSites,
        billingSiteId: billingSites.some(({ id }) => id === usual) ? usual : null,
        siteRequired: session.siteIds !== null,
        customerKind: customer?.kind ?? 'company',
        paymentTerms: customer?.payment_terms ?? null,
      }
    },
  }),

  endpoint('POST /orders/exports', {
    needs: 'orders.export',
    feature,
    input: { body: exported(exportQuery) },
    run: (call) => beginExport(call, orderSheet),
  }),

  endpoint('GET /orders/:id', {
    needs: 'orders.read',
    feature,
    input: { params: input.one },
    async run({ db, params, session, portal }) {
      const mayOrder = portal.features.includes(ordering) && session.rights.has(needs)
      return sheetOf(await findParts(db, params.id), mayOrder)
    },
  }),

  endpoint('POST /orders', {
    needs,
    feature: ordering,
    input: { body: input.order },
    async run(call) {
      const { body, session, portal } = call
      if (session.siteIds !== null && body.siteId === undefined)
        throw new Problem('input-invalid', { fields: { 'body.siteId': 'missing' } })
      await checkPlaces(call.db, body)
      const quoted = await quoteCart(call, body.lines)
      // First the key: what has been taken stays taken, whatever prices have done since. A refusal below undoes it.
      const receipt = await submitCommand(call, commandOf(body, quoted))
      if (receipt.replayed) return receipt
      const faults = faultsOf(quoted.quote.lines)
      if (Object.keys(faults).length > 0) throw new Problem('lines-refused', { fields: faults })
      const changes = changesOf(body, quoted.quote)
      if (Object.keys(changes).length > 0)
        throw new Problem('price-changed', { fields: changes, current: quoted.quote })
      // Last: who is asked who he is knows that the order will be taken.
      if (!call.fresh && isDelicate(quoted.quote.exclTax, portal.orderStepUp))
        throw new Problem(session.accountId === null ? 'account-required' : 'step-up-required')
      return receipt
    },
  }),

  endpoint('POST /cart/quote', {
    needs,
    feature: ordering,
    input: { body: input.quote },
    async run(call) {
      return (await quoteCart(call, call.body.lines)).quote
    },
  }),

  endpoint('GET /cart/articles', {
    needs,
    feature: ordering,
    input: { query: input.byCode },
    async run({ db, query }) {
      const rows = await cart.byCode(db, bareCode(query.code))
      return {
        rows: rows.map((row) => ({
          id: row.id,
          code: row.code,
          manufacturerCode: row.manufacturer_code,
          label: row.label,
          least: leastQuantity(row),
        })),
      }
    },
  }),
]
