/** What a cart comes to: net, VAT as the company rounds it, gross. */
import { type Rounding, sum, type TaxRow, taxesOf } from '../money.ts'
import { plain, unitsOf } from './decimal.ts'

export interface PricedLine {
  /** Net amount; null = on request. */
  amount: string | null
  /** Fraction; null = not known here, so the vendor adds the VAT. */
  rate: string | null
}

export interface CartTotals {
  /** Null while a line is on request. */
  exclTax: string | null
  /** Highest rate first; none where a line's rate or price is not known. */
  taxes: TaxRow[]
  tax: string | null
  inclTax: string | null
}

/** `company.vat_rounding`, e.g. `half-up/rate`, as the rules of money take it. */
export function roundingOf(setting: string): { rounding: Rounding; per: 'rate' | 'line' } {
  const [rounding, per] = setting.split('/')
  return { rounding: rounding === 'half-even' ? 'half-even' : 'half-up', per: per === 'line' ? 'line' : 'rate' }
}

/** @param setting `company.vat_rounding` */
export function cartTotals(lines: readonly PricedLine[], setting: string): CartTotals {
  const amounts = lines.flatMap(({ amount }) => amount ?? [])
  if (amounts.length !== lines.length) return { exclTax: null, taxes: [], tax: null, inclTax: null }
  const exclTax = sum(amounts)
  const taxed = lines.flatMap(({ amount, rate }) => {
    // `0.2` and `0.2000` are one rate.
    const units = rate === null ? null : unitsOf(rate)
    return amount === null || units === null ? [] : [{ amount, rate: plain(units) }]
  })
  if (taxed.length !== lines.length) return { exclTax, taxes: [], tax: null, inclTax: null }
  const taxes = taxesOf(taxed, roundingOf(setting))
  const tax = sum(taxes.map((row) => row.amount))
  return { exclTax, taxes, tax, inclTax: sum([exclTax, tax]) }
}
