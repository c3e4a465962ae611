/** The filter of the list as SQL. Everything is said once here, for the page and for the totals. */
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { columnHas, wordsOf } from '../../base/search.ts'
import type { GuardTables } from '../../db/types.ts'
import type { EquipmentFilter, EquipmentState, EquipmentWork } from './api.ts'
import { openInterventions, openOrders } from './rules.ts'

export type Builder = ExpressionBuilder<GuardTables, 'equipment'>
type Condition = Expression<SqlBool>

/** What a customer means by "our machines": those that still stand there. */
const present: readonly EquipmentState[] = ['in_service', 'out_of_service']

/** Something of that kind is under way about the machine. One look-up of all such machines, not one per machine. */
export function hasOpen(eb: Builder, work: EquipmentWork): Condition {
  if (work === 'interventions') {
    return eb('equipment.id', 'in', (from) =>
      from
        .selectFrom('intervention')
        .select((own) => own.ref('intervention.equipment_id').$notNull().as('id'))
        .where('intervention.state', 'in', openInterventions)
        .where('intervention.equipment_id', 'is not', null),
    )
  }
  return eb('equipment.id', 'in', (from) =>
    from
      .selectFrom('sales_order_line')
      .innerJoin('sales_order', 'sales_order.id', 'sales_order_line.order_id')
      .select((own) => own.ref('sales_order_line.equipment_id').$notNull().as('id'))
      .where('sales_order.state', 'in', openOrders)
      .where('sales_order_line.equipment_id', 'is not', null),
  )
}

const columns = ['label', 'brand', 'serial_number', 'provider_number', 'place']

/** Every word of the search stands in the machine's own words, or in the name or the town of its site. */
function matches(eb: Builder, search: string): Condition[] {
  return wordsOf(search).map((word) =>
    eb.or([
      ...columns.map((column) => columnHas(`equipment.${column}`, word)),
      eb('equipment.site_id', 'in', (from) =>
        from
          .selectFrom('site')
          .select('site.id')
          .where((site) => site.or([columnHas('site.name', word), columnHas('site.city', word)])),
      ),
    ]),
  )
}

/** Rows that the filter keeps, of those that the guard shows. */
export function keeps(eb: Builder, filter: EquipmentFilter): Condition {
  const conditions: Condition[] = [eb('equipment.state', 'in', filter.state ?? present)]
  if (filter.site !== undefined) conditions.push(eb('equipment.site_id', '=', filter.site))
  if (filter.family !== undefined) conditions.push(eb('equipment.family_id', '=', filter.family))
  if (filter.article !== undefined) conditions.push(eb('equipment.article_id', '=', filter.article))
  if (filter.work !== undefined) conditions.push(hasOpen(eb, filter.work))
  if (filter.q !== undefined) conditions.push(...matches(eb, filter.q))
  return eb.and(conditions)
}

/** How many interventions of the machine are open. */
export function openInterventionCount(eb: Builder) {
  return eb
    .selectFrom('intervention')
    .select((of) => of.fn.countAll<string>().as('count'))
    .whereRef('intervention.equipment_id', '=', 'equipment.id')
    .where('intervention.state', 'in', openInterventions)
    .$asScalar()
    .$notNull()
}

/** How many orders that are open have a line for the machine. */
export function openOrderCount(eb: Builder) {
  return eb
    .selectFrom('sales_order_line')
    .innerJoin('sales_order', 'sales_order.id', 'sales_order_line.order_id')
    .select(sql<string>`count(distinct ${sql.ref('sales_order.id')})`.as('count'))
    .whereRef('sales_order_line.equipment_id', '=', 'equipment.id')
    .where('sales_order.state', 'in', openOrders)
    .$asScalar()
    .$notNull()
}

/** The picture of what the machine is. Correlated, because a join would look up the customer's every machine. */
export function picture<C extends 'media_id' | 'changed_at'>(eb: Builder, column: C) {
  return eb
    .selectFrom('machine_picture')
    .select(`machine_picture.${column}`)
    .whereRef('machine_picture.equipment_id', '=', 'equipment.id')
    .$asScalar()
}

/** The session's catalogue has something that fits the machine. */
export function hasConsumables(eb: Builder) {
  return eb.exists(
    eb
      .selectFrom('article_compatibility')
      .select(sql`1`.as('found'))
      .whereRef('article_compatibility.machine_id', '=', 'equipment.article_id'),
  )
}
