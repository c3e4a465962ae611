/** From what was found to the shapes of the door. */
import { type Availability, dayAfter } from '../../base/pricing/availability.ts'
import type { Offer } from '../../base/pricing/offers.ts'
import { optionPrice, type PriceStep, priceSteps, unitPrice } from '../../base/pricing/price.ts'
import { leastQuantity, stepOf } from '../../base/pricing/quantity.ts'
import { availabilityFor, type QuotedLine } from '../../base/pricing/quote.ts'
import type { UnitPrice } from '../../base/pricing/tariff.ts'
import type { Right } from '../../base/right.ts'
import { type MediaSigner, mediaUrl } from '../../files/media.ts'
import type {
  ArticleAvailability,
  ArticlePage,
  ArticlePart,
  ArticlePrice,
  ArticleRow,
  ArticleSheet,
  PricedWish,
  PriceStepRow,
  QuantityRules,
} from './api.ts'
import type { ArticleHead, findDetails, findSheet } from './find.ts'
import { notOrderable, settingsOf } from './rules.ts'

/** Who looks, and when. */
export interface Eyes {
  rights: ReadonlySet<Right>
  today: string
  signer: MediaSigner
  preferred: ReadonlySet<string>
}

type Details = Awaited<ReturnType<typeof findDetails>>
type Image = { id: string; title: string | null; changed_at: string }

const plainNumber = (text: string | null) => (text?.includes('.') ? text.replace(/\.?0+$/, '') : text)
const struck = (price: UnitPrice) => (price.promotion ? price.regular : null)

export function rowOf(article: ArticleHead, { offers, images }: Details, eyes: Eyes): ArticleRow {
  const offer = offers.get(article.id)
  const quantity = quantityOf(article)
  const least = quantity.least ?? '1'
  const steps = offer ? priceSteps(offer.sellable, article, [], eyes.today) : []
  const price = offer ? unitPrice(offer.sellable, least, [], eyes.today) : null
  const { orders } = settingsOf(eyes.signer.portal.features)
  const image = images.get(article.id)?.[0]
  return {
    id: article.id,
    code: article.code,
    manufacturerCode: article.manufacturer_code,
    label: article.label,
    brand: article.brand,
    kind: article.kind,
    colour: article.colour,
    unit: article.unit,
    image: image ? imageOf(image, eyes) : null,
    price: price && priceOf(price, article.kind === 'kit', steps),
    availability: offer ? availabilityOf(availabilityFor(offer, [], least), eyes) : null,
    quantity,
    notOrderable: notOrderable({ priced: price !== null, least: quantity.least }, eyes.rights, orders),
    preferred: eyes.preferred.has(article.id),
  }
}

/** The answer to a filter that can keep no row. 'XXX' is ISO 4217 for no currency: there is no price to be in one. */
export function nothing(rights: ReadonlySet<Right>): ArticlePage {
  return {
    rows: [],
    next: null,
    totals: { count: 0 },
    nearly: false,
    brands: [],
    machine: null,
    currency: 'XXX',
    showsPrices: rights.has('prices.read'),
    showsStock: false,
  }
}

function imageOf(image: Image, { signer }: Eyes) {
  return { url: mediaUrl(signer, { kind: 'article', id: image.id, changed_at: image.changed_at }), title: image.title }
}

function priceOf(price: UnitPrice, from: boolean, steps: readonly PriceStep[]): ArticlePrice {
  const best = steps.findLast((step) => step.price !== null)
  const isBetter = best?.price && Number(best.price.unit) < Number(price.unit)
  return {
    unit: price.unit,
    regular: struck(price),
    promotionEndsOn: price.promotion?.endsOn ?? null,
    from,
    best: isBetter && best.price ? { unit: best.price.unit, fromQuantity: best.fromQuantity } : null,
  }
}

function quantityOf(article: ArticleHead): QuantityRules {
  return {
    least: leastQuantity(article),
    step: stepOf(article),
    decimals: Math.min(Math.max(Number(article.decimals), 0), 3),
    min: plainNumber(article.min_quantity),
    pack: plainNumber(article.pack_quantity),
    max: plainNumber(article.max_quantity),
  }
}

function availabilityOf(availability: Availability | null, { today, signer }: Eyes): ArticleAvailability | null {
  if (availability === null) return null
  const { state, quantity, leadTimeDays } = availability
  return {
    state,
    quantity: settingsOf(signer.portal.features).showsQuantities ? quantity : null,
    leadTimeDays,
    expectedOn: leadTimeDays === null ? null : dayAfter(today, leadTimeDays),
  }
}

export function pricedOf(line: QuotedLine, eyes: Eyes): PricedWish {
  const { fault, price, amount, taxRate, availability } = line
  return {
    fault: fault === 'gone' ? 'no-price' : fault,
    unit: price?.unit ?? null,
    regular: price && struck(price),
    promotionEndsOn: price?.promotion?.endsOn ?? null,
    amount,
    rule: price?.rule ?? null,
    taxRate,
    availability: availabilityOf(availability, eyes),
  }
}

/** Everything of one article but its alternatives. */
export function sheetOf(found: Awaited<ReturnType<typeof findSheet>>, eyes: Eyes): Omit<ArticleSheet, 'alternatives'> {
  const { head, settings, properties, documents, details } = found
  const offer = details.offers.get(head.id)
  const steps = offer && eyes.rights.has('prices.read') ? priceSteps(offer.sellable, head, [], eyes.today) : []
  return {
    ...rowOf(head, details, eyes),
    description: head.description,
    family: head.family_id === null ? null : { id: head.family_id, label: head.family_label ?? '' },
    taxRate: head.tax_rate,
    images: (details.images.get(head.id) ?? []).map((image) => imageOf(image, eyes)),
    documents: documents.map((file) => ({
      url: mediaUrl(eyes.signer, { kind: 'article', id: file.id, changed_at: file.changed_at }),
      fileName: file.file_name,
      title: file.title,
      size: file.size === null ? null : Number(file.size),
    })),
    properties,
    prices: steps.map(stepOfTable),
    parts: offer ? partsOf(offer, leastQuantity(head) ?? '1', eyes) : [],
    currency: settings.currency,
    showsPrices: eyes.rights.has('prices.read'),
  }
}

function stepOfTable({ fromQuantity, price }: PriceStep): PriceStepRow {
  return { fromQuantity, unit: price?.unit ?? null, regular: price && struck(price) }
}

/** Parts in the vendor's order; what a part costs is told of options only (AR-119). */
function partsOf(offer: Offer, quantity: string, { today }: Eyes): ArticlePart[] {
  return offer.parts.map((part) => ({
    articleId: part.article_id,
    code: part.code,
    label: part.label,
    quantity: plainNumber(part.quantity) ?? part.quantity,
    unit: part.unit,
    optional: part.optional,
    price: part.optional ? (optionPrice(part, quantity, today)?.unit ?? null) : null,
  }))
}
