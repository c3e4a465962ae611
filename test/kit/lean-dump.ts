/**
 * The data folder of an embedded database as a file that is quickly opened: most of what a whole dump takes to unpack is
 * two empty template databases and a log that would be replayed.
 */
import { MemoryFS, type PGlite } from '@electric-sql/pglite'

const block = 512

const textAt = (bytes: Uint8Array, start: number, length: number): string => {
  const field = bytes.subarray(start, start + length)
  const end = field.indexOf(0)
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end))
}

interface Entry {
  /** Relative to the data folder. */
  path: string
  isFolder: boolean
  contents: Uint8Array<ArrayBuffer>
  /** With its head, as it stands in the tar file. */
  whole: Uint8Array<ArrayBuffer>
}

function* entriesOf(tar: Uint8Array<ArrayBuffer>): Generator<Entry> {
  let at = 0
  while (at + block <= tar.length && tar[at] !== 0) {
    const prefix = textAt(tar, at + 345, 155)
    const path = ((prefix ? `${prefix}/` : '') + textAt(tar, at, 100)).replace(/^\/+/, '')
    const size = Number.parseInt(textAt(tar, at + 124, 12).trim() || '0', 8)
    const end = at + block + Math.ceil(size / block) * block
    yield {
      path,
      isFolder: textAt(tar, at + 156, 1) === '5',
      contents: tar.subarray(at + block, at + block + size),
      whole: tar.subarray(at, end),
    }
    at = end
  }
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
  const unwanted = (path: string) => {
    const [folder, name = ''] = path.split('/')
    if (folder === 'base') return /^\d+$/.test(name) && name !== own
    return folder === 'pg_wal' && /^[0-9A-F]{24}$/.test(name) && name !== wal
  }
  const kept = [...entriesOf(new Uint8Array(await dump.arrayBuffer()))].filter(({ path }) => !unwanted(path))
  return new Blob([...kept.map(({ whole }) => whole), new Uint8Array(2 * block)])
}

/** Where PGlite looks for a database. */
const dataFolder = '/pglite/data'

/**
 * A dump as files in memory. PGlite's own way to load one asks for each folder above each file, which takes as long as
 * all the rest of an opening.
 */
export class DumpedFiles extends MemoryFS {
  readonly #dump: Blob

  constructor(dump: Blob) {
    super()
    this.#dump = dump
  }

  override async initialSyncFs(): Promise<void> {
    const files = this.pg?.Module.FS
    if (!files) throw new Error('PGlite has not opened these files')
    files.mkdirTree(dataFolder, 0o700)
    for (const { path, isFolder, contents } of entriesOf(new Uint8Array(await this.#dump.arrayBuffer()))) {
      const place = `${dataFolder}/${path}`
      if (isFolder) files.mkdirTree(place)
      // The bytes are a copy already, and this database's own.
      else files.writeFile(place, contents, { canOwn: true })
    }
  }
}
