/**
 * Amounts on screen. They travel as decimal strings; `Intl.NumberFormat` formats such a string exactly, so that no
 * float ever holds an amount.
 */
import type { Language } from '../../bff/api.ts'

const formats = new Map<string, Intl.NumberFormat>()

/** Intl objects are slow to make (some 50 µs each): one per language and shape. */
function numberFormat(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language + JSON.stringify(options)
  let format = formats.get(key)
  if (!format) formats.set(key, (format = new Intl.NumberFormat(locales[language], options)))
  return format
}

export const locales: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' }

const exact = (decimal: string) => decimal as Intl.StringNumericLiteral

/** A hyphen is no minus: it is short, and a line may break after it. */
const signed = (text: string) => text.replace('-', '\u2212')

/** `"1284.6"`, EUR -> `1 284,60 €`. A null amount (the profile may not see it) is a dash. */
export function money(language: Language, amount: string | null, currency: string): string {
  if (amount === null) return '–'
  return signed(numberFormat(language, { style: 'currency', currency }).format(exact(amount)))
}

/** A quantity: as many decimals as it has, at most 6. */
export function number(language: Language, value: string | number, options: Intl.NumberFormatOptions = {}): string {
  const format = numberFormat(language, { maximumFractionDigits: 6, ...options })
  return signed(format.format(typeof value === 'string' ? exact(value) : value))
}

/** `"0.055"` -> `5,5 %`. */
export function percent(language: Language, fraction: string): string {
  return number(language, fraction, { style: 'percent', maximumFractionDigits: 2 })
}
