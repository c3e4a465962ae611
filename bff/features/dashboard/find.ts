/** The find step: two flushes, of which the second asks only for what the session may see. */
import { Problem } from '../../base/problem.ts'
import { together } from '../../base/together.ts'
import type { Clock } from '../../base/clock.ts'
import type { QueryHandle } from '../../db/types.ts'
import * as queries from './queries.ts'
import { periodOf } from './rules.ts'

/** Features that the session may see here. */
export interface Sight {
  invoices: boolean
  invoiceAmounts: boolean
  orders: boolean
  orderAmounts: boolean
  interventions: boolean
  fleet: boolean
  contacts: boolean
}

export async function find(db: QueryHandle, clock: Clock, sight: Sight) {
  const [settings, customer] = await together(queries.settings(db), queries.customer(db))
  // A vendor without its one row of `company` has no mapping yet.
  if (settings === undefined || customer === undefined) throw new Problem('management-unavailable')
  const { time_zone: zone, currency } = settings
  const today = clock.today(zone)
  const period = periodOf(today)
  const when = <T>(may: boolean, ask: () => Promise<T>): Promise<T | null> => (may ? ask() : Promise.resolve(null))
  const { invoices, orders, interventions } = sight
  const [address, contact, overdue, invoiced, ordered, byMonth, work, machines, refused, bills, sales, calls] =
    await together(
      queries.address(db),
      when(sight.contacts, () => queries.contact(db)),
      when(invoices, () => queries.overdue(db, today)),
      when(invoices && sight.invoiceAmounts, () => queries.invoicedByMonth(db, period.from, currency)),
      when(orders, () => queries.ordered(db, period.from, currency)),
      when(interventions, () => queries.interventionsByMonth(db, period.from, zone)),
      when(interventions, () => queries.work(db, period.from, zone)),
      when(sight.fleet, () => queries.machines(db)),
      queries.refused(db),
      when(invoices, () => queries.latestInvoices(db)),
      when(orders, () => queries.latestOrders(db)),
      when(interventions, () => queries.latestInterventions(db)),
    )
  return {
    settings,
    customer,
    today,
    period,
    address,
    contact,
    overdue,
    invoiced,
    ordered,
    byMonth,
    work,
    machines,
    refused,
    recent: { invoices: bills ?? [], orders: sales ?? [], interventions: calls ?? [] },
  }
}

export type Found = Awaited<ReturnType<typeof find>>
