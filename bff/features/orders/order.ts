/** Order and keyset of the list: which column, which direction, where the next page starts. */
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { type Cursor, decodeCursor, encodeCursor } from '../../base/page.ts'
import { Problem } from '../../base/problem.ts'
import type { GuardTables } from '../../db/types.ts'
import type { OrderSort } from './api.ts'

export type Direction = 'asc' | 'desc'

interface SortColumn {
  column: 'ordered_on' | 'expected_on' | 'number' | 'total_incl_tax'
  /** Nulls stand last in both directions. Saying so of a column that has none would keep its index unused. */
  nullable: boolean
  /** The form of its values: a cursor comes from outside. */
  form: RegExp
}

const date = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/

const sorts: Record<OrderSort, SortColumn> = {
  ordered: { column: 'ordered_on', nullable: false, form: date },
  expected: { column: 'expected_on', nullable: true, form: date },
  number: { column: 'number', nullable: false, form: /^[^\0]*$/ },
  total: { column: 'total_incl_tax', nullable: true, form: /^-?\d{1,12}(?:\.\d{1,4})?$/ },
}

export interface Order {
  column: SortColumn['column']
  nullable: boolean
  direction: Direction
  /** Name that a cursor carries. */
  name: string
}

/** The newest first, unless asked otherwise. */
export function orderOf(sort: OrderSort = 'ordered', direction: Direction = 'desc'): Order {
  const { column, nullable } = sorts[sort]
  return { column, nullable, direction, name: `${sort} ${direction}` }
}

/** Where the page after `text` starts. @throws Problem `input-invalid` */
export function startOf(text: string, order: Order): Cursor {
  const cursor = decodeCursor(text, order.name, 2)
  const [value, id] = cursor.values
  const sort = sorts[order.name.split(' ')[0] as OrderSort]
  const fits = value === null ? sort.nullable : value !== undefined && sort.form.test(value)
  if (!fits || typeof id !== 'string' || id.includes('\0')) {
    throw new Problem('input-invalid', { fields: { 'query.after': 'not-a-cursor' } })
  }
  return cursor
}

export function cursorAt(row: { id: string } & Record<Order['column'], string | null>, order: Order): string {
  return encodeCursor({ sort: order.name, values: [row[order.column], row.id] })
}

/** Rows behind the cursor, in the order's direction; the id decides between equals. */
export function isBehind(
  eb: ExpressionBuilder<GuardTables, 'sales_order'>,
  order: Order,
  cursor: Cursor,
): Expression<SqlBool> {
  const [value, id] = cursor.values as [string | null, string]
  const further = order.direction === 'asc' ? '>' : '<'
  const column = eb.ref(`sales_order.${order.column}`)
  if (value === null) return eb.and([eb(column, 'is', null), eb('sales_order.id', further, id)])
  // A row comparison is what an index on (customer, column, id) answers.
  const behind = sql<SqlBool>`(${column}, ${eb.ref('sales_order.id')}) ${sql.raw(further)} (${value}, ${id})`
  return order.nullable ? eb.or([behind, eb(column, 'is', null)]) : behind
}
