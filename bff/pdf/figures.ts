/** Amounts, quantities, rates and dates as printed. `Intl` formats decimal strings exactly: no float on the way. */
import type { Words } from './words.ts'

export interface Figures {
  /** With the currency: "1 284,60 €". Empty for an amount that is not shown. */
  money(amount: string | null): string
  /** Without the currency, two decimals: for columns. */
  amount(amount: string | null): string
  /** Two to four decimals. */
  price(price: string | null): string
  quantity(quantity: string | null): string
  rate(rate: string | null): string
  /** "21/11/2026" */
  date(day: string | null): string
  /** "21 novembre 2026" */
  longDate(day: string): string
}

export function figuresOf(words: Words, currency: string): Figures {
  const decimal = (options: Intl.NumberFormatOptions) => {
    const format = new Intl.NumberFormat(words.locale, options)
    // The type wants a literal of digits; the value is a decimal of the database.
    // A true minus sign: a hyphen is too short among figures.
    return (value: string | null) => (value === null ? '' : format.format(value as `${number}`).replace('-', '\u2212'))
  }
  const day = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(words.locale, { ...options, timeZone: 'UTC' })
    return (value: string | null) => (value === null ? '' : format.format(new Date(`${value}T00:00:00Z`)))
  }
  const long = day({ day: 'numeric', month: 'long', year: 'numeric' })
  return {
    money: decimal({ style: 'currency', currency }),
    amount: decimal({ minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    price: decimal({ minimumFractionDigits: 2, maximumFractionDigits: 4 }),
    quantity: decimal({ maximumFractionDigits: 3 }),
    rate: decimal({ style: 'percent', maximumFractionDigits: 2 }),
    date: day({ day: '2-digit', month: '2-digit', year: 'numeric' }),
    // French counts the first day only, and Intl does not know it.
    longDate: (value) => long(value).replace(/^1 (?=\p{L})/u, words.locale.startsWith('fr') ? '1er ' : '1 '),
  }
}
