/** A cart as it stands at this moment: found, judged, priced, added up. */
import { type Availability, dayAfter } from '../../base/pricing/availability.ts'
import { unitsOf } from '../../base/pricing/decimal.ts'
import { findOffers, type Offer } from '../../base/pricing/offers.ts'
import { priceSteps } from '../../base/pricing/price.ts'
import { leastQuantity, type QuantityRule, stepOf } from '../../base/pricing/quantity.ts'
import { quoteLine } from '../../base/pricing/quote.ts'
import { cartTotals, roundingOf } from '../../base/pricing/totals.ts'
import { Problem } from '../../base/problem.ts'
import { together } from '../../base/together.ts'
import { isMalformed } from '../../db/errors.ts'
import type { QueryHandle } from '../../db/types.ts'
import { type MediaSigner, mediaUrl } from '../../files/media.ts'
import type { CartLine, CartQuantityRules, CartQuote, CartSupply, QuotedCartLine } from './api.ts'
import * as queries from './cart-queries.ts'
import { times } from './rules.ts'

interface Asking extends MediaSigner {
  db: QueryHandle
}

interface Found {
  offers: Map<string, Offer>
  images: Map<string, Awaited<ReturnType<typeof queries.images>>>
  machines: Map<string, { id: string; label: string }>
}

/** @throws Problem `input-invalid` for an id of no form of this vendor's */
async function find(db: QueryHandle, lines: readonly CartLine[]) {
  const articles = [...new Set(lines.map((line) => line.articleId))]
  const named = [...new Set(lines.flatMap(({ equipmentId }) => equipmentId ?? []))]
  try {
    // Machines before offers, which take two flushes: a malformed id must be what fails first, or its error is lost.
    const machines = named.length === 0 ? [] : await queries.machines(db, named)
    const [settings, offers, images] = await together(
      queries.settings(db),
      findOffers(db, articles),
      articles.length === 0 ? Promise.resolve([]) : queries.images(db, articles),
    )
    // A vendor without its one row of `company` has no mapping yet.
    if (settings === undefined) throw new Problem('management-unavailable')
    const found: Found = {
      offers,
      images: Map.groupBy(images, (image) => image.article_id),
      machines: new Map(machines.map((machine) => [machine.id, machine])),
    }
    return { settings, found }
  } catch (error) {
    if (!isMalformed(error)) throw error
    throw new Problem('input-invalid', { fields: { 'body.lines': 'not-an-id' }, cause: error })
  }
}

export interface Quoted {
  quote: CartQuote
  offers: Map<string, Offer>
}

/** @throws Problem `input-invalid`, `management-unavailable` */
export async function quoteCart(asking: Asking, wanted: readonly CartLine[]): Promise<Quoted> {
  const { settings, found } = await find(asking.db, wanted)
  const today = asking.clock.today(settings.time_zone)
  const { rounding } = roundingOf(settings.vat_rounding)
  const lines = wanted.map((line): QuotedCartLine => {
    const { articleId, quantity, options = [], equipmentId } = line
    const offer = found.offers.get(articleId)
    const quoted = quoteLine(offer, { quantity, options }, today, rounding)
    const machine = equipmentId === undefined ? undefined : found.machines.get(equipmentId)
    const image = found.images.get(articleId)?.[0]
    const { price } = quoted
    return {
      articleId,
      quantity,
      fault: quoted.fault ?? (equipmentId !== undefined && !machine ? 'equipment-unknown' : null),
      code: offer?.article.code ?? null,
      label: offer?.article.label ?? null,
      unit: offer?.article.unit ?? null,
      image: image
        ? { url: mediaUrl(asking, { kind: 'article', id: image.id, changed_at: image.changed_at }), title: image.title }
        : null,
      options: chosen(offer, options, quantity),
      equipment: machine ?? null,
      unitPrice: price?.unit ?? null,
      regular: price?.promotion ? price.regular : null,
      promotionEndsOn: price?.promotion?.endsOn ?? null,
      amount: quoted.amount,
      taxRate: quoted.taxRate,
      rules: offer ? rulesOf(offer.article) : null,
      better: offer && price ? betterOf(offer, options, quantity, price.unit, today) : null,
      supply: supplyOf(quoted.availability, today, asking.portal.features),
    }
  })
  const good = lines.filter((line) => line.fault === null)
  const totals = cartTotals(
    good.map(({ amount, taxRate }) => ({ amount, rate: taxRate })),
    settings.vat_rounding,
  )
  const orderable = lines.length > 0 && good.length === lines.length
  return { quote: { lines, ...totals, currency: settings.currency, orderable }, offers: found.offers }
}

function chosen(offer: Offer | undefined, options: readonly string[], quantity: string): QuotedCartLine['options'] {
  const parts = (offer?.parts ?? []).filter((part) => part.optional && options.includes(part.article_id))
  return parts.map(({ article_id, label, quantity: each }) => ({
    articleId: article_id,
    label,
    quantity: times(each, quantity),
  }))
}

const plainNumber = (text: string | null) => (text?.includes('.') ? text.replace(/\.?0+$/, '') : text)

function rulesOf(rule: QuantityRule): CartQuantityRules {
  return {
    least: leastQuantity(rule),
    step: stepOf(rule),
    decimals: Math.min(Math.max(Number(rule.decimals), 0), 3),
    min: plainNumber(rule.min_quantity),
    pack: plainNumber(rule.pack_quantity),
    max: plainNumber(rule.max_quantity),
  }
}

/** The next bound of the price table, as long as it asks for no more than twice as many. */
function betterOf(offer: Offer, options: readonly string[], quantity: string, unit: string, today: string) {
  const now = unitsOf(quantity) ?? 0n
  const next = priceSteps(offer.sellable, offer.article, options, today).find(({ fromQuantity, price }) => {
    const from = unitsOf(fromQuantity) ?? 0n
    return from > now && from <= 2n * now && price !== null && (unitsOf(price.unit) ?? 0n) < (unitsOf(unit) ?? 0n)
  })
  return next?.price ? { fromQuantity: next.fromQuantity, unitPrice: next.price.unit } : null
}

function supplyOf(known: Availability | null, today: string, features: readonly string[]): CartSupply | null {
  if (known === null) return null
  const { state, quantity, leadTimeDays } = known
  return {
    state,
    quantity: features.includes('catalogue-quantities') ? quantity : null,
    leadTimeDays,
    expectedOn: leadTimeDays === null ? null : dayAfter(today, leadTimeDays),
  }
}
