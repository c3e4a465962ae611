/** The list of orders as a sheet. */
import type { z } from 'zod'
import { type Column, pageOf, sheetSource } from '../../sheet/source.ts'
import { list } from './input.ts'
import { cursorAt, orderOf, startOf } from './order.ts'
import * as queries from './queries.ts'
import { refuseHidden } from './rules.ts'

type Row = Awaited<ReturnType<typeof queries.page>>[number]

const amount = { kind: 'money', right: 'orders.amounts', width: 14 } as const

const columns: Column<Row>[] = [
  {
    heading: { fr: 'Numéro', en: 'Number' },
    meaning: 'Number of the order, as the vendor writes it.',
    kind: 'text',
    width: 16,
    value: (row) => row.number,
  },
  {
    heading: { fr: 'État', en: 'State' },
    meaning: 'How far it is.',
    kind: 'word',
    width: 18,
    value: (row) => row.state,
    words: {
      received: { fr: 'À confirmer', en: 'To be confirmed' },
      confirmed: { fr: 'Confirmée', en: 'Confirmed' },
      preparing: { fr: 'En préparation', en: 'Being prepared' },
      partly_delivered: { fr: 'Livrée en partie', en: 'Partly delivered' },
      delivered: { fr: 'Livrée', en: 'Delivered' },
      cancelled: { fr: 'Annulée', en: 'Cancelled' },
      refused: { fr: 'Refusée', en: 'Refused' },
    },
  },
  {
    heading: { fr: 'Commandée le', en: 'Ordered on' },
    meaning: 'Day of the order.',
    kind: 'date',
    width: 13,
    value: (row) => row.ordered_on,
  },
  {
    heading: { fr: 'Livraison prévue', en: 'Delivery expected' },
    meaning: 'Day on which the vendor expects to deliver.',
    kind: 'date',
    width: 16,
    value: (row) => row.expected_on,
  },
  {
    heading: { fr: 'Votre référence', en: 'Your reference' },
    meaning: 'The customer’s own reference.',
    kind: 'text',
    width: 20,
    value: (row) => row.reference,
  },
  {
    heading: { fr: 'Demandeur', en: 'Ordered by' },
    meaning: 'Who ordered it.',
    kind: 'text',
    width: 22,
    value: (row) => row.requester,
  },
  {
    heading: { fr: 'Site', en: 'Site' },
    meaning: 'Name of the site to which it goes.',
    kind: 'text',
    width: 24,
    value: (row) => row.place_name,
  },
  {
    heading: { fr: 'Devise', en: 'Currency' },
    meaning: 'ISO 4217 code of the amounts.',
    kind: 'text',
    width: 8,
    value: (row) => row.currency,
  },
  {
    ...amount,
    heading: { fr: 'Total HT', en: 'Total excl. VAT' },
    meaning: 'Total without VAT; empty while a price is on request.',
    value: (row) => row.total_excl_tax,
  },
  {
    ...amount,
    heading: { fr: 'Total TTC', en: 'Total incl. VAT' },
    meaning: 'Total with VAT; empty while a price is on request.',
    value: (row) => row.total_incl_tax,
  },
]

export const exportQuery = list.omit({ after: true, limit: true })

type Query = z.infer<typeof exportQuery>

export const orderSheet = sheetSource<Query, Row>({
  kind: 'orders',
  feature: 'orders',
  needs: 'orders.export',
  reads: 'orders.read',
  name: { fr: 'Commandes', en: 'Orders' },
  query: exportQuery,
  columns,
  refuse: refuseHidden,
  count: (db, filter) => queries.count(db, filter),
  async page(db, query, _now, after, limit) {
    const order = orderOf(query.sort, query.order)
    const from = after === null ? null : startOf(after, order)
    return pageOf(await queries.page(db, query, order, from, limit + 1), limit, (row) => cursorAt(row, order))
  },
})
