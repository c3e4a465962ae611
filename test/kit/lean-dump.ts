/**
 * The data folder of an embedded database as a file that is quickly opened: most of what a whole dump takes to unpack is
 * two empty template databases and a log that would be replayed.
 */
import type { PGlite } from '@electric-sql/pglite'

const block = 512

const textAt = (bytes: Uint8Array, start: number, length: number): string => {
  const field = bytes.subarray(start, start + length)
  const end = field.indexOf(0)
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end))
}

/** A tar file without the entries that are `unwanted`. */
export function withoutEntries(
  tar: Uint8Array<ArrayBuffer>,
  unwanted: (path: string) => boolean,
): Uint8Array<ArrayBuffer>[] {
  const kept: Uint8Array<ArrayBuffer>[] = []
  let at = 0
  while (at + block <= tar.length && tar[at] !== 0) {
    const prefix = textAt(tar, at + 345, 155)
    const path = (prefix ? `${prefix}/` : '') + textAt(tar, at, 100)
    const size = Number.parseInt(textAt(tar, at + 124, 12).trim() || '0', 8)
    const end = at + block + Math.ceil(size / block) * block
    if (!unwanted(path.replace(/^\/+/, ''))) kept.push(tar.subarray(at, end))
    at = end
  }
  return [...kept, new Uint8Array(2 * block)]
}

/** Everything that is in the database itself, and nothing to replay. The instance goes on. */
export async function leanDump(pg: PGlite): Promise<Blob> {
  await pg.exec('checkpoint')
  const { rows } = await pg.query<{ wal: string; own: string }>(
    `select pg_walfile_name(pg_current_wal_insert_lsn()) as wal, oid::text as own
      from pg_database where datname = current_database()`,
  )
  const { wal = '', own = '' } = rows[0] ?? {}
  const dump = await pg.dumpDataDir('none')
  const parts = withoutEntries(new Uint8Array(await dump.arrayBuffer()), (path) => {
    const [folder, name = ''] = path.split('/')
    if (folder === 'base') return /^\d+$/.test(name) && name !== own
    return folder === 'pg_wal' && /^[0-9A-F]{24}$/.test(name) && name !== wal
  })
  return new Blob(parts)
}
