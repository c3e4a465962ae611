/** The find step: which articles, then everything about those that are shown. */
import { leastQuantity } from '../../base/pricing/quantity.ts'
import { findOffers, partsOf, tariffsOf } from '../../base/pricing/offers.ts'
import { unitPrice } from '../../base/pricing/price.ts'
import { noTariff } from '../../base/pricing/tariff.ts'
import { existing, mapped } from '../../base/found.ts'
import { type Cursor, notACursor, pageOf } from '../../base/page.ts'
import { together } from '../../base/together.ts'
import { isMalformed } from '../../db/errors.ts'
import type { QueryHandle } from '../../db/types.ts'
import type { ArticleFilter } from './api.ts'
import { behind, byFit, byPrice, cursorAt, type Order } from './order.ts'
import * as queries from './queries.ts'
import type { Machine, Wanted } from './search.ts'

export type ArticleHead = Awaited<ReturnType<typeof queries.rowsOf>>[number]

/** The machine that a filter names; its article is null when it has none, or when the session does not see it. */
export async function findMachine(db: QueryHandle, filter: ArticleFilter) {
  if (filter.equipment !== undefined) {
    const own = await queries.equipment(db, filter.equipment)
    return { article: own?.article_id ?? null, label: own?.label ?? null }
  }
  if (filter.compatible === undefined) return undefined
  return { article: filter.compatible, label: await queries.machineLabel(db, filter.compatible) }
}

export interface Asked {
  filter: ArticleFilter
  order: Order
  start: { cursor: Cursor; nearly: boolean } | null
  limit: number
  machine: Machine | null | undefined
  /** Where the vendor keeps its books. */
  todayIn: (timeZone: string) => string
}

/** One page of the list, and what is said of the whole set. @throws Problem `input-invalid` for a cursor of no form */
export async function findPage(db: QueryHandle, asked: Asked) {
  const first = await findOnce(db, asked, asked.start?.nearly ?? false)
  const again = first.count === 0 && asked.start === null && asked.filter.q !== undefined
  if (!again) return { ...first, nearly: asked.start?.nearly ?? false }
  const second = await findOnce(db, asked, true)
  return second.count === 0 ? { ...first, nearly: false } : { ...second, nearly: true }
}

async function findOnce(db: QueryHandle, { filter, order, start, limit, machine, todayIn }: Asked, nearly: boolean) {
  const wanted: Wanted = { filter, machine, nearly }
  const cursor = start?.cursor ?? null
  const asks = together(
    queries.settings(db),
    order.keyset ? queries.page(db, wanted, order.keyset, cursor, limit + 1) : queries.candidates(db, wanted),
    order.keyset ? queries.count(db, wanted) : Promise.resolve(undefined),
    queries.brands(db, wanted),
    queries.anyStock(db),
    machine ? queries.preferredFor(db, machine.id) : Promise.resolve(new Set<string>()),
  )
  const [settings, found, count, brands, stock, preferred] = await asks.catch((error: unknown) => {
    throw cursor !== null && isMalformed(error) ? notACursor() : error
  })
  const about = { settings: mapped(settings), brands, showsStock: stock !== undefined, preferred }
  if (order.keyset) {
    const { column } = order.keyset
    const at = (last: ArticleHead) => cursorAt(last[column], last.id, order, nearly)
    return { ...about, ...pageOf(found as ArticleHead[], limit, at), count: count ?? 0 }
  }
  const ranked = await rank(db, found, order, preferred, todayIn(about.settings.time_zone))
  const left = cursor === null ? ranked : behind(ranked, cursor)
  const shown = left.slice(0, limit)
  const heads = new Map(
    (
      await queries.rowsOf(
        db,
        shown.map((one) => one.id),
      )
    ).map((row) => [row.id, row]),
  )
  const last = shown.at(-1)
  const place = String(ranked.length - left.length + shown.length)
  return {
    ...about,
    rows: shown.flatMap(({ id }) => heads.get(id) ?? []),
    next: last && left.length > limit ? cursorAt(place, last.id, order, nearly) : null,
    count: ranked.length,
  }
}

type Candidates = Awaited<ReturnType<typeof queries.candidates>>

/** Ids in one statement: far below what a statement can carry. */
const portion = 5_000

async function rank(
  db: QueryHandle,
  candidates: Candidates,
  order: Order,
  preferred: ReadonlySet<string>,
  today: string,
) {
  if (order.sort === 'match') return byFit(candidates, preferred)
  const prices = new Map<string, string | null>()
  for (let start = 0; start < candidates.length; start += portion) {
    const some = candidates.slice(start, start + portion)
    const kits = some.filter((one) => one.kind === 'kit').map((one) => one.id)
    const parts = kits.length === 0 ? [] : await partsOf(db, kits)
    const ids = new Set([...some.map((one) => one.id), ...parts.map((part) => part.article_id)])
    const tariffs = await tariffsOf(db, [...ids])
    const tariff = (id: string) => tariffs.get(id) ?? noTariff
    for (const one of some) {
      const own = parts.filter((part) => part.kit_id === one.id)
      const sellable = {
        kind: one.kind,
        tariff: tariff(one.id),
        parts: own.map((part) => ({ ...part, tariff: tariff(part.article_id) })),
      }
      prices.set(one.id, unitPrice(sellable, leastQuantity(one) ?? '1', [], today)?.unit ?? null)
    }
  }
  return byPrice(candidates, (one) => prices.get(one.id) ?? null, order.direction)
}

/** What a tile needs beside the article's own columns. */
export async function findDetails(db: QueryHandle, ids: readonly string[]) {
  const [offers, images] = await together(findOffers(db, ids), queries.images(db, ids))
  return { offers, images: Map.groupBy(images, (image) => image.article_id) }
}

/** Everything of one article. @throws Problem `not-found` */
export async function findSheet(db: QueryHandle, id: string) {
  const [settings, found, properties, documents, details] = await together(
    queries.settings(db),
    queries.head(db, id),
    queries.properties(db, id),
    queries.documents(db, id),
    findDetails(db, [id]),
  )
  const head = existing(found, id)
  return { settings: mapped(settings), head, properties, documents, details }
}

/** Other articles that would do, with what their tiles need. */
export async function findAlternatives(db: QueryHandle, id: string) {
  const ids = await queries.alternatives(db, id, 4)
  const [rows, details] = await together(queries.rowsOf(db, ids), findDetails(db, ids))
  return { rows: ids.flatMap((one) => rows.find((row) => row.id === one) ?? []), details }
}
