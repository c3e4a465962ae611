/**
 * What the session is offered: articles with their prices, parts, stock and delays, read through the guards in two
 * flushes however many they are. The catalogue and the cart both start from here.
 */
import type { QueryHandle } from '../../db/types.ts'
import { together } from '../together.ts'
import type { PartSupply, Supply } from './availability.ts'
import type { Part, Sellable } from './price.ts'
import type { QuantityRule } from './quantity.ts'
import { noTariff, type PriceRow, type PromotionRow, type Tariff } from './tariff.ts'

export interface OfferedArticle extends QuantityRule {
  id: string
  code: string
  label: string
  kind: 'article' | 'kit'
  unit: string | null
  tax_rate: string | null
}

export interface Offer {
  article: OfferedArticle
  sellable: Sellable
  /** Null when the vendor keeps no depot. */
  supply: Supply | null
  /** What a kit always holds, and its options, in their order. */
  parts: readonly OfferedPart[]
}

export interface OfferedPart extends Part {
  code: string
  label: string
  unit: string | null
  supply: PartSupply
}

const articleColumns = [
  'id',
  'code',
  'label',
  'kind',
  'unit',
  'tax_rate',
  'decimals',
  'min_quantity',
  'pack_quantity',
  'max_quantity',
] as const

/**
 * By id; an article that the session may not see, or that is gone, is not in it. Without `prices.read` the guards give
 * no tariff, so that everything is on request.
 */
export async function findOffers(db: QueryHandle, ids: readonly string[]): Promise<Map<string, Offer>> {
  if (ids.length === 0) return new Map()
  const [articles, parts, depot] = await together(articlesOf(db, ids), partsOf(db, ids), anyDepot(db))
  const all = [...new Set([...articles.map((one) => one.id), ...parts.map((part) => part.article_id)])]
  const [tariffs, supplies] = await together(tariffsOf(db, all), suppliesOf(db, depot === undefined ? [] : all))
  const partsOfKit = Map.groupBy(parts, (part) => part.kit_id)
  return new Map(
    articles.map((article) => {
      const own = (partsOfKit.get(article.id) ?? []).map((part): OfferedPart => {
        const { article_id, quantity, optional, code, label, unit } = part
        const supply = { quantity, ...(supplies.get(article_id) ?? nothing) }
        return {
          article_id,
          quantity,
          optional,
          code,
          label,
          unit,
          supply,
          tariff: tariffs.get(article_id) ?? noTariff,
        }
      })
      const sellable = { kind: article.kind, tariff: tariffs.get(article.id) ?? noTariff, parts: own }
      const supply = depot === undefined ? null : (supplies.get(article.id) ?? nothing)
      return [article.id, { article, sellable, supply, parts: own }]
    }),
  )
}

const nothing: Supply = { depots: [], delays: [] }

function articlesOf(db: QueryHandle, ids: readonly string[]) {
  return db.selectFrom('article').select(articleColumns).where('id', 'in', ids).execute()
}

export function partsOf(db: QueryHandle, ids: readonly string[]) {
  return db
    .selectFrom('article_option')
    .leftJoin('article', 'article.id', 'article_option.article_id')
    .select(['kit_id', 'article_option.article_id', 'quantity', 'optional'])
    .select((eb) => [
      // A part that is not sold by itself, or not to this customer, still has its place in the kit.
      eb.fn.coalesce('article.code', eb.val('')).as('code'),
      eb.fn.coalesce('article.label', eb.val('')).as('label'),
      'article.unit',
    ])
    .where('kit_id', 'in', ids)
    .orderBy('article_option.position')
    .orderBy('article_option.id')
    .execute()
}

/** Does the vendor keep any depot? Where none is, nothing is said about availability. */
function anyDepot(db: QueryHandle) {
  return db.selectFrom('stock').select('id').limit(1).executeTakeFirst()
}

/** Prices and promotions of articles, as the session's customer has them. */
export async function tariffsOf(db: QueryHandle, ids: readonly string[]): Promise<Map<string, Tariff>> {
  if (ids.length === 0) return new Map()
  const [prices, promotions] = await together(
    db
      .selectFrom('article_price')
      .select([
        'article_id',
        'customer_id',
        'price_list_id',
        'from_quantity',
        'unit_price',
        'valid_from',
        'valid_until',
      ])
      .where('article_id', 'in', ids)
      .execute(),
    db
      .selectFrom('article_promotion')
      .select(['article_id', 'customer_id', 'price_list_id', 'from_quantity', 'unit_price', 'starts_on', 'ends_on'])
      .where('article_id', 'in', ids)
      .execute(),
  )
  const priced: Map<string, PriceRow[]> = Map.groupBy(prices, (row) => row.article_id)
  const promoted: Map<string, PromotionRow[]> = Map.groupBy(promotions, (row) => row.article_id)
  return new Map(ids.map((id) => [id, { prices: priced.get(id) ?? [], promotions: promoted.get(id) ?? [] }]))
}

async function suppliesOf(db: QueryHandle, ids: readonly string[]): Promise<Map<string, Supply>> {
  if (ids.length === 0) return new Map()
  const [depots, delays] = await together(
    db.selectFrom('stock').select(['article_id', 'quantity']).where('article_id', 'in', ids).execute(),
    db.selectFrom('supplier_delay').select(['article_id', 'days']).where('article_id', 'in', ids).execute(),
  )
  const held = Map.groupBy(depots, (row) => row.article_id)
  const waiting = Map.groupBy(delays, (row) => row.article_id)
  return new Map(
    ids.map((id) => [
      id,
      {
        depots: (held.get(id) ?? []).map((row) => row.quantity),
        delays: (waiting.get(id) ?? []).map((row) => row.days),
      },
    ]),
  )
}
