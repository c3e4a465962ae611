/** What the documents feature reads. The guard decides by subject who may have which file. */
import type { QueryHandle } from '../../db/types.ts'

/** A file that has bytes; a row that only tells of one is nothing to download. */
export function document(db: QueryHandle, id: string) {
  return db
    .selectFrom('document')
    .select(['id', 'file_name', 'media_type'])
    .where('id', '=', id)
    .where('content', 'is not', null)
    .executeTakeFirst()
}

export async function bytes(db: QueryHandle, id: string): Promise<Uint8Array | null> {
  const row = await db.selectFrom('document').select('content').where('id', '=', id).executeTakeFirst()
  return row?.content ?? null
}
