/** What the sites feature reads, through the guards of one session. */
import { type Expression, type SqlBool, sql } from 'kysely'
import type { Cursor } from '../../base/page.ts'
import { columnHas, wordsOf } from '../../base/search.ts'
import type { ReadHandle } from '../../db/types.ts'

/** One page of sites in the order of their names, places no longer in use included: old invoices are about them. */
export function page(db: ReadHandle, search: string | undefined, after: Cursor | null, limit: number) {
  return db
    .selectFrom('site')
    .select(['id', 'name', 'street', 'postal_code', 'city'])
    .where((eb) =>
      eb.and(
        wordsOf(search ?? '').map((word) =>
          eb.or(['name', 'street', 'postal_code', 'city'].map((column) => columnHas(`site.${column}`, word))),
        ),
      ),
    )
    .where((eb) => (after === null ? eb.and([]) : isBehind(after)))
    .orderBy('name')
    .orderBy('id')
    .limit(limit)
    .execute()
}

function isBehind({ values }: Cursor): Expression<SqlBool> {
  const [name, id] = values
  return sql<SqlBool>`(${sql.ref('site.name')}, ${sql.ref('site.id')}) > (${name}, ${id})`
}
