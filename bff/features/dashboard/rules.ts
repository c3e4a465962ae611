/** What is true of a dashboard. Pure: no clock, no database, no HTTP. */
import type { Right } from '../../base/right.ts'
import type { DashboardMonth, DashboardRecent, QuickAction } from './api.ts'

const span = 12

/** The first day of the month eleven before, so that twelve months show, this one included. */
export function periodOf(today: string): { from: string; to: string } {
  return { from: `${monthsOf(today)[0]}-01`, to: today }
}

/** Twelve months up to today's, `YYYY-MM`. */
export function monthsOf(today: string): string[] {
  const [year = 0, month = 0] = today.split('-').map(Number)
  return Array.from({ length: span }, (_, back) => {
    const at = year * 12 + (month - 1) - (span - 1 - back)
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
  })
}

interface Counted {
  month: string
  invoiced?: string | null
  repair?: string
  preventive?: string
  other?: string
}

/** Every month of the year, those without anything too. A part that may not be seen is null throughout. */
export function fill(
  today: string,
  invoiced: readonly Counted[] | null,
  interventions: readonly Counted[] | null,
): DashboardMonth[] | null {
  if (invoiced === null && interventions === null) return null
  return monthsOf(today).map((month) => {
    const money = invoiced?.find((row) => row.month === month)
    const work = interventions?.find((row) => row.month === month)
    const count = (text: string | undefined) => (interventions === null ? null : Number(text ?? 0))
    return {
      month,
      invoiced: invoiced === null ? null : (money?.invoiced ?? '0.00'),
      repair: count(work?.repair),
      preventive: count(work?.preventive),
      other: count(work?.other),
    }
  })
}

const shown = 10

/** The latest of all kinds. */
export function latest(...kinds: readonly (readonly DashboardRecent[])[]): DashboardRecent[] {
  return kinds
    .flat()
    .sort((a, b) => (a.on === b.on ? 0 : a.on < b.on ? 1 : -1))
    .slice(0, shown)
}

/** What a portal offers that has set nothing. */
export const usual: readonly QuickAction[] = [
  {
    id: 'request',
    label: { fr: 'Demander une intervention', en: 'Ask for a service call' },
    text: null,
    icon: 'request',
    colour: 'accent',
    place: { widget: 'request', route: '/' },
  },
  {
    id: 'order',
    label: { fr: 'Commander', en: 'Order' },
    text: null,
    icon: 'order',
    colour: 'accent',
    place: { widget: 'catalogue', route: '/' },
  },
  {
    id: 'invoices',
    label: { fr: 'Mes factures', en: 'My invoices' },
    text: null,
    icon: 'invoice',
    colour: 'accent',
    place: { widget: 'invoices', route: '/' },
  },
]

const needs: Readonly<Record<string, { right: Right; feature: string }>> = {
  request: { right: 'requests.create', feature: 'requests' },
  catalogue: { right: 'catalogue.read', feature: 'catalogue' },
  cart: { right: 'orders.place', feature: 'orders' },
  orders: { right: 'orders.read', feature: 'orders' },
  invoices: { right: 'invoices.read', feature: 'invoices' },
  interventions: { right: 'interventions.read', feature: 'interventions' },
  fleet: { right: 'fleet.read', feature: 'fleet' },
}

/** True when the session may open this widget on this portal. */
export function opens(widget: string, rights: ReadonlySet<Right>, features: readonly string[]): boolean {
  const need = needs[widget]
  return need !== undefined && rights.has(need.right) && features.includes(need.feature)
}
