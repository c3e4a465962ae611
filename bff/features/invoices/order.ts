/** By what the list of invoices is sorted. */
import { columnsOf, type Direction, forms, ordered, type Sort } from '../../base/keyset.ts'
import type { InvoiceSort } from './api.ts'

const column = columnsOf('invoice')
const id = column('id', forms.text)

const sorts = {
  issued: { keys: [column('issued_on', forms.day), id], nullable: false },
  due: { keys: [column('due_on', forms.day), id], nullable: true },
  number: { keys: [column('number', forms.text), id], nullable: false },
  total: { keys: [column('total_incl_tax', forms.amount), id], nullable: true },
  remaining: { keys: [column('remaining', forms.amount), id], nullable: true },
} satisfies Record<InvoiceSort, Sort>

/** The newest first, unless asked otherwise. */
export const orderOf = (sort: InvoiceSort = 'issued', direction: Direction = 'desc') => ordered(sorts, sort, direction)
