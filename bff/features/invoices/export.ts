/** The list of invoices as a sheet. */
import type { z } from 'zod'
import { type Column, pageOf, sheetSource } from '../../sheet/source.ts'
import { list } from './input.ts'
import { cursorAt, orderOf, startOf } from './order.ts'
import * as queries from './queries.ts'
import { refuseHidden, stateOf } from './rules.ts'

type Row = Awaited<ReturnType<typeof queries.page>>[number]

const amount = { kind: 'money', right: 'invoices.amounts', width: 14 } as const

const columns: Column<Row>[] = [
  {
    heading: { fr: 'Numéro', en: 'Number' },
    meaning: 'Number of the document, as the vendor writes it.',
    kind: 'text',
    width: 16,
    value: (row) => row.number,
  },
  {
    heading: { fr: 'Type', en: 'Kind' },
    meaning: 'Invoice or credit note.',
    kind: 'word',
    width: 10,
    value: (row) => row.kind,
    words: { invoice: { fr: 'Facture', en: 'Invoice' }, credit_note: { fr: 'Avoir', en: 'Credit note' } },
  },
  {
    heading: { fr: 'État', en: 'State' },
    meaning: 'As the list shows it on the day of the export; a credit note is to be used until it is used.',
    kind: 'word',
    width: 18,
    value: (row, { today }) => `${row.kind} ${stateOf(row, today)}`,
    words: {
      'invoice open': { fr: 'À régler', en: 'To pay' },
      'invoice partly_paid': { fr: 'Réglée en partie', en: 'Partly paid' },
      'invoice overdue': { fr: 'En retard', en: 'Overdue' },
      'invoice paid': { fr: 'Réglée', en: 'Paid' },
      'invoice cancelled': { fr: 'Annulée', en: 'Cancelled' },
      'credit_note open': { fr: 'À utiliser', en: 'To be used' },
      'credit_note paid': { fr: 'Utilisé', en: 'Used' },
      'credit_note cancelled': { fr: 'Annulé', en: 'Cancelled' },
    },
  },
  {
    heading: { fr: 'Date', en: 'Issued on' },
    meaning: 'Day of issue.',
    kind: 'date',
    width: 12,
    value: (row) => row.issued_on,
  },
  {
    heading: { fr: 'Échéance', en: 'Due on' },
    meaning: 'Next unsettled due date.',
    kind: 'date',
    width: 12,
    value: (row) => row.due_on,
  },
  {
    heading: { fr: 'Votre référence', en: 'Your reference' },
    meaning: 'The customer’s own reference, such as a purchase order.',
    kind: 'text',
    width: 20,
    value: (row) => row.reference,
  },
  {
    heading: { fr: 'Objet', en: 'Subject' },
    meaning: 'Title of the document.',
    kind: 'text',
    width: 36,
    value: (row) => row.title,
  },
  {
    heading: { fr: 'Site', en: 'Site' },
    meaning: 'Name of the site that it is about.',
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
    meaning: 'Total without VAT; of a credit note negative.',
    value: (row) => row.total_excl_tax,
  },
  { ...amount, heading: { fr: 'TVA', en: 'VAT' }, meaning: 'VAT in all.', value: (row) => row.total_tax },
  {
    ...amount,
    heading: { fr: 'Total TTC', en: 'Total incl. VAT' },
    meaning: 'Total with VAT.',
    value: (row) => row.total_incl_tax,
  },
  {
    ...amount,
    heading: { fr: 'Reste à payer', en: 'Left to pay' },
    meaning: 'What remains of it; of an unused credit note negative.',
    value: (row) => row.remaining,
  },
]

export const exportQuery = list.omit({ after: true, limit: true })

type Query = z.infer<typeof exportQuery>

export const invoiceSheet = sheetSource<Query, Row>({
  kind: 'invoices',
  feature: 'invoices',
  needs: 'invoices.export',
  reads: 'invoices.read',
  name: { fr: 'Factures', en: 'Invoices' },
  query: exportQuery,
  columns,
  refuse: refuseHidden,
  count: (db, filter, now) => queries.count(db, { filter, now }),
  async page(db, query, now, after, limit) {
    const order = orderOf(query.sort, query.order)
    const from = after === null ? null : startOf(after, order)
    return pageOf(await queries.page(db, { filter: query, now }, order, from, limit + 1), limit, (row) =>
      cursorAt(row, order),
    )
  },
})
