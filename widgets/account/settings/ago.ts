/** How long ago, in words. */
import type { Language } from '../../../bff/api.ts'
import { locales } from '../../base/money.ts'

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** `il y a 5 minutes`, `hier`; null within the last two minutes. @param instant ISO · @param now milliseconds */
export function ago(language: Language, instant: string, now: number): string | null {
  const passed = now - Date.parse(instant)
  const [unit, size] = units.find(([, length]) => passed >= length) ?? []
  if (!unit || !size || passed < 120_000) return null
  return new Intl.RelativeTimeFormat(locales[language], { numeric: 'auto' }).format(-Math.floor(passed / size), unit)
}
