/** What the catalogue reads, through the guards of one session. Prices and stock: `base/pricing/offers.ts`. */
import { type Expression, type SqlBool, sql } from 'kysely'
import type { Cursor } from '../../base/page.ts'
import { together } from '../../base/together.ts'
import type { QueryHandle } from '../../db/types.ts'
import { imageTypes, mediaTypes } from '../../files/media-answer.ts'
import { type Builder, keeps, type Wanted } from './search.ts'

/** How the vendor keeps its books: the time zone of its dates, its currency, its rounding. */
export function settings(db: QueryHandle) {
  return db.selectFrom('company').select(['time_zone', 'currency', 'vat_rounding']).limit(1).executeTakeFirst()
}

export function families(db: QueryHandle) {
  return db
    .selectFrom('article_family')
    .select(['id', 'parent_id', 'label'])
    .orderBy('position')
    .orderBy('label')
    .orderBy('id')
    .execute()
}

export function countsByFamily(db: QueryHandle) {
  return db
    .selectFrom('article')
    .select((eb) => ['family_id', eb.fn.countAll<string>().as('count')])
    .groupBy('family_id')
    .execute()
}

const rowColumns = [
  'article.id',
  'article.code',
  'article.manufacturer_code',
  'article.label',
  'article.brand',
  'article.kind',
  'article.colour',
  'article.unit',
  'article.decimals',
  'article.min_quantity',
  'article.pack_quantity',
  'article.max_quantity',
] as const

export interface Keyset {
  column: 'label' | 'code'
  direction: 'asc' | 'desc'
}

/** One page in the order of a column. */
export function page(
  db: QueryHandle,
  wanted: Wanted,
  { column, direction }: Keyset,
  after: Cursor | null,
  limit: number,
) {
  return db
    .selectFrom('article')
    .select(rowColumns)
    .where((eb) => keeps(eb, wanted))
    .where((eb) => (after === null ? eb.and([]) : isBehind(eb, { column, direction }, after)))
    .orderBy(`article.${column}`, direction)
    .orderBy('article.id', direction)
    .limit(limit)
    .execute()
}

function isBehind(eb: Builder, { column, direction }: Keyset, { values }: Cursor): Expression<SqlBool> {
  const [value, id] = values
  const further = direction === 'asc' ? '>' : '<'
  return sql<SqlBool>`(${eb.ref(`article.${column}`)}, ${eb.ref('article.id')}) ${sql.raw(further)} (${value}, ${id})`
}

/** Everything that the filter keeps, as far as it must be known to be put in an order that no column has. */
export function candidates(db: QueryHandle, wanted: Wanted) {
  return db
    .selectFrom('article')
    .select(['id', 'label', 'kind', 'colour', 'decimals', 'min_quantity', 'pack_quantity', 'max_quantity'])
    .where((eb) => keeps(eb, wanted))
    .orderBy('label')
    .orderBy('id')
    .execute()
}

export function rowsOf(db: QueryHandle, ids: readonly string[]) {
  return ids.length === 0
    ? Promise.resolve([])
    : db.selectFrom('article').select(rowColumns).where('article.id', 'in', ids).execute()
}

export async function count(db: QueryHandle, wanted: Wanted): Promise<number> {
  const row = await db
    .selectFrom('article')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where((eb) => keeps(eb, wanted))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Brands of what the filter keeps, its own choice of brands aside. */
export function brands(db: QueryHandle, wanted: Wanted) {
  const { brand: _, ...filter } = wanted.filter
  return db
    .selectFrom('article')
    .select((eb) => [eb.ref('article.brand').$notNull().as('brand'), eb.fn.countAll<string>().as('count')])
    .where((eb) => keeps(eb, { ...wanted, filter }))
    .where('article.brand', 'is not', null)
    .groupBy('article.brand')
    .orderBy('article.brand')
    .execute()
}

export function anyStock(db: QueryHandle) {
  return db.selectFrom('stock').select('id').limit(1).executeTakeFirst()
}

/** The machine of the fleet, and the article that it is. */
export function equipment(db: QueryHandle, id: string) {
  return db.selectFrom('equipment').select(['id', 'label', 'article_id']).where('id', '=', id).executeTakeFirst()
}

/** What the catalogue, or the customer's own fleet, calls a machine. */
export async function machineLabel(db: QueryHandle, article: string): Promise<string | null> {
  const [own, offered] = await together(
    db.selectFrom('equipment').select('label').where('article_id', '=', article).limit(1).executeTakeFirst(),
    db.selectFrom('article').select('label').where('id', '=', article).executeTakeFirst(),
  )
  return offered?.label ?? own?.label ?? null
}

/** Which of the articles are the vendor's reference for the machine. */
export async function preferredFor(db: QueryHandle, machine: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('article_compatibility')
    .select('article_id')
    .where('machine_id', '=', machine)
    .where('preferred', '=', true)
    .execute()
  return new Set(rows.map((row) => row.article_id))
}

/** Pictures of articles, the first one first. */
export function images(db: QueryHandle, ids: readonly string[]) {
  return ids.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('article_media')
        .select(['id', 'article_id', 'title', 'changed_at'])
        .where('article_id', 'in', ids)
        .where('role', '=', 'image')
        .where('media_type', 'in', imageTypes)
        .where('content', 'is not', null)
        .orderBy('position')
        .orderBy('id')
        .execute()
}

export function head(db: QueryHandle, id: string) {
  return db
    .selectFrom('article')
    .leftJoin('article_family', 'article_family.id', 'article.family_id')
    .select(rowColumns)
    .select(['article.description', 'article.tax_rate', 'article_family.id as family_id'])
    .select('article_family.label as family_label')
    .where('article.id', '=', id)
    .executeTakeFirst()
}

export function properties(db: QueryHandle, id: string) {
  return db
    .selectFrom('article_property')
    .select(['label', 'value'])
    .where('article_id', '=', id)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

export function documents(db: QueryHandle, id: string) {
  return db
    .selectFrom('article_media')
    .select(['id', 'file_name', 'title', 'size', 'changed_at'])
    .where('article_id', '=', id)
    .where('role', '=', 'document')
    .where('media_type', 'in', mediaTypes)
    .where('content', 'is not', null)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

/**
 * What else may do: fits a machine that this one fits and is of the same colour, or else is of the same family. Those
 * come first that some depot has.
 */
export function alternatives(db: QueryHandle, id: string, limit: number) {
  return sql<{ id: string }>`
    with own as (select a.id, a.family_id, a.colour from article a where a.id = ${id}),
    fitting as (
      select distinct c.article_id as id from article_compatibility c
      where c.machine_id in (select m.machine_id from article_compatibility m where m.article_id = ${id})),
    held as (select s.article_id, sum(s.quantity) as quantity from stock s group by s.article_id)
    select a.id::text as id from article a cross join own o
      left join fitting f on f.id = a.id left join held h on h.article_id = a.id
    where a.id <> o.id and a.colour is not distinct from o.colour
      and (f.id is not null or a.family_id = o.family_id)
    order by coalesce(h.quantity, 0) > 0 desc, f.id is not null desc, a.label, a.id
    limit ${limit}`
    .execute(db as never)
    .then(({ rows }) => rows.map((row) => row.id))
}
