/** A vendor's range as rows of the contract, and what it costs whom: used by orders too. */
import { multiply, toUnits } from '../../../base/money.ts'
import { dateOf, type Day, instantOf } from '../calendar.ts'
import type { Ids } from '../ids.ts'
import { type DemoRow, type DemoRows, noRows } from '../rows.ts'
import { typeset } from '../typeset.ts'
import type { DemoVendor } from '../vendors.ts'
import { mediaRows } from './media.ts'
import type { ArticleDraft } from './shape.ts'

/** Places for what hangs on one article, in the numbers of its relation. */
const block = 100

/** What every list takes off, of the articles that it names. */
export const priceLists: readonly (readonly [name: string, factor: string])[] = [
  ['TARIF-A', '0.94'],
  ['TARIF-B', '0.9'],
]

const fixed = (text: string, scale: number) => multiply(text, '1', scale)

/** The bounds of everybody's price, as drawn up; none where there is no price. */
export function boundsOf({ price }: ArticleDraft): readonly (readonly [string, string | null])[] {
  if (price === undefined) return []
  if (price === null || typeof price === 'string') return [['1.000', price]]
  return price
}

/** Odd and even articles: each list names other ones. */
export const onList = (list: number, n: number) => (list === 0 ? n % 2 === 1 : n % 3 === 1)

export interface ShelfArticle {
  n: number
  id: string
  familyId: string
  draft: ArticleDraft
}

/** The range with its identifiers. */
export interface Shelf {
  articles: readonly ShelfArticle[]
  /** @throws Error for a code that the range does not have. */
  find(code: string): ShelfArticle
  /** The article that a machine of this label is. */
  machine(label: string): ShelfArticle | undefined
}

export function shelfOf(of: DemoVendor, ids: Ids): Shelf {
  const families = new Map(of.range.families.map((family, index) => [family.key, ids('article_family', index + 1)]))
  const articles = of.range.articles.map((draft, index): ShelfArticle => {
    const familyId = families.get(draft.family)
    if (!familyId) throw new Error(`the range has no family ${draft.family}`)
    return { n: index + 1, id: ids('article', index + 1), familyId, draft }
  })
  const byCode = new Map(articles.map((one) => [one.draft.code, one]))
  const byLabel = new Map(articles.map((one) => [one.draft.label, one]))
  return {
    articles,
    find(code) {
      const found = byCode.get(code)
      if (!found) throw new Error(`the range has no article ${code}`)
      return found
    },
    machine: (label) => byLabel.get(label),
  }
}

export function familyRows(of: DemoVendor, ids: Ids, changed_at: string): DemoRow<'article_family'>[] {
  const places = new Map<string, number>()
  const numbers = new Map(of.range.families.map((family, index) => [family.key, index + 1]))
  return of.range.families.map(({ key, label, parent }, index) => {
    const place = (places.get(parent ?? '') ?? 0) + 1
    places.set(parent ?? '', place)
    const above = parent === undefined ? undefined : numbers.get(parent)
    if (parent !== undefined && above === undefined) throw new Error(`family ${key} hangs on ${parent}, unknown`)
    return {
      id: ids('article_family', index + 1),
      parent_id: above === undefined ? null : ids('article_family', above),
      label,
      position: String(place),
      changed_at,
    }
  })
}

function priceRows(ids: Ids, { n, id, draft }: ShelfArticle, today: Day): DemoRow<'article_price'>[] {
  const rows: DemoRow<'article_price'>[] = []
  const add = (row: Omit<DemoRow<'article_price'>, 'id' | 'article_id' | 'customer_id'>) =>
    rows.push({ id: ids('article_price', n * block + rows.length), article_id: id, customer_id: null, ...row })
  const bounds = boundsOf(draft)
  const always = { valid_from: null, valid_until: null }
  for (const [from_quantity, price] of bounds) {
    add({ price_list_id: null, from_quantity, unit_price: price && fixed(price, 4), ...always })
  }
  if (draft.fixed) return rows
  for (const [list, [price_list_id, factor]] of priceLists.entries()) {
    if (!onList(list, n)) continue
    for (const [from_quantity, price] of bounds) {
      if (price === null) continue
      const unit_price = fixed(multiply(price, factor, 2), 4)
      // Every fifth article has last year's list beside this year's.
      const since = n % 5 === 0 ? dateOf(today - 120) : null
      add({ price_list_id, from_quantity, unit_price, valid_from: since, valid_until: null })
      if (since) {
        const former = fixed(multiply(unit_price, '0.97', 2), 4)
        add({ price_list_id, from_quantity, unit_price: former, valid_from: null, valid_until: dateOf(today - 121) })
      }
    }
  }
  return rows
}

function articleRow({ id, familyId, draft }: ShelfArticle, changed_at: string): DemoRow<'article'> {
  return {
    id,
    family_id: familyId,
    code: draft.code,
    manufacturer_code: draft.manufacturerCode ?? null,
    label: typeset(draft.label),
    description: draft.description === undefined ? null : typeset(draft.description),
    brand: draft.brand ?? null,
    kind: draft.parts ? 'kit' : 'article',
    colour: draft.colour ?? null,
    unit: draft.unit ?? 'pièce',
    decimals: String(draft.decimals ?? 0),
    min_quantity: draft.min ?? null,
    pack_quantity: draft.pack ?? null,
    max_quantity: draft.max ?? null,
    tax_rate: fixed(draft.rate ?? '0.2', 4),
    changed_at,
  }
}

/** Everything of the range that no single customer has. */
export function rangeRows(of: DemoVendor, ids: Ids, shelf: Shelf, today: Day): DemoRows {
  const rows = noRows()
  const changed = (n: number) => instantOf(today - 1 - ((n * 37) % 300), n)
  rows.article_family = familyRows(of, ids, changed(1))
  for (const article of shelf.articles) {
    const { n, id, draft } = article
    const at = (kind: string, place: number) => ids(kind, n * block + place)
    rows.article.push(articleRow(article, changed(n)))
    rows.article_price.push(...priceRows(ids, article, today))
    rows.article_media.push(...mediaRows(of, ids, article, today, changed(n)))
    for (const [place, [label, value]] of (draft.properties ?? []).entries()) {
      const property = { id: at('article_property', place), article_id: id, label, value: typeset(value) }
      rows.article_property.push({ ...property, position: String(place + 1) })
    }
    for (const [place, one] of (draft.promotions ?? []).entries()) {
      rows.article_promotion.push({
        id: at('article_promotion', place),
        article_id: id,
        customer_id: null,
        price_list_id: one.list ?? null,
        from_quantity: one.fromQuantity ?? '1.000',
        unit_price: fixed(one.price, 4),
        starts_on: one.from === undefined ? null : dateOf(today + one.from),
        ends_on: one.until === undefined ? null : dateOf(today + one.until),
      })
    }
    for (const [place, [code, quantity, optional]] of (draft.parts ?? []).entries()) {
      const part = { id: at('article_option', place), kit_id: id, article_id: shelf.find(code).id, quantity, optional }
      rows.article_option.push({ ...part, position: String(place + 1) })
    }
    for (const [place, code] of (draft.fits ?? []).entries()) {
      const machine_id = shelf.find(code).id
      const preferred = draft.preferred ?? false
      rows.article_compatibility.push({ id: at('article_compatibility', place), article_id: id, machine_id, preferred })
    }
    for (const [place, quantity] of (draft.stock ?? []).entries()) {
      const depot = of.range.depots[place] ?? ''
      rows.stock.push({ id: at('stock', place), article_id: id, depot, quantity })
    }
    for (const [place, days] of (draft.delays ?? []).entries()) {
      const told = days === null ? null : String(days)
      rows.supplier_delay.push({ id: at('supplier_delay', place), article_id: id, days: told })
    }
  }
  return rows
}

/** Of the bounds, the price of the greatest that the quantity reaches; null = on request. */
export function priceAt(bounds: readonly (readonly [string, string | null])[], quantity: string): string | null {
  const asked = toUnits(quantity, 3)
  return bounds.findLast(([from]) => toUnits(from, 3) <= asked)?.[1] ?? null
}
