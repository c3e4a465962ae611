/** One mark a feature: how many rows there are, and when one last changed. Through the guards of one session. */
import { type Expression, sql } from 'kysely'
import type { QueryHandle } from '../../db/types.ts'

/** Milliseconds, so that two marks are the same text when nothing has moved. */
const last = (column: Expression<string>) =>
  sql<string>`count(*)::text || ':' || coalesce((extract(epoch from max(${column})) * 1000)::bigint::text, '')`

export function invoices(db: QueryHandle) {
  return db
    .selectFrom('invoice')
    .select((eb) => last(eb.ref('invoice.changed_at')).as('mark'))
    .executeTakeFirstOrThrow()
}

export function interventions(db: QueryHandle) {
  return db
    .selectFrom('intervention')
    .select((eb) => last(eb.ref('intervention.changed_at')).as('mark'))
    .executeTakeFirstOrThrow()
}

export function exchanges(db: QueryHandle) {
  return db
    .selectFrom('exchange')
    .select((eb) => last(eb.ref('exchange.changed_at')).as('mark'))
    .executeTakeFirstOrThrow()
}

export function fleet(db: QueryHandle) {
  return db
    .selectFrom('equipment')
    .select((eb) => last(eb.ref('equipment.changed_at')).as('mark'))
    .executeTakeFirstOrThrow()
}

export function orders(db: QueryHandle) {
  return db
    .selectFrom('sales_order')
    .select((eb) => last(eb.ref('sales_order.changed_at')).as('mark'))
    .executeTakeFirstOrThrow()
}

/** What was sent from here, by state: a receipt that turns into a number is news. */
export function sent(db: QueryHandle, orders: boolean) {
  return db
    .selectFrom('own_command')
    .select((eb) => [
      sql<string>`${eb.fn.countAll()} || ':' || ${eb.fn.countAll().filterWhere('state', '=', 'received')} || ':' || ${eb.fn
        .countAll()
        .filterWhere('state', 'in', ['refused', 'failed'])}`.as('mark'),
    ])
    .where('function', orders ? '=' : '<>', 'place_order')
    .executeTakeFirstOrThrow()
}
