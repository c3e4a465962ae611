/** The filter of the list as SQL. Everything is said once here, for the page and for the totals. */
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { columnHas, wordsOf } from '../../base/search.ts'
import type { GuardTables } from '../../db/types.ts'
import type { OrderFilter } from './api.ts'
import { statesOf } from './rules.ts'

type Builder = ExpressionBuilder<GuardTables, 'sales_order'>

const ofOrder = (eb: Builder) =>
  eb
    .selectFrom('sales_order_line')
    .select(sql`1`.as('found'))
    .whereRef('sales_order_line.order_id', '=', 'sales_order.id')

/** Rows that the filter keeps, of those that the guard shows. */
export function keeps(eb: Builder, filter: OrderFilter): Expression<SqlBool> {
  const { q, from, to, state, site, equipment } = filter
  const conditions: Expression<SqlBool>[] = []
  if (from !== undefined) conditions.push(eb('sales_order.ordered_on', '>=', from))
  if (to !== undefined) conditions.push(eb('sales_order.ordered_on', '<=', to))
  if (state !== undefined) conditions.push(eb('sales_order.state', 'in', statesOf(state)))
  if (site !== undefined) conditions.push(eb('sales_order.site_id', '=', site))
  if (equipment !== undefined)
    conditions.push(eb.exists(ofOrder(eb).where('sales_order_line.equipment_id', '=', equipment)))
  for (const word of wordsOf(q ?? '')) {
    conditions.push(
      eb.or([
        ...['number', 'reference', 'requester'].map((column) => columnHas(`sales_order.${column}`, word)),
        eb.exists(
          ofOrder(eb).where((line) =>
            line.or([columnHas('sales_order_line.label', word), columnHas('sales_order_line.reference', word)]),
          ),
        ),
      ]),
    )
  }
  return eb.and(conditions)
}
