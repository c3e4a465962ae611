/** The price of what a customer puts into the cart: an article, or a kit with the options chosen. */
import { multiply, type Rounding } from '../money.ts'
import { one, plain, priceText, product, unitsOf } from './decimal.ts'
import { leastQuantity, orderableFrom, type QuantityRule } from './quantity.ts'
import { boundsOf, isPriced, type Tariff, tariffPrice, type UnitPrice } from './tariff.ts'

/** A row of `article_option` with the prices of the article that it is. A part that is a kit needs a price of its own. */
export interface Part {
  article_id: string
  /** How many of it in one kit. */
  quantity: string
  optional: boolean
  tariff: Tariff
}

export interface Sellable {
  kind: 'article' | 'kit'
  tariff: Tariff
  /** Of a kit; none for an article. */
  parts: readonly Part[]
}

/** Why a choice of options is refused; null when each chosen article is an option of the kit, once. */
export function optionFault(sellable: Sellable, options: readonly string[]): 'option-unknown' | null {
  const offered = new Set(sellable.parts.filter((part) => part.optional).map((part) => part.article_id))
  const known = options.every((id) => offered.has(id)) && new Set(options).size === options.length
  return known ? null : 'option-unknown'
}

/** What a part adds to one kit when so many kits are taken. */
function partPrice(part: Part, kits: bigint, today: string): UnitPrice | null {
  const each = unitsOf(part.quantity)
  if (each === null || each <= 0n) return null
  const price = tariffPrice(part.tariff, product(each, kits), today)
  if (price === null) return null
  const times = (text: string) => priceText(product(unitsOf(text) ?? 0n, each))
  return { ...price, unit: times(price.unit), regular: times(price.regular) }
}

/** Unit cost of a part alone, as the table of options shows it. */
export function optionPrice(part: Part, quantity: string, today: string): UnitPrice | null {
  return partPrice(part, unitsOf(quantity) ?? one, today)
}

/** One price of several: the rule of the first, the promotion that ends first. Null when one of them has none. */
function together(prices: readonly (UnitPrice | null)[]): UnitPrice | null {
  const [first] = prices
  if (first === undefined || first === null) return null
  const sum = (texts: readonly string[]) => priceText(texts.reduce((total, text) => total + (unitsOf(text) ?? 0n), 0n))
  const known = prices.filter((price) => price !== null)
  if (known.length !== prices.length) return null
  const promotions = known.flatMap((price) => (price.promotion ? [price.promotion] : []))
  const ends = promotions.flatMap(({ endsOn }) => endsOn ?? []).toSorted()
  return {
    unit: sum(known.map((price) => price.unit)),
    regular: sum(known.map((price) => price.regular)),
    rule: first.rule,
    promotion: promotions.length === 0 ? null : { endsOn: ends[0] ?? null },
  }
}

/**
 * Price of one unit when `quantity` are taken with these options (article ids); null = on request, so not to be ordered.
 * A kit costs its own price where it has one, else the sum of what is always in it; each option adds its own.
 */
export function unitPrice(
  sellable: Sellable,
  quantity: string,
  options: readonly string[],
  today: string,
): UnitPrice | null {
  const wanted = unitsOf(quantity)
  if (wanted === null || wanted <= 0n) return null
  const always = sellable.parts.filter((part) => !part.optional)
  const summed = sellable.kind === 'kit' && always.length > 0 && !isPriced(sellable.tariff, wanted, today)
  const parts = summed ? together(always.map((part) => partPrice(part, wanted, today))) : null
  const base = summed ? parts && { ...parts, rule: 'parts' as const } : tariffPrice(sellable.tariff, wanted, today)
  const chosen = sellable.parts.filter((part) => part.optional && options.includes(part.article_id))
  return together([base, ...chosen.map((part) => partPrice(part, wanted, today))])
}

/** Net amount of a line: 2 decimals, rounded as the company rounds. Null without a price. */
export function lineAmount(price: UnitPrice | null, quantity: string, rounding: Rounding = 'half-up'): string | null {
  return price && multiply(price.unit, quantity, 2, rounding)
}

/** A row of the price table: from this quantity on, that price; null = on request. */
export interface PriceStep {
  fromQuantity: string
  price: UnitPrice | null
}

/**
 * The price table: each quantity at which the price changes, as quantities that can be ordered, rising. A single row
 * when the price is the same for any quantity; none when no quantity can be ordered.
 */
export function priceSteps(
  sellable: Sellable,
  rule: QuantityRule,
  options: readonly string[],
  today: string,
): PriceStep[] {
  const least = leastQuantity(rule)
  if (least === null) return []
  const bounds = [...boundsOf(sellable.tariff, today), ...sellable.parts.flatMap((part) => partBounds(part, today))]
  const quantities = bounds.flatMap((bound) => orderableFrom(plain(bound), rule) ?? [])
  const rising = [least, ...quantities]
    .map((text) => unitsOf(text) ?? 0n)
    .filter((units) => units >= (unitsOf(least) ?? 0n))
    .toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const steps: PriceStep[] = []
  for (const fromQuantity of new Set(rising.map(plain))) {
    const price = unitPrice(sellable, fromQuantity, options, today)
    const before = steps.at(-1)
    if (!before || !same(before.price, price)) steps.push({ fromQuantity, price })
  }
  return steps
}

/** Numbers of kits at which a part reaches one of its bounds. */
function partBounds(part: Part, today: string): bigint[] {
  const each = unitsOf(part.quantity)
  if (each === null || each <= 0n) return []
  return boundsOf(part.tariff, today).map((bound) => (bound * one + each - 1n) / each)
}

function same(a: UnitPrice | null, b: UnitPrice | null): boolean {
  return a?.unit === b?.unit && a?.regular === b?.regular && a?.promotion?.endsOn === b?.promotion?.endsOn
}
