/** Order and keyset of the list: which column, which direction, where the next page starts. */
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { type Cursor, decodeCursor, encodeCursor } from '../../base/page.ts'
import { Problem } from '../../base/problem.ts'
import type { GuardTables } from '../../db/types.ts'
import type { InterventionSort } from './api.ts'

export type Direction = 'asc' | 'desc'

interface SortColumn {
  column: 'requested_at' | 'planned_at' | 'number'
  /** Nulls stand last in both directions. Saying so of a column that has none would keep its index unused. */
  nullable: boolean
  /** The form of its values: a cursor comes from outside. */
  form: RegExp
}

/** As PostgreSQL prints an instant: to the microsecond, which an ISO string of the door is not. */
const instant = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?[+-]\d\d(?::\d\d)?$/

const sorts: Record<InterventionSort, SortColumn> = {
  requested: { column: 'requested_at', nullable: false, form: instant },
  planned: { column: 'planned_at', nullable: true, form: instant },
  number: { column: 'number', nullable: false, form: /^[^\0]*$/ },
}

export interface Order {
  column: SortColumn['column']
  nullable: boolean
  direction: Direction
  /** Name that a cursor carries. */
  name: string
}

/** The newest first, unless asked otherwise. */
export function orderOf(sort: InterventionSort = 'requested', direction: Direction = 'desc'): Order {
  const { column, nullable } = sorts[sort]
  return { column, nullable, direction, name: `${sort} ${direction}` }
}

/** Where the page after `text` starts. @throws Problem `input-invalid` */
export function startOf(text: string, order: Order): Cursor {
  const cursor = decodeCursor(text, order.name, 2)
  const [value, id] = cursor.values
  const sort = sorts[order.name.split(' ')[0] as InterventionSort]
  const fits = value === null ? sort.nullable : value !== undefined && sort.form.test(value)
  if (!fits || typeof id !== 'string' || id.includes('\0')) {
    throw new Problem('input-invalid', { fields: { 'query.after': 'not-a-cursor' } })
  }
  return cursor
}

/** `place`: the row's value of the order's column, exactly as the database prints it. */
export function cursorAt(row: { id: string; place: string | null }, order: Order): string {
  return encodeCursor({ sort: order.name, values: [row.place, row.id] })
}

/** Rows behind the cursor, in the order's direction; the id decides between equals. */
export function isBehind(
  eb: ExpressionBuilder<GuardTables, 'intervention'>,
  order: Order,
  cursor: Cursor,
): Expression<SqlBool> {
  const [value, id] = cursor.values as [string | null, string]
  const further = order.direction === 'asc' ? '>' : '<'
  const column = eb.ref(`intervention.${order.column}`)
  if (value === null) return eb.and([eb(column, 'is', null), eb('intervention.id', further, id)])
  // A row comparison is what an index on (customer, column, id) answers.
  const behind = sql<SqlBool>`(${column}, ${eb.ref('intervention.id')}) ${sql.raw(further)} (${value}, ${id})`
  return order.nullable ? eb.or([behind, eb(column, 'is', null)]) : behind
}
