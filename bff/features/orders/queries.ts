/** What orders read, through the guards of one session. Prices and stock: `base/pricing/offers.ts`. */
import { sql } from 'kysely'
import { countOf } from '../../base/count.ts'
import { type Asked, inOrder, isBehind } from '../../base/keyset.ts'
import type { QueryHandle } from '../../db/types.ts'
import { receiptQuery } from '../../outbox/receipts.ts'
import type { OrderFilter } from './api.ts'
import { openStates } from './rules.ts'
import { keeps } from './search.ts'

const ownColumns = [
  'sales_order.id',
  'sales_order.number',
  'sales_order.state',
  'sales_order.reference',
  'sales_order.requester',
  'sales_order.ordered_on',
  'sales_order.expected_on',
  'sales_order.currency',
  'sales_order.total_excl_tax',
  'sales_order.total_incl_tax',
] as const

const rowColumns = [...ownColumns, 'site.id as place_id', 'site.name as place_name'] as const

/**
 * One page of rows in order, and one row more. The place's name is
 * joined to the page alone: a guard is a barrier, through which a join would fetch the customer's every order.
 */
export function page(db: QueryHandle, filter: OrderFilter, asked: Asked) {
  return db
    .selectFrom((from) =>
      from
        .selectFrom('sales_order')
        .select([...ownColumns, 'sales_order.site_id'])
        .where((eb) => keeps(eb, filter))
        .where(isBehind(asked))
        .orderBy(inOrder(asked.order))
        .limit(asked.limit + 1)
        .as('sales_order'),
    )
    .leftJoin('site', 'site.id', 'sales_order.site_id')
    .select(rowColumns)
    .orderBy(inOrder(asked.order))
    .execute()
}

/** Totals of everything that the filter keeps, in one scan; the sum is null where amounts are hidden. */
export function totals(db: QueryHandle, filter: OrderFilter) {
  return db
    .selectFrom('sales_order')
    .where((eb) => keeps(eb, filter))
    .select((eb) => [
      eb.fn.countAll<string>().as('count'),
      eb.fn.countAll<string>().filterWhere('sales_order.state', 'in', openStates).as('open_count'),
      // What was called off is not owed.
      eb.fn
        .sum<string | null>('sales_order.total_incl_tax')
        .filterWhere('sales_order.state', 'not in', ['cancelled', 'refused'])
        .as('incl_tax'),
      eb.fn.min('sales_order.currency').as('currency'),
      eb.fn.max('sales_order.currency').as('other_currency'),
    ])
    .executeTakeFirstOrThrow()
}

/** How many rows the filter keeps. */
export function count(db: QueryHandle, filter: OrderFilter): Promise<number> {
  return countOf(db.selectFrom('sales_order').where((eb) => keeps(eb, filter)))
}

/** Days after which a refusal is old news, and what was delivered without trace is for the vendor to tell. */
const days = 14

/** Orders that the vendor's rows do not show yet. An ERP that keeps no command's id is known by the number it answered. */
export function pending(db: QueryHandle, { site }: Pick<OrderFilter, 'site'>) {
  return receiptQuery(db)
    .select(['own_command.author', 'own_command.reference', 'own_command.currency', 'own_command.total_incl_tax'])
    .where('own_command.function', '=', 'place_order')
    .where('own_command.created_at', '>', sql<string>`now() - ${`${days} days`}::interval`)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('sales_order')
            .select(sql`1`.as('found'))
            .where((of) =>
              of.or([
                of('sales_order.command_id', '=', sql<string>`${sql.ref('own_command.id')}::text`),
                of('sales_order.number', '=', of.ref('own_command.number')),
              ]),
            ),
        ),
      ),
    )
    .$if(site !== undefined, (query) => query.where('own_command.site_id', '=', site as string))
    .orderBy('own_command.created_at', 'desc')
    .orderBy('own_command.id', 'desc')
    .limit(20)
    .execute()
}

/** One order, whole. */
export function head(db: QueryHandle, id: string) {
  return db
    .selectFrom('sales_order')
    .leftJoin('site', 'site.id', 'sales_order.site_id')
    .leftJoin('site as billing', 'billing.id', 'sales_order.billing_site_id')
    .select(rowColumns)
    .select(['sales_order.comment', 'sales_order.total_tax'])
    .select(['site.street', 'site.postal_code', 'site.city'])
    .select([
      'billing.id as billing_id',
      'billing.name as billing_name',
      'billing.street as billing_street',
      'billing.postal_code as billing_postal_code',
      'billing.city as billing_city',
    ])
    .where('sales_order.id', '=', id)
    .executeTakeFirst()
}

export function lines(db: QueryHandle, order: string) {
  return db
    .selectFrom('sales_order_line')
    .leftJoin('equipment', 'equipment.id', 'sales_order_line.equipment_id')
    .select([
      'sales_order_line.id',
      'sales_order_line.kind',
      'sales_order_line.article_id',
      'sales_order_line.reference',
      'sales_order_line.label',
      'sales_order_line.quantity',
      'sales_order_line.delivered_quantity',
      'sales_order_line.unit',
      'sales_order_line.unit_price',
      'sales_order_line.amount_excl_tax',
      'sales_order_line.tax_rate',
      'equipment.id as equipment_id',
      'equipment.label as equipment_label',
    ])
    .where('sales_order_line.order_id', '=', order)
    .orderBy('sales_order_line.position')
    .orderBy('sales_order_line.id')
    .execute()
}

/** Options of the kits of an order. */
export function options(db: QueryHandle, order: string) {
  return db
    .selectFrom('article_option')
    .select(['kit_id', 'article_id'])
    .where('optional', '=', true)
    .where('kit_id', 'in', (from) =>
      from
        .selectFrom('sales_order_line')
        .select((line) => line.ref('sales_order_line.article_id').$notNull().as('id'))
        .where('sales_order_line.order_id', '=', order)
        .where('sales_order_line.article_id', 'is not', null),
    )
    .execute()
}

/** Files of an order; never their bytes. They are filed under its id as text. */
export function files(db: QueryHandle, order: string) {
  return db
    .selectFrom('document')
    .select(['id', 'role', 'file_name', 'title', 'media_type', 'size'])
    .where('subject_kind', '=', 'order')
    .where('subject_id', '=', order)
    .orderBy('role', 'desc')
    .orderBy('file_name')
    .orderBy('id')
    .execute()
}
