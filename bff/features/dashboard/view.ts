/** From what was found to what the door tells. */
import { sum } from '../../base/money.ts'
import { momentAt } from '../../base/zone.ts'
import type { DashboardFigure, DashboardRecent, DashboardTask, DashboardView } from './api.ts'
import type { Found, Sight } from './find.ts'
import { fill, latest } from './rules.ts'

export function tasksOf({ overdue, work, refused, ordered }: Found, sight: Sight): DashboardTask[] {
  const one = overdue !== null && overdue.currency === overdue.other
  const tasks: DashboardTask[] = [
    {
      kind: 'overdue',
      count: Number(overdue?.count ?? 0),
      amount: one ? overdue.amount : null,
      currency: one ? overdue.currency : null,
      place: { widget: 'invoices', route: '/?state=overdue' },
    },
    counted('answer', work?.waiting, { widget: 'interventions', route: '/?state=waiting' }),
    ...(sight.interventions ? [counted('refused', refused.requests, { widget: 'interventions', route: '/' })] : []),
    ...(sight.orders ? [counted('refused', refused.orders, { widget: 'orders', route: '/' })] : []),
    counted('partly-delivered', ordered?.partly, { widget: 'orders', route: '/?state=partly_delivered' }),
  ]
  return tasks.filter(({ count }) => count > 0)
}

function counted(kind: DashboardTask['kind'], count: string | undefined, place: DashboardTask['place']): DashboardTask {
  return { kind, count: Number(count ?? 0), amount: null, currency: null, place }
}

export function figuresOf(found: Found, sight: Sight): DashboardFigure[] {
  const { period, settings, invoiced, ordered, byMonth, work, machines } = found
  const { currency } = settings
  const since = `/?from=${period.from}`
  const figures: (DashboardFigure | false)[] = [
    invoiced !== null && {
      kind: 'invoiced',
      value: sum(invoiced.map((row) => row.invoiced ?? '0')),
      currency,
      place: { widget: 'invoices', route: since },
    },
    ordered !== null &&
      sight.orderAmounts && {
        kind: 'ordered',
        value: ordered.amount,
        currency,
        place: { widget: 'orders', route: since },
      },
    byMonth !== null && {
      kind: 'interventions',
      value: String(
        byMonth.reduce((sum, row) => sum + Number(row.repair) + Number(row.preventive) + Number(row.other), 0),
      ),
      currency: null,
      place: { widget: 'interventions', route: since },
    },
    work !== null &&
      work.days !== null && {
        kind: 'days',
        value: work.days,
        currency: null,
        place: { widget: 'interventions', route: '/?state=done' },
      },
    machines !== null && {
      kind: 'machines',
      value: machines.count,
      currency: null,
      place: { widget: 'fleet', route: '/' },
    },
  ]
  return figures.filter((figure) => figure !== false)
}

/** @param day an instant's day at the vendor's */
export function recentOf({ recent }: Found, day: (instant: string) => string): DashboardRecent[] {
  return latest(
    recent.invoices.map(({ id, number, kind, title, issued_on: on }) => ({
      kind,
      id,
      number,
      title,
      on,
      place: { widget: 'invoices', route: `/${id}` },
    })),
    recent.orders.map(({ id, number, reference, ordered_on: on }) => ({
      kind: 'order' as const,
      id,
      number,
      title: reference,
      on,
      place: { widget: 'orders', route: `/${id}` },
    })),
    recent.interventions.map(({ id, number, title, requested_at }) => ({
      kind: 'intervention' as const,
      id,
      number,
      title,
      on: day(requested_at),
      place: { widget: 'interventions', route: `/${id}` },
    })),
  )
}

export function monthsOfView({ today, invoiced, byMonth }: Found): DashboardView['months'] {
  return fill(today, invoiced, byMonth)
}

export function companyOf({ customer, settings, address, contact }: Found): DashboardView['company'] {
  const { name, email, phone } = settings
  return {
    name: customer.name,
    code: customer.code,
    address: address ? { street: address.street, postalCode: address.postal_code, city: address.city } : null,
    contact: contact ?? null,
    vendor: email || phone ? { name, email, phone } : null,
  }
}

/** The day of an instant in a time zone. */
export const dayIn =
  (timeZone: string) =>
  (instant: string): string =>
    momentAt(new Date(instant), timeZone).day
