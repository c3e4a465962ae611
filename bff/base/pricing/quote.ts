/** One line of a cart, judged and priced: what the catalogue shows, what the cart recaps, what an order is checked by. */
import type { Rounding } from '../money.ts'
import { type Availability, kitAvailability } from './availability.ts'
import type { Offer } from './offers.ts'
import { lineAmount, optionFault, unitPrice } from './price.ts'
import { type QuantityFault, quantityFault } from './quantity.ts'
import type { UnitPrice } from './tariff.ts'

export interface LineWish {
  articleId: string
  /** Decimal string. */
  quantity: string
  /** Articles chosen among the options of a kit. */
  options: readonly string[]
}

/** `gone`: no such article for this customer (any more) · `no-price`: on request · else about quantity or options. */
export type LineFault = 'gone' | 'no-price' | 'option-unknown' | QuantityFault

export interface QuotedLine {
  /** Null = the line can be ordered. */
  fault: LineFault | null
  price: UnitPrice | null
  /** Net amount, 2 decimals; null without a price. */
  amount: string | null
  taxRate: string | null
  /** Null = nothing is said. */
  availability: Availability | null
}

const nothing = { price: null, amount: null, taxRate: null, availability: null }

/** @param offer undefined when the session is not offered such an article */
export function quoteLine(
  offer: Offer | undefined,
  { quantity, options }: Pick<LineWish, 'quantity' | 'options'>,
  today: string,
  rounding: Rounding = 'half-up',
): QuotedLine {
  if (offer === undefined) return { ...nothing, fault: 'gone' }
  const { article, sellable } = offer
  const taxRate = article.tax_rate
  const fault = quantityFault(quantity, article) ?? optionFault(sellable, options)
  if (fault !== null && fault !== 'below-minimum' && fault !== 'above-maximum' && fault !== 'not-a-pack')
    return { ...nothing, taxRate, fault }
  // A quantity that only breaks a rule of the vendor's still has a price: it helps to choose another one.
  const price = unitPrice(sellable, quantity, options, today)
  const availability = availabilityFor(offer, options, quantity)
  const amount = lineAmount(price, quantity, rounding)
  return { fault: fault ?? (price === null ? 'no-price' : null), price, amount, taxRate, availability }
}

/** Of an article, or of a kit with what is always in it and the options chosen. */
export function availabilityFor(offer: Offer, options: readonly string[], quantity: string): Availability | null {
  const needed = offer.parts.filter((part) => !part.optional || options.includes(part.article_id))
  return kitAvailability(
    offer.supply,
    needed.map((part) => part.supply),
    quantity,
  )
}
