/** The store of files on their way: a table, through the functions of the guard. Another store would take its place here. */
import { sql } from 'kysely'
import type { QueryHandle, WriteHandle } from '../db/types.ts'

export interface UploadStore {
  /** Reserves room for a file. `right`: this session may join none · `quota`: enough for today. */
  begin(db: WriteHandle, file: { name: string; mediaType: string; size: number }): Promise<Begun>
  /** An own file; undefined when there is none of that id. */
  find(db: QueryHandle, id: string): Promise<StoredUpload | undefined>
  /** Keeps the bytes of a begun file. `checked`: it may be given on at once. False when it was not begun, or twice. */
  keep(db: WriteHandle, id: string, bytes: Uint8Array, checked: boolean): Promise<boolean>
  /** What the scanner says of a file that was kept unchecked. The bytes of a harmful one go. */
  judge(db: WriteHandle, id: string, harmless: boolean): Promise<boolean>
  /** Removes an own file that nothing was sent with. */
  drop(db: WriteHandle, id: string): Promise<boolean>
}

type Begun = { id: string; refusal: null } | { id: null; refusal: 'right' | 'quota' }

export interface StoredUpload {
  id: string
  fileName: string
  mediaType: string
  /** Bytes. */
  size: number
  state: 'receiving' | 'quarantine' | 'clean' | 'refused'
}

async function said(db: WriteHandle, call: ReturnType<typeof sql<{ done: boolean }>>): Promise<boolean> {
  return (await call.execute(db)).rows[0]?.done === true
}

export const uploads: UploadStore = {
  async begin(db, { name, mediaType, size }) {
    const begun = await sql<Begun>`select id, refusal from guard.begin_upload(${name}, ${mediaType}, ${size})`.execute(
      db,
    )
    return begun.rows[0] ?? { id: null, refusal: 'right' }
  },
  async find(db, id) {
    const row = await db
      .selectFrom('own_upload')
      .select(['id', 'file_name', 'media_type', 'size', 'state'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) return undefined
    const { file_name: fileName, media_type: mediaType, size, state } = row
    return { id: row.id, fileName, mediaType, size: Number(size), state }
  },
  keep: (db, id, bytes, checked) => said(db, sql`select guard.fill_upload(${id}, ${bytes}, ${checked}) as done`),
  judge: (db, id, harmless) => said(db, sql`select guard.judge_upload(${id}, ${harmless}) as done`),
  drop: (db, id) => said(db, sql`select guard.drop_upload(${id}) as done`),
}
