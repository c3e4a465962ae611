/** Days (`YYYY-MM-DD`) and instants (ISO) on screen. A day has no time zone and is never shifted by one. */
import type { Language } from '../../bff/api.ts'
import { locales } from './money.ts'

export type DateShape = 'short' | 'medium' | 'long' | 'instant'

const shapes: Record<DateShape, Intl.DateTimeFormatOptions> = {
  short: { day: '2-digit', month: '2-digit', year: 'numeric' },
  medium: { day: 'numeric', month: 'short', year: 'numeric' },
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  instant: { dateStyle: 'medium', timeStyle: 'short' },
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** `"2026-03-09"` -> `9 mars 2026`. Null -> a dash; a text that is no date comes back as it is. */
export function date(language: Language, value: string | null, shape: DateShape = 'medium'): string {
  if (value === null) return '–'
  const instant = new Date(value)
  if (Number.isNaN(instant.getTime())) return value
  const key = language + shape
  let format = formats.get(key)
  if (!format) {
    // A bare day is parsed as midnight UTC and must be shown in UTC; an instant is shown on the reader's clock.
    const zone = shape === 'instant' ? {} : { timeZone: 'UTC' }
    formats.set(key, (format = new Intl.DateTimeFormat(locales[language], { ...shapes[shape], ...zone })))
  }
  const text = format.format(instant)
  // French counts the first day only, and Intl does not know it.
  return language === 'fr' ? text.replace(/(^| )1 /, '$11er ') : text
}
