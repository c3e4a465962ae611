/** What a customer has of its own: a price list, a limited catalogue, agreed prices, a promotion. */
import { multiply, sum } from '../../../base/money.ts'
import { dateOf, type Day } from '../calendar.ts'
import type { Sketch } from '../customers.ts'
import type { Ids } from '../ids.ts'
import { Random } from '../random.ts'
import { type DemoRow, noRows, type DemoRows } from '../rows.ts'
import type { DemoVendor } from '../vendors.ts'
import { boundsOf, onList, priceAt, priceLists, type Shelf, type ShelfArticle } from './rows.ts'

/** Bounds of an agreed price, as `ArticleDraft.price`. */
type Bounds = readonly (readonly [fromQuantity: string, price: string])[]

export interface Terms {
  list: string | null
  /** Sees only the articles of `Range.listed`. */
  limited: boolean
  /** By article code. */
  prices: Readonly<Record<string, Bounds>>
  promotions: Readonly<Record<string, { price: string; from: number; until: number }>>
}

const none: Terms = { list: null, limited: false, prices: {}, promotions: {} }

/** Numbers of customers' own prices begin behind those of the range. */
const behind = 1_000_000
const block = 1_000

export function termsOf(of: DemoVendor, sketch: Sketch): Terms {
  const named = of.named.find((one) => one.name === sketch.name && sketch.named)
  if (named) return { ...none, ...named.terms }
  const random = new Random(`${of.vendor} terms ${sketch.n}`)
  const list = random.weighted([
    [null, 50],
    ['TARIF-A', 30],
    ['TARIF-B', 20],
  ] as const)
  const limited = random.chance(0.12)
  const priced = of.range.articles.filter((one) => typeof one.price === 'string' && !one.fixed)
  const prices: Record<string, Bounds> = {}
  for (let n = random.chance(0.2) ? 2 : 0; n > 0; n--) {
    const { code, price } = random.pick(priced)
    prices[code] = [['1.000', multiply(String(price), '0.88', 2)]]
  }
  const promoted = random.chance(0.08) ? random.pick(priced) : null
  const price = promoted ? multiply(String(promoted.price), '0.8', 2) : ''
  return { list, limited, prices, promotions: promoted ? { [promoted.code]: { price, from: -9, until: 21 } } : {} }
}

/** Whether a customer of these terms may see an article. A kit brings what is always in it. */
export function onOffer(of: DemoVendor, terms: Terms, article: ShelfArticle): boolean {
  if (!terms.limited) return true
  const { draft } = article
  if (of.range.listed.includes(draft.family)) return true
  return of.range.articles.some(
    (kit) =>
      of.range.listed.includes(kit.family) &&
      (kit.parts ?? []).some(([code, , optional]) => code === draft.code && !optional),
  )
}

/** What one unit costs this customer, promotions apart; null = on request. */
export function priceFor(terms: Terms, shelf: Shelf, { n, draft }: ShelfArticle, quantity: string): string | null {
  const own = terms.prices[draft.code]
  if (own) return priceAt(own, quantity)
  const price =
    draft.price === undefined && draft.parts
      ? sumOfParts(terms, shelf, draft.parts)
      : priceAt(boundsOf(draft), quantity)
  const list = priceLists.findIndex(([name]) => name === terms.list)
  const factor = priceLists[list]?.[1]
  const lower = factor && onList(list, n) && !draft.fixed && draft.price !== undefined
  return price !== null && lower ? multiply(price, factor, 2) : price
}

function sumOfParts(terms: Terms, shelf: Shelf, parts: NonNullable<ShelfArticle['draft']['parts']>): string | null {
  let total = '0'
  for (const [code, quantity, optional] of parts) {
    if (optional) continue
    const price = priceFor(terms, shelf, shelf.find(code), quantity)
    if (price === null) return null
    total = sum([total, multiply(price, quantity, 4)], 4)
  }
  return total
}

export function termRows(of: DemoVendor, ids: Ids, shelf: Shelf, sketch: Sketch, today: Day): DemoRows {
  const rows = noRows()
  const terms = termsOf(of, sketch)
  const customer_id = ids('customer', sketch.n)
  const at = (place: number) => behind + sketch.n * block + place
  if (terms.limited) {
    for (const article of shelf.articles) {
      if (!onOffer(of, terms, article)) continue
      rows.article_access.push({ id: ids('article_access', at(article.n)), customer_id, article_id: article.id })
    }
  }
  for (const [code, bounds] of Object.entries(terms.prices)) {
    for (const [from_quantity, price] of bounds) {
      const row: DemoRow<'article_price'> = {
        id: ids('article_price', at(rows.article_price.length)),
        article_id: shelf.find(code).id,
        customer_id,
        price_list_id: null,
        from_quantity,
        unit_price: multiply(price, '1', 4),
        valid_from: null,
        valid_until: null,
      }
      rows.article_price.push(row)
    }
  }
  for (const [code, { price, from, until }] of Object.entries(terms.promotions)) {
    rows.article_promotion.push({
      id: ids('article_promotion', at(rows.article_promotion.length)),
      article_id: shelf.find(code).id,
      customer_id,
      price_list_id: null,
      from_quantity: '1.000',
      unit_price: multiply(price, '1', 4),
      starts_on: dateOf(today + from),
      ends_on: dateOf(today + until),
    })
  }
  return rows
}
