/** Days as whole numbers since 1970-01-01, so that a plan can be sorted and shifted without time zones. */
export type Day = number

const length = 86_400_000

/** @throws RangeError when the text is no date `YYYY-MM-DD`. */
export function dayOf(date: string): Day {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(time)) throw new RangeError(`not a date: ${date}`)
  return time / length
}

/** Three years are a thousand days, asked for millions of times. */
const dates = new Map<Day, string>()

export function dateOf(day: Day): string {
  const known = dates.get(day)
  if (known) return known
  const date = new Date(day * length).toISOString().slice(0, 10)
  dates.set(day, date)
  return date
}

/** An instant in the office hours of that day. */
export const instantOf = (day: Day, minute = 0): string =>
  new Date(day * length + (480 + (minute % 540)) * 60_000).toISOString()

/** Offices are closed on Saturday and Sunday: the Friday before. */
export function workday(day: Day): Day {
  const weekday = (day + 4) % 7
  return weekday === 6 ? day - 1 : weekday === 0 ? day - 2 : day
}

export function addMonths(day: Day, months: number): Day {
  const date = new Date(day * length)
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate()
  return first / length + Math.min(date.getUTCDate(), last) - 1
}

/** «4e trimestre 2026»: the quarter that a maintenance contract bills. */
export function quarterOf(day: Day): string {
  const date = new Date(day * length)
  const quarter = Math.floor(date.getUTCMonth() / 3) + 1
  return `${quarter}${quarter === 1 ? 'er' : 'e'} trimestre ${date.getUTCFullYear()}`
}

const months = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ')

/** «novembre 2026». */
export function monthOf(day: Day): string {
  const date = new Date(day * length)
  return `${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}
