/** What the dashboard reads, through the guards of one session. */
import { sql } from 'kysely'
import type { QueryHandle } from '../../db/types.ts'

export function settings(db: QueryHandle) {
  return db
    .selectFrom('company')
    .select(['name', 'email', 'phone', 'time_zone', 'currency'])
    .limit(1)
    .executeTakeFirst()
}

export function customer(db: QueryHandle) {
  return db.selectFrom('customer').select(['name', 'code', 'billing_site_id']).limit(1).executeTakeFirst()
}

/** The address where invoices go, else any that is in use. */
export function address(db: QueryHandle) {
  return db
    .selectFrom('site')
    .leftJoin('customer', 'customer.billing_site_id', 'site.id')
    .select(['site.street', 'site.postal_code', 'site.city'])
    .where('site.active', '=', true)
    .orderBy('customer.id', (id) => id.asc().nullsLast())
    .orderBy('site.is_billing', 'desc')
    .orderBy('site.id')
    .limit(1)
    .executeTakeFirst()
}

/** The account's own entry among the customer's contacts, else the first one of the whole customer. */
export function contact(db: QueryHandle) {
  return db
    .selectFrom('contact')
    .leftJoin('own_account', (join) => join.on(sql<boolean>`lower(own_account.email) = lower(contact.email)`))
    .select(['contact.name', 'contact.email', 'contact.phone'])
    .where('contact.active', '=', true)
    .orderBy('own_account.id', (id) => id.asc().nullsLast())
    .orderBy(sql`contact.site_id is not null`)
    .orderBy('contact.id')
    .limit(1)
    .executeTakeFirst()
}

/** Overdue by the same rule as the list of invoices. */
export function overdue(db: QueryHandle, today: string) {
  return db
    .selectFrom('invoice')
    .select((eb) => [
      eb.fn.countAll<string>().as('count'),
      eb.fn.sum<string | null>('invoice.remaining').as('amount'),
      eb.fn.min('invoice.currency').as('currency'),
      eb.fn.max('invoice.currency').as('other'),
    ])
    .where('invoice.state', '=', 'open')
    .where('invoice.kind', '=', 'invoice')
    .where('invoice.due_on', '<', today)
    .executeTakeFirstOrThrow()
}

export function invoicedByMonth(db: QueryHandle, from: string, currency: string) {
  const month = sql<string>`to_char(invoice.issued_on, 'YYYY-MM')`
  return db
    .selectFrom('invoice')
    .select((eb) => [month.as('month'), eb.fn.sum<string | null>('invoice.total_incl_tax').as('invoiced')])
    .where('invoice.issued_on', '>=', from)
    .where('invoice.state', '<>', 'cancelled')
    .where('invoice.currency', '=', currency)
    .groupBy(month)
    .execute()
}

export function ordered(db: QueryHandle, from: string, currency: string) {
  return db
    .selectFrom('sales_order')
    .select((eb) => [
      eb.fn
        .coalesce(
          eb.fn
            .sum<string | null>('sales_order.total_incl_tax')
            .filterWhere('sales_order.ordered_on', '>=', from)
            .filterWhere('sales_order.currency', '=', currency)
            .filterWhere('sales_order.state', 'not in', ['cancelled', 'refused']),
          sql<string>`0.00`,
        )
        .as('amount'),
      eb.fn.countAll<string>().filterWhere('sales_order.state', '=', 'partly_delivered').as('partly'),
    ])
    .executeTakeFirstOrThrow()
}

export function interventionsByMonth(db: QueryHandle, from: string, timeZone: string) {
  const month = sql<string>`to_char(intervention.requested_at at time zone ${sql.lit(timeZone)}, 'YYYY-MM')`
  return db
    .selectFrom('intervention')
    .select((eb) => [
      month.as('month'),
      eb.fn.countAll<string>().filterWhere('intervention.kind', '=', 'repair').as('repair'),
      eb.fn.countAll<string>().filterWhere('intervention.kind', '=', 'preventive').as('preventive'),
      eb.fn.countAll<string>().filterWhere('intervention.kind', 'not in', ['repair', 'preventive']).as('other'),
    ])
    .where('intervention.requested_at', '>=', sql<string>`${from}::date::timestamp at time zone ${timeZone}`)
    .groupBy(month)
    .execute()
}

/** How many wait for the customer, and how long it took, in days with one decimal; null when nothing was done. */
export function work(db: QueryHandle, from: string, timeZone: string) {
  const start = sql<string>`${from}::date::timestamp at time zone ${timeZone}`
  const days = sql<
    string | null
  >`round((avg(extract(epoch from intervention.closed_at - intervention.requested_at) / 86400)
    filter (where intervention.state = 'done' and intervention.closed_at >= ${start}
      and intervention.closed_at >= intervention.requested_at))::numeric, 1)`
  return db
    .selectFrom('intervention')
    .select((eb) => [
      eb.fn.countAll<string>().filterWhere('intervention.state', '=', 'waiting').as('waiting'),
      days.as('days'),
    ])
    .executeTakeFirstOrThrow()
}

export function machines(db: QueryHandle) {
  return db
    .selectFrom('equipment')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('equipment.state', '=', 'in_service')
    .executeTakeFirstOrThrow()
}

/** What was sent from here lately and came back: of requests and replies, and of orders. */
export function refused(db: QueryHandle) {
  return db
    .selectFrom('own_command')
    .select((eb) => [
      eb.fn.countAll<string>().filterWhere('own_command.function', '<>', 'place_order').as('requests'),
      eb.fn.countAll<string>().filterWhere('own_command.function', '=', 'place_order').as('orders'),
    ])
    .where('own_command.state', 'in', ['refused', 'failed'])
    .where('own_command.created_at', '>', sql<string>`now() - interval '30 days'`)
    .executeTakeFirstOrThrow()
}

const few = 5

export function latestInvoices(db: QueryHandle) {
  return db
    .selectFrom('invoice')
    .select(['id', 'number', 'kind', 'title', 'issued_on'])
    .orderBy('issued_on', 'desc')
    .orderBy('id', 'desc')
    .limit(few)
    .execute()
}

export function latestOrders(db: QueryHandle) {
  return db
    .selectFrom('sales_order')
    .select(['id', 'number', 'reference', 'ordered_on'])
    .orderBy('ordered_on', 'desc')
    .orderBy('id', 'desc')
    .limit(few)
    .execute()
}

export function latestInterventions(db: QueryHandle) {
  return db
    .selectFrom('intervention')
    .select(['id', 'number', 'title', 'requested_at'])
    .orderBy('requested_at', 'desc')
    .orderBy('id', 'desc')
    .limit(few)
    .execute()
}
