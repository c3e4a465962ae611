/** Order and keyset of a list: by which columns, in which direction, where the next page starts. */
import { type Expression, type SqlBool, sql } from 'kysely'
import { type Cursor, decodeCursor, encodeCursor, notACursor, type Page, pageOf } from './page.ts'

export type Direction = 'asc' | 'desc'

/** A column that decides about the order. */
export interface SortKey<Field extends string = string> {
  /** With its table: `invoice.due_on`. */
  column: string
  /** Name of its value in a row of the page. */
  field: Field
  /** The form of its values: a cursor comes from outside. */
  form: RegExp
}

export interface Sort<Field extends string = string> {
  /** The last one, an id, decides between equals. */
  keys: readonly [SortKey<Field>, ...SortKey<Field>[]]
  /**
   * The first key may be null, and then stands last in both directions. Saying so of a column that has none would keep its
   * index unused.
   */
  nullable: boolean
}

export interface Order<Field extends string = string> extends Sort<Field> {
  direction: Direction
  /** Name that a cursor carries. */
  name: string
}

/** One page of a list, as somebody asks for it. Its query takes a row more than `limit`, which tells if another follows. */
export interface Asked<Field extends string = string> {
  order: Order<Field>
  after: Cursor | null
  limit: number
}

/** Forms of what a cursor carries. */
export const forms = {
  text: /^[^\0]*$/,
  day: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/,
  amount: /^-?\d{1,12}(?:\.\d{1,4})?$/,
} as const

/** Keys that are columns of one table and have the same name in a row of the page. */
export const columnsOf =
  (table: string) =>
  <Field extends string>(field: Field, form: RegExp): SortKey<Field> => ({ column: `${table}.${field}`, field, form })

export function ordered<Name extends string, Field extends string>(
  sorts: Readonly<Record<Name, Sort<Field>>>,
  sort: Name,
  direction: Direction,
): Order<Field> {
  return { ...sorts[sort], direction, name: `${sort} ${direction}` }
}

/** @throws Problem `input-invalid` when `after` is no cursor of this order */
export function asked<Field extends string>(
  { after, limit = 20 }: { after?: string | undefined; limit?: number | undefined },
  order: Order<Field>,
): Asked<Field> {
  return { order, limit, after: after === undefined ? null : startOf(after, order) }
}

function startOf(text: string, { keys, nullable, name }: Order): Cursor {
  const cursor = decodeCursor(text, name, keys.length)
  const fits = keys.every(({ form }, at) => {
    const value = cursor.values[at]
    return typeof value === 'string' ? form.test(value) : at === 0 && nullable
  })
  if (!fits) throw notACursor()
  return cursor
}

/** The rows that are shown of those that were found, and where the next page starts. */
export function shown<Field extends string, Row extends Record<Field, string | null>>(
  found: readonly Row[],
  { order, limit }: Asked<Field>,
): Page<Row> {
  return pageOf(found, limit, (row) =>
    encodeCursor({ sort: order.name, values: order.keys.map(({ field }) => row[field]) }),
  )
}

/** `order by` of the page, and of what is joined to it. */
export function inOrder({ keys, nullable, direction }: Order): Expression<unknown> {
  const by = keys.map(({ column }, at) => {
    const last = nullable && at === 0 ? ' nulls last' : ''
    return sql`${sql.ref(column)} ${sql.raw(direction + last)}`
  })
  return sql.join(by)
}

/** Rows behind the cursor, in the order's direction; all of them for the first page. */
export function isBehind({ order, after }: Asked): Expression<SqlBool> {
  if (after === null) return sql<SqlBool>`true`
  const { values } = after
  const further = sql.raw(order.direction === 'asc' ? '>' : '<')
  const tuple = (from: number) => {
    const columns = order.keys.slice(from).map(({ column }) => sql.ref(column))
    return sql<SqlBool>`(${sql.join(columns)}) ${further} (${sql.join(values.slice(from))})`
  }
  const first = sql.ref(order.keys[0].column)
  if (values[0] === null) return sql<SqlBool>`(${first} is null and ${tuple(1)})`
  // A row comparison is what an index on (customer, column, id) answers.
  return order.nullable ? sql<SqlBool>`(${tuple(0)} or ${first} is null)` : tuple(0)
}
