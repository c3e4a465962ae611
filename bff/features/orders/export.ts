/** The list of orders as a sheet. */
import { currency, date, money, numberOf, placeOf, referenceOf, text, word } from '../../sheet/columns.ts'
import { type Column, listSheet } from '../../sheet/source.ts'
import { list } from './input.ts'
import { orderOf } from './order.ts'
import * as queries from './queries.ts'
import { refuseHidden } from './rules.ts'

type Row = Awaited<ReturnType<typeof queries.page>>[number]

const amount = money('orders.amounts')

const columns: Column<Row>[] = [
  numberOf('order'),
  word({ fr: 'État', en: 'State' }, 'How far it is.', 18, (row) => row.state, {
    received: { fr: 'À confirmer', en: 'To be confirmed' },
    confirmed: { fr: 'Confirmée', en: 'Confirmed' },
    preparing: { fr: 'En préparation', en: 'Being prepared' },
    partly_delivered: { fr: 'Livrée en partie', en: 'Partly delivered' },
    delivered: { fr: 'Livrée', en: 'Delivered' },
    cancelled: { fr: 'Annulée', en: 'Cancelled' },
    refused: { fr: 'Refusée', en: 'Refused' },
  }),
  date({ fr: 'Commandée le', en: 'Ordered on' }, 'Day of the order.', 13, (row) => row.ordered_on),
  date(
    { fr: 'Livraison prévue', en: 'Delivery expected' },
    'Day on which the vendor expects to deliver.',
    16,
    (row) => row.expected_on,
  ),
  referenceOf('The customer’s own reference.'),
  text({ fr: 'Demandeur', en: 'Ordered by' }, 'Who ordered it.', 22, (row) => row.requester),
  placeOf('Name of the site to which it goes.'),
  currency,
  amount(
    { fr: 'Total HT', en: 'Total excl. VAT' },
    'Total without VAT; empty while a price is on request.',
    (row) => row.total_excl_tax,
  ),
  amount(
    { fr: 'Total TTC', en: 'Total incl. VAT' },
    'Total with VAT; empty while a price is on request.',
    (row) => row.total_incl_tax,
  ),
]

export const exportQuery = list.omit({ after: true, limit: true })

export const orderSheet = listSheet({
  kind: 'orders',
  feature: 'orders',
  needs: 'orders.export',
  reads: 'orders.read',
  name: { fr: 'Commandes', en: 'Orders' },
  query: exportQuery,
  columns,
  refuse: refuseHidden,
  count: (db, filter) => queries.count(db, filter),
  order: orderOf,
  page: (db, query, _now, asked) => queries.page(db, query, asked),
})
