/** How many rows a query keeps, before it selects any column. */
import { type SelectQueryBuilder, sql } from 'kysely'

export async function countOf<DB, TB extends keyof DB>(
  kept: SelectQueryBuilder<DB, TB, Record<never, never>>,
): Promise<number> {
  const rows: { count?: string }[] = await kept.select(sql<string>`count(*)`.as('count')).execute()
  return Number(rows[0]?.count)
}
