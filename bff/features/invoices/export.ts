/** The list of invoices as a sheet. */
import { currency, date, money, numberOf, placeOf, referenceOf, text, word } from '../../sheet/columns.ts'
import { type Column, listSheet } from '../../sheet/source.ts'
import { list } from './input.ts'
import { orderOf } from './order.ts'
import * as queries from './queries.ts'
import { refuseHidden, stateOf } from './rules.ts'

type Row = Awaited<ReturnType<typeof queries.page>>[number]

const amount = money('invoices.amounts')

const columns: Column<Row>[] = [
  numberOf('document'),
  word({ fr: 'Type', en: 'Kind' }, 'Invoice or credit note.', 10, (row) => row.kind, {
    invoice: { fr: 'Facture', en: 'Invoice' },
    credit_note: { fr: 'Avoir', en: 'Credit note' },
  }),
  word(
    { fr: 'État', en: 'State' },
    'As the list shows it on the day of the export; a credit note is to be used until it is used.',
    18,
    (row, { today }) => `${row.kind} ${stateOf(row, today)}`,
    {
      'invoice open': { fr: 'À régler', en: 'To pay' },
      'invoice partly_paid': { fr: 'Réglée en partie', en: 'Partly paid' },
      'invoice overdue': { fr: 'En retard', en: 'Overdue' },
      'invoice paid': { fr: 'Réglée', en: 'Paid' },
      'invoice cancelled': { fr: 'Annulée', en: 'Cancelled' },
      'credit_note open': { fr: 'À utiliser', en: 'To be used' },
      'credit_note paid': { fr: 'Utilisé', en: 'Used' },
      'credit_note cancelled': { fr: 'Annulé', en: 'Cancelled' },
    },
  ),
  date({ fr: 'Date', en: 'Issued on' }, 'Day of issue.', 12, (row) => row.issued_on),
  date({ fr: 'Échéance', en: 'Due on' }, 'Next unsettled due date.', 12, (row) => row.due_on),
  referenceOf('The customer’s own reference, such as a purchase order.'),
  text({ fr: 'Objet', en: 'Subject' }, 'Title of the document.', 36, (row) => row.title),
  placeOf('Name of the site that it is about.'),
  currency,
  amount(
    { fr: 'Total HT', en: 'Total excl. VAT' },
    'Total without VAT; of a credit note negative.',
    (row) => row.total_excl_tax,
  ),
  amount({ fr: 'TVA', en: 'VAT' }, 'VAT in all.', (row) => row.total_tax),
  amount({ fr: 'Total TTC', en: 'Total incl. VAT' }, 'Total with VAT.', (row) => row.total_incl_tax),
  amount(
    { fr: 'Reste à payer', en: 'Left to pay' },
    'What remains of it; of an unused credit note negative.',
    (row) => row.remaining,
  ),
]

export const exportQuery = list.omit({ after: true, limit: true })

export const invoiceSheet = listSheet({
  kind: 'invoices',
  feature: 'invoices',
  needs: 'invoices.export',
  reads: 'invoices.read',
  name: { fr: 'Factures', en: 'Invoices' },
  query: exportQuery,
  columns,
  refuse: refuseHidden,
  count: (db, filter, now) => queries.count(db, { filter, now }),
  order: orderOf,
  page: (db, query, now, asked) => queries.page(db, { filter: query, now }, asked),
})
