/** Periods by which lists are filtered, as the reader's calendar has them. */
import { oneOf } from './choices.ts'

export type Period = 'all' | 'days-30' | 'months-3' | 'this-year' | 'last-year' | 'custom'

/** A period, with its bounds when it is the person's own; empty = no bound. */
export interface Range {
  period: Period
  from: string
  to: string
}

export const periods: readonly Period[] = ['all', 'days-30', 'months-3', 'this-year', 'last-year', 'custom']

/** A real day `YYYY-MM-DD`, else empty. */
export function readDay(text: string | null): string {
  if (!text || !/^\d{4}-\d\d-\d\d$/.test(text)) return ''
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? text : ''
}

const pad = (value: number) => String(value).padStart(2, '0')
const dayOf = (date: Date) => `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`

/** Bounds of a period, both included; today as the reader's calendar has it. */
export function bounds(view: Range, today: Date): { from?: string; to?: string } {
  const year = today.getFullYear()
  const back = (months: number, days: number) =>
    dayOf(new Date(year, today.getMonth() - months, today.getDate() - days))
  switch (view.period) {
    case 'days-30':
      return { from: back(0, 30) }
    case 'months-3':
      return { from: back(3, 0) }
    case 'this-year':
      return { from: `${year}-01-01` }
    case 'last-year':
      return { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` }
    case 'custom':
      return { ...(view.from && { from: view.from }), ...(view.to && { to: view.to }) }
    default:
      return {}
  }
}

/** A period as `read` takes it from the query of a deep link; days that are none are left out. */
export function readPeriod(query: URLSearchParams, start: Period): Range {
  const from = readDay(query.get('from'))
  const to = readDay(query.get('to'))
  return { period: from || to ? 'custom' : (oneOf(periods, query.get('period')) ?? start), from, to }
}

/** Puts into the query what `readPeriod` reads back. */
export function writePeriod(query: URLSearchParams, { period, from, to }: Range, start: Period): void {
  if (period === 'custom') {
    if (from) query.set('from', from)
    if (to) query.set('to', to)
    if (!from && !to) query.set('period', 'custom')
  } else if (period !== start) query.set('period', period)
}

/** Whole days from a day to today; negative when it lies ahead. */
export function daysSince(day: string, today: Date): number {
  return Math.round((Date.parse(dayOf(today)) - Date.parse(day)) / 86_400_000)
}
