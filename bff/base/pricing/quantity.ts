/** Which quantities of an article may be ordered: its least, its pack, its greatest, its decimals. */
import { plain, scale, unitsOf } from './decimal.ts'

/** Columns of `article`, as its guard shows them. */
export interface QuantityRule {
  decimals: string
  min_quantity: string | null
  pack_quantity: string | null
  max_quantity: string | null
}

/**
 * `not-a-number` no plain decimal ("1e3", "1,5", "") · `not-positive` zero or less · `too-large` 1,000,000,000 or more ·
 * `too-precise` more decimals than the article has · `below-minimum` · `above-maximum` · `not-a-pack` no multiple of it.
 */
export type QuantityFault =
  | 'not-a-number'
  | 'not-positive'
  | 'too-large'
  | 'too-precise'
  | 'below-minimum'
  | 'above-maximum'
  | 'not-a-pack'

const form = /^-?\d{1,15}(?:\.\d{1,12})?$/
const limit = 10n ** BigInt(9 + scale)

/** Only what a vendor can have meant: a bound of zero or less bounds nothing. */
function positive(text: string | null): bigint | null {
  const units = text === null ? null : unitsOf(text)
  return units !== null && units > 0n ? units : null
}

/** Smallest difference between two quantities: 0.01 for two decimals. */
function grain(rule: QuantityRule): bigint {
  const decimals = Math.min(Math.max(Math.trunc(Number(rule.decimals)) || 0, 0), 3)
  return 10n ** BigInt(scale - decimals)
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b))

/** All quantities are multiples of it: the pack, made one that the decimals can say. */
function stepUnits(rule: QuantityRule): bigint {
  const pack = positive(rule.pack_quantity)
  const least = grain(rule)
  return pack === null ? least : (pack / gcd(pack, least)) * least
}

/** Why a quantity cannot be ordered; null when it can. */
export function quantityFault(text: string, rule: QuantityRule): QuantityFault | null {
  if (!form.test(text)) return 'not-a-number'
  const quantity = unitsOf(text) ?? 0n
  if (quantity <= 0n) return 'not-positive'
  if (quantity >= limit) return 'too-large'
  if (quantity % grain(rule) !== 0n) return 'too-precise'
  const min = positive(rule.min_quantity)
  const max = positive(rule.max_quantity)
  if (min !== null && quantity < min) return 'below-minimum'
  if (max !== null && quantity > max) return 'above-maximum'
  return quantity % stepUnits(rule) === 0n ? null : 'not-a-pack'
}

/** The least quantity from `bound` on that can be ordered; null when the rule leaves none. */
export function orderableFrom(bound: string, rule: QuantityRule): string | null {
  const least = positive(rule.min_quantity) ?? 0n
  const wanted = unitsOf(bound) ?? 0n
  const step = stepUnits(rule)
  const start = wanted > least ? wanted : least
  const packs = start <= 0n ? 1n : (start + step - 1n) / step
  const quantity = packs * step
  const max = positive(rule.max_quantity)
  return quantity >= limit || (max !== null && quantity > max) ? null : plain(quantity)
}

/** What a first click orders: one, or as many as the rule asks for; null when no quantity fits the rule. */
export function leastQuantity(rule: QuantityRule): string | null {
  return orderableFrom('1', rule) ?? orderableFrom('0', rule)
}

/** By how much a stepper moves: the pack, else one. */
export function stepOf(rule: QuantityRule): string {
  return positive(rule.pack_quantity) === null ? '1' : plain(stepUnits(rule))
}
