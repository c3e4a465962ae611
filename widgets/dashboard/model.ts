/** What the dashboard's charts and figures show, as values. */
import type { DashboardMonth, DashboardPlace, QuickAction } from '../../bff/api.ts'

export interface Bars {
  label: string
  values: number[]
}

/** Heights of bars: the only place where an amount becomes a number. */
export const heights = (texts: readonly (string | null)[]): number[] => texts.map((text) => Number(text ?? 0))

/** First of a month, so that dates of the language on screen can be made of it. */
export const firstDay = (month: string): string => `${month}-01`

/** Months with money, or null when amounts may not be seen. */
export function moneyOf(months: readonly DashboardMonth[] | null): readonly DashboardMonth[] | null {
  return months && months.some(({ invoiced }) => invoiced !== null) ? months : null
}

/** Months with work, or null when interventions may not be seen. */
export function workOf(months: readonly DashboardMonth[] | null): readonly DashboardMonth[] | null {
  return months && months.some(({ repair }) => repair !== null) ? months : null
}

/** Kinds of work that occurred at all: an empty one takes no colour and no column. */
export function kindsOf(months: readonly DashboardMonth[]): ('repair' | 'preventive' | 'other')[] {
  return (['repair', 'preventive', 'other'] as const).filter((kind) => months.some((month) => (month[kind] ?? 0) > 0))
}

export const isWidget = (place: QuickAction['place']): place is DashboardPlace => 'widget' in place
