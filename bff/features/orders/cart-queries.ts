/** What the cart reads beside offers: settings, pictures, machines, places, codes. */
import { sql } from 'kysely'
import type { QueryHandle } from '../../db/types.ts'
import { imageTypes } from '../../files/media-answer.ts'

/** How the vendor keeps its books: the time zone of its dates, its currency, its rounding of VAT. */
export function settings(db: QueryHandle) {
  return db.selectFrom('company').select(['time_zone', 'currency', 'vat_rounding']).limit(1).executeTakeFirst()
}

/** Pictures of articles, the first one first. */
export function images(db: QueryHandle, ids: readonly string[]) {
  return db
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

export function machines(db: QueryHandle, ids: readonly string[]) {
  return db.selectFrom('equipment').select(['id', 'label']).where('id', 'in', ids).execute()
}

/** The customer on screen, as the session may see it. */
export function customer(db: QueryHandle) {
  return db.selectFrom('customer').select(['kind', 'payment_terms', 'billing_site_id']).limit(1).executeTakeFirst()
}

export function places(db: QueryHandle) {
  return db
    .selectFrom('site')
    .select(['id', 'name', 'street', 'postal_code', 'city', 'is_billing', 'is_delivery'])
    .where('active', '=', true)
    .where((eb) => eb.or([eb('is_billing', '=', true), eb('is_delivery', '=', true)]))
    .orderBy('name')
    .orderBy('id')
    .limit(400)
    .execute()
}

/** Where goods may go, and where invoices may: of these ids. */
export function placesNamed(db: QueryHandle, ids: readonly string[]) {
  return db
    .selectFrom('site')
    .select(['id', 'is_billing', 'is_delivery'])
    .where('active', '=', true)
    .where('id', 'in', ids)
    .execute()
}

/** Articles by code, without regard to how its parts are joined: the very one first. `bare`: capitals and digits only. */
export function byCode(db: QueryHandle, bare: string) {
  const bared = (column: string) => sql<string>`upper(regexp_replace(${sql.ref(column)}, '[^[:alnum:]]+', '', 'g'))`
  const begins = (column: string) => sql<boolean>`starts_with(${bared(column)}, ${bare})`
  return db
    .selectFrom('article')
    .select(['id', 'code', 'manufacturer_code', 'label', 'decimals', 'min_quantity', 'pack_quantity', 'max_quantity'])
    .where((eb) => eb.or([begins('article.code'), begins('article.manufacturer_code')]))
    .orderBy((eb) =>
      eb
        .case()
        .when(bared('article.code'), '=', bare)
        .then(0)
        .when(bared('article.manufacturer_code'), '=', bare)
        .then(1)
        .else(2)
        .end(),
    )
    .orderBy('code')
    .orderBy('id')
    .limit(8)
    .execute()
}
