/** Order and keyset of the list: which columns, which direction, where the next page starts. */
import { type Expression, type SqlBool, sql } from 'kysely'
import { type Cursor, decodeCursor, encodeCursor } from '../../base/page.ts'
import { Problem } from '../../base/problem.ts'
import type { EquipmentSort } from './api.ts'

interface Key {
  column: string
  /** Name of the value in a row of the page. */
  field: 'label' | 'installed_on' | 'place_name' | 'id'
  /** The form of its values: a cursor comes from outside. */
  form: RegExp
}

const text = /^[^\0]*$/
const label: Key = { column: 'equipment.label', field: 'label', form: text }
const id: Key = { column: 'equipment.id', field: 'id', form: text }
const installed: Key = {
  column: 'equipment.installed_on',
  field: 'installed_on',
  form: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/,
}
const place: Key = { column: 'site.name', field: 'place_name', form: text }

/** The first key may be null, and then stands last in both directions; the id decides between equals. */
const sorts: Record<EquipmentSort, { keys: readonly [Key, ...Key[]]; nullable: boolean }> = {
  label: { keys: [label, id], nullable: false },
  installed: { keys: [installed, id], nullable: true },
  site: { keys: [place, label, id], nullable: true },
}

export interface Order {
  keys: readonly [Key, ...Key[]]
  nullable: boolean
  direction: 'asc' | 'desc'
  /** Name that a cursor carries. */
  name: string
  /** The place's name decides, so the place must be joined before the page is cut. */
  byPlace: boolean
}

/** From A to Z, unless asked otherwise. */
export function orderOf(sort: EquipmentSort = 'label', direction: 'asc' | 'desc' = 'asc'): Order {
  return { ...sorts[sort], direction, name: `${sort} ${direction}`, byPlace: sort === 'site' }
}

/** Where the page after `text` starts. @throws Problem `input-invalid` */
export function startOf(cursorText: string, order: Order): Cursor {
  const cursor = decodeCursor(cursorText, order.name, order.keys.length)
  const fits = order.keys.every(({ form }, at) => {
    const value = cursor.values[at]
    return typeof value === 'string' ? form.test(value) : at === 0 && order.nullable
  })
  if (!fits) throw new Problem('input-invalid', { fields: { 'query.after': 'not-a-cursor' } })
  return cursor
}

export function cursorAt(row: Record<Key['field'], string | null>, order: Order): string {
  return encodeCursor({ sort: order.name, values: order.keys.map(({ field }) => row[field]) })
}

/** `order by` of the page, and of the rows that are joined to it. */
export function orderSql({ keys, nullable, direction }: Order) {
  return keys.map(
    ({ column }, at) =>
      sql`${sql.ref(column)} ${sql.raw(direction)}${sql.raw(nullable && at === 0 ? ' nulls last' : '')}`,
  )
}

/** Rows behind the cursor, in the order's direction. */
export function isBehind(order: Order, { values }: Cursor): Expression<SqlBool> {
  const further = sql.raw(order.direction === 'asc' ? '>' : '<')
  const tuple = (from: number) =>
    sql<SqlBool>`(${sql.join(order.keys.slice(from).map(({ column }) => sql.ref(column)))}) ${further} (${sql.join(values.slice(from))})`
  const first = sql.ref(order.keys[0].column)
  if (values[0] === null) return sql<SqlBool>`(${first} is null and ${tuple(1)})`
  // A row comparison is what an index on (customer, column, id) answers.
  return order.nullable ? sql<SqlBool>`(${tuple(0)} or ${first} is null)` : tuple(0)
}
