/** Quantities as people type and step them. Told early what is wrong; the BFF decides. */
import type { PricedWish, QuantityRules } from '../../bff/api.ts'

export type QuantityFault = Exclude<PricedWish['fault'], 'no-price' | 'option-unknown' | null>

/** Reckoned in thousandths: a quantity has at most three decimals, and floats none that count. */
const form = /^(\d{1,9})(?:[.,](\d{1,3}))?$/

export function thousandths(text: string): number | null {
  const match = form.exec(text.replace(/[\s\u00a0\u202f]/g, ''))
  return match && Number(match[1]) * 1000 + Number((match[2] ?? '').padEnd(3, '0'))
}

export function quantityText(thousandth: number): string {
  const whole = String(Math.floor(thousandth / 1000))
  const fraction = String(thousandth % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '')
  return fraction ? `${whole}.${fraction}` : whole
}

const bound = (text: string | null): number => (text === null ? 0 : (thousandths(text) ?? 0))

/** Why so many cannot be ordered; null when they can. */
export function quantityFault(typed: string, rules: QuantityRules): QuantityFault | null {
  const quantity = thousandths(typed)
  if (quantity === null)
    return /^\s*-/.test(typed) ? 'not-positive' : /^\s*\d{10,}/.test(typed) ? 'too-large' : 'not-a-number'
  if (quantity <= 0) return 'not-positive'
  if (quantity % 10 ** (3 - rules.decimals) !== 0) return 'too-precise'
  if (quantity < bound(rules.min)) return 'below-minimum'
  if (rules.max !== null && quantity > bound(rules.max)) return 'above-maximum'
  const pack = rules.pack === null ? 0 : bound(rules.step)
  return pack > 0 && quantity % pack !== 0 ? 'not-a-pack' : null
}

/** One step up or down: to the next quantity that can be ordered, and not beyond the ends. */
export function stepped(typed: string, rules: QuantityRules, way: 1 | -1): string {
  const step = bound(rules.step) || 1000
  const least = bound(rules.least)
  const now = thousandths(typed) ?? least
  const next = way > 0 ? (Math.floor(now / step) + 1) * step : (Math.ceil(now / step) - 1) * step
  const most = rules.max === null ? 999_999_000 : Math.floor(bound(rules.max) / step) * step
  return quantityText(Math.min(Math.max(next, least), most))
}
