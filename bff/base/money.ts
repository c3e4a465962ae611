/**
 * Exact money: decimal strings in, decimal strings out, integers between. No float ever holds an amount.
 */

export type Rounding = 'half-up' | 'half-even'

const form = /^(-?)(\d{1,15})(?:\.(\d{1,12}))?$/

/** `"-12.5"` at scale 2 -> `-1250n`. @throws RangeError when the text is no decimal or has digits beyond the scale. */
export function toUnits(text: string, scale: number): bigint {
  const match = form.exec(text)
  if (!match) throw new RangeError(`not a decimal: ${text}`)
  const [, sign, whole, fraction = ''] = match
  const kept = fraction.slice(0, scale).padEnd(scale, '0')
  if (/[1-9]/.test(fraction.slice(scale))) throw new RangeError(`more than ${scale} decimals: ${text}`)
  const units = BigInt(whole + kept)
  return sign ? -units : units
}

/** `-1250n` at scale 2 -> `"-12.50"`. */
export function fromUnits(units: bigint, scale: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  const sign = units < 0n ? '-' : ''
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** Divides and rounds; half-up goes away from zero, as commercial rounding does. */
export function divide(dividend: bigint, divisor: bigint, rounding: Rounding = 'half-up'): bigint {
  const negative = dividend < 0n !== divisor < 0n
  const a = dividend < 0n ? -dividend : dividend
  const b = divisor < 0n ? -divisor : divisor
  const quotient = a / b
  const twice = (a % b) * 2n
  const up = twice > b || (twice === b && (rounding === 'half-up' || quotient % 2n === 1n))
  const result = up ? quotient + 1n : quotient
  return negative ? -result : result
}

/** Rounds a decimal string: `round("1.005", 2)` -> `"1.01"`. */
export function round(text: string, scale: number, rounding: Rounding = 'half-up'): string {
  const units = toUnits(text, 12)
  return fromUnits(divide(units, 10n ** BigInt(12 - scale), rounding), scale)
}

/** Exact product of two decimals, rounded to `scale`. */
export function multiply(a: string, b: string, scale: number, rounding: Rounding = 'half-up'): string {
  return fromUnits(divide(toUnits(a, 12) * toUnits(b, 12), 10n ** BigInt(24 - scale), rounding), scale)
}

/** Exact sum at the given scale. */
export function sum(values: Iterable<string>, scale = 2): string {
  let total = 0n
  for (const value of values) total += toUnits(value, scale)
  return fromUnits(total, scale)
}

export interface TaxedLine {
  /** Net amount of the line, 2 decimals. */
  amount: string
  /** Fraction, e.g. `"0.2"`; null = no VAT. */
  rate: string | null
}

export interface TaxRow {
  rate: string | null
  base: string
  amount: string
}

/**
 * VAT per rate from net line amounts, rates descending. Per rate: rounded once on the sum of a rate (the method that
 * EN 16931 matches without tolerance); per line: every line rounded, then summed.
 */
export function taxesOf(
  lines: readonly TaxedLine[],
  method: { rounding: Rounding; per: 'rate' | 'line' } = { rounding: 'half-up', per: 'rate' },
): TaxRow[] {
  const byRate = new Map<string | null, TaxedLine[]>()
  for (const line of lines) byRate.set(line.rate, [...(byRate.get(line.rate) ?? []), line])
  const rows = [...byRate].map(([rate, group]): TaxRow => {
    const base = sum(group.map((line) => line.amount))
    if (rate === null) return { rate, base, amount: '0.00' }
    const amount =
      method.per === 'rate'
        ? multiply(base, rate, 2, method.rounding)
        : sum(group.map((line) => multiply(line.amount, rate, 2, method.rounding)))
    return { rate, base, amount }
  })
  const weight = (row: TaxRow) => (row.rate === null ? -1n : toUnits(row.rate, 12))
  return rows.sort((a, b) => (weight(a) < weight(b) ? 1 : weight(a) > weight(b) ? -1 : 0))
}
