/** Decimals as vendors' databases print them, made exact: a float column may print an exponent, or more digits than count. */
import { divide, fromUnits, toUnits } from '../money.ts'

/** Digits behind the point that all reckoning here keeps. */
export const scale = 12

const form = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/

/** `"1.5e-3"` -> units of `"0.0015"`; null for what is no number, or has more than 15 digits before the point. */
export function unitsOf(text: string): bigint | null {
  const match = form.exec(text)
  if (!match) return null
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  const places = scale + Number(exponent) - fraction.length
  const digits = BigInt(whole + fraction)
  const units = places >= 0 ? digits * 10n ** BigInt(places) : divide(digits, 10n ** BigInt(-places))
  if (units >= 10n ** BigInt(15 + scale)) return null
  return sign === '-' ? -units : units
}

/** `"9.5000"` -> `"9.5"`, `"10.000"` -> `"10"`. */
export function plain(units: bigint): string {
  return fromUnits(units, scale).replace(/\.?0+$/, '')
}

/** A unit price as shown and sent: at least 2, at most 4 decimals. */
export function priceText(units: bigint): string {
  const text = fromUnits(divide(units, 10n ** BigInt(scale - 4)), 4)
  return text.replace(/0{1,2}$/, '')
}

/** Exact product, rounded at the twelfth decimal. */
export function product(a: bigint, b: bigint): bigint {
  return divide(a * b, 10n ** BigInt(scale))
}

export const one = toUnits('1', scale)
