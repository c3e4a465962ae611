/** The price of one article for one customer: which row wins, and whether a promotion beats it. */
import { one, priceText, unitsOf } from './decimal.ts'

/** A row of `article_price` as its guard shows it: this customer's, his list's or everybody's. */
export interface PriceRow {
  customer_id: string | null
  price_list_id: string | null
  from_quantity: string
  unit_price: string | null
  valid_from: string | null
  valid_until: string | null
}

/** A row of `article_promotion`, as its guard shows it. */
export interface PromotionRow {
  customer_id: string | null
  price_list_id: string | null
  from_quantity: string
  unit_price: string | null
  starts_on: string | null
  ends_on: string | null
}

export interface Tariff {
  prices: readonly PriceRow[]
  promotions: readonly PromotionRow[]
}

export const noTariff: Tariff = { prices: [], promotions: [] }

/** Whose row decided; `parts` = the sum of what a kit always holds. */
export type PriceRule = 'customer' | 'list' | 'everybody' | 'parts'

export interface UnitPrice {
  /** Price of one unit excluding VAT, 2 to 4 decimals, promotion included. */
  unit: string
  /** What it costs without promotion; the same when there is none. */
  regular: string
  rule: PriceRule
  /** `endsOn` is its last day, included; null = no end known. */
  promotion: { endsOn: string | null } | null
}

interface Bounded {
  customer_id: string | null
  price_list_id: string | null
  from_quantity: string
}

/** A row that names a customer is his, whatever list it names besides. */
function tierOf(row: Bounded): 'customer' | 'list' | 'everybody' {
  if (row.customer_id !== null) return 'customer'
  return row.price_list_id === null ? 'everybody' : 'list'
}

const weight = { customer: 2, list: 1, everybody: 0 } as const

/** Both days are included. ISO dates compare as text. */
export function isOn(first: string | null, last: string | null, today: string): boolean {
  return (first === null || first <= today) && (last === null || today <= last)
}

/** A bound of 1 or less is "from the first one on", so also for half a metre. */
function boundOf(row: Bounded): bigint {
  const bound = unitsOf(row.from_quantity) ?? 0n
  return bound <= one ? 0n : bound
}

/** The row that decides: the customer's before his list's before everybody's, then the greatest bound, then the newest. */
function deciding(tariff: Tariff, quantity: bigint, today: string): PriceRow | undefined {
  const applying = tariff.prices.filter(
    (row) => isOn(row.valid_from, row.valid_until, today) && boundOf(row) <= quantity,
  )
  return applying.toSorted((a, b) => {
    const tier = weight[tierOf(b)] - weight[tierOf(a)]
    if (tier !== 0) return tier
    const [x, y] = [boundOf(a), boundOf(b)]
    if (x !== y) return x < y ? 1 : -1
    const [from, other] = [a.valid_from ?? '', b.valid_from ?? '']
    if (from !== other) return from < other ? 1 : -1
    // Two rows that say the same of the same day: the customer gets the better one.
    return (unitsOf(a.unit_price ?? '') ?? 0n) < (unitsOf(b.unit_price ?? '') ?? 0n) ? -1 : 1
  })[0]
}

/** Has the article rows of its own that decide at this quantity, be it with "on request"? */
export function isPriced(tariff: Tariff, quantity: bigint, today: string): boolean {
  return deciding(tariff, quantity, today) !== undefined
}

/**
 * The price of one unit when so many are taken; null = on request. A promotion is a lower price: one that is not lower
 * changes nothing, the lowest of several counts, and where there is no price there is nothing to lower.
 */
export function tariffPrice(tariff: Tariff, quantity: bigint, today: string): UnitPrice | null {
  const row = deciding(tariff, quantity, today)
  const regular = row === undefined || row.unit_price === null ? null : unitsOf(row.unit_price)
  if (row === undefined || regular === null || regular < 0n) return null
  let best = regular
  let promotion: UnitPrice['promotion'] = null
  for (const offer of tariff.promotions) {
    const price = offer.unit_price === null ? null : unitsOf(offer.unit_price)
    if (price === null || price < 0n || price >= best) continue
    if (!isOn(offer.starts_on, offer.ends_on, today) || boundOf(offer) > quantity) continue
    best = price
    promotion = { endsOn: offer.ends_on }
  }
  return { unit: priceText(best), regular: priceText(regular), rule: tierOf(row), promotion }
}

/** Quantities at which the price may change, in no order. */
export function boundsOf(tariff: Tariff, today: string): bigint[] {
  const prices = tariff.prices.filter((row) => isOn(row.valid_from, row.valid_until, today))
  const promotions = tariff.promotions.filter((row) => isOn(row.starts_on, row.ends_on, today))
  return [...prices, ...promotions].map(boundOf)
}
