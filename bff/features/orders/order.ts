/** By what the list of orders is sorted. */
import { columnsOf, type Direction, forms, ordered, type Sort } from '../../base/keyset.ts'
import type { OrderSort } from './api.ts'

const column = columnsOf('sales_order')
const id = column('id', forms.text)

const sorts = {
  ordered: { keys: [column('ordered_on', forms.day), id], nullable: false },
  expected: { keys: [column('expected_on', forms.day), id], nullable: true },
  number: { keys: [column('number', forms.text), id], nullable: false },
  total: { keys: [column('total_incl_tax', forms.amount), id], nullable: true },
} satisfies Record<OrderSort, Sort>

/** The newest first, unless asked otherwise. */
export const orderOf = (sort: OrderSort = 'ordered', direction: Direction = 'desc') => ordered(sorts, sort, direction)
