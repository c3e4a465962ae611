/** Reads back what a workbook holds, by its own little reader: zip by the central directory, XML by its few forms. */
import { inflateRawSync } from 'node:zlib'

/** Path -> bytes. */
export function unzip(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0) throw new Error('no zip')
  const files = new Map<string, Buffer>()
  let at = bytes.readUInt32LE(end + 16)
  for (let n = bytes.readUInt16LE(end + 10); n > 0; n--) {
    const method = bytes.readUInt16LE(at + 10)
    const packed = bytes.readUInt32LE(at + 20)
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    const local = bytes.readUInt32LE(at + 42)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const body = bytes.subarray(start, start + packed)
    files.set(bytes.toString('utf8', at + 46, at + 46 + name), method === 0 ? body : inflateRawSync(body))
    at += 46 + name + extra + comment
  }
  return files
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const plain = (xml: string) =>
  xml
    .replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? '')
    .replace(/_x([\da-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

export interface ReadCell {
  /** `s`: string · `n`: number · `f`: a formula stands in it. */
  type: string
  value: string
  /** Number format, of numbers. */
  format: string
}

export interface ReadSheet {
  name: string
  /** By row and column; undefined where nothing stands. */
  rows: (ReadCell | undefined)[][]
  xml: string
}

const columnOf = (letters: string) => [...letters].reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0) - 1

export function readXlsx(bytes: Buffer): ReadSheet {
  const files = unzip(bytes)
  const text = (path: string) => files.get(path)?.toString('utf8') ?? ''
  const strings = [...text('xl/sharedStrings.xml').matchAll(/<si>(?:<t[^>]*>([^<]*)<\/t>|<t[^>]*\/>)<\/si>/g)].map(
    ([, one]) => plain(one ?? ''),
  )
  const styles = text('xl/styles.xml')
  const named = new Map(
    [...styles.matchAll(/<numFmt [^>]*?numFmtId="(\d+)"[^>]*?formatCode="([^"]*)"/g)].map(([, id, code]) => [
      id,
      plain(code ?? ''),
    ]),
  )
  const cellXfs = /<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(styles)?.[1] ?? ''
  const formats = [...cellXfs.matchAll(/<xf [^>]*?numFmtId="(\d+)"/g)].map(([, id]) => named.get(id ?? '') ?? id ?? '')
  const xml = text('xl/worksheets/sheet1.xml')
  const rows: ReadSheet['rows'] = []
  for (const [, number, inner = ''] of xml.matchAll(/<row r="(\d+)"[^>]*?(?:\/>|>(.*?)<\/row>)/gs)) {
    const row: ReadSheet['rows'][number] = []
    for (const [, letters = '', attributes = '', body = ''] of inner.matchAll(
      /<c r="([A-Z]+)\d+"([^>]*?)(?:\/>|>(.*?)<\/c>)/gs,
    )) {
      const type = /t="(\w+)"/.exec(attributes)?.[1] ?? 'n'
      const value = /<v>([^<]*)<\/v>/.exec(body)?.[1] ?? ''
      const format = formats[Number(/s="(\d+)"/.exec(attributes)?.[1] ?? 0)] ?? ''
      row[columnOf(letters)] = body.includes('<f')
        ? { type: 'f', value, format }
        : { type, value: type === 's' ? (strings[Number(value)] ?? '') : plain(value), format }
    }
    rows[Number(number) - 1] = row
  }
  const name = plain(/<sheet name="([^"]*)"/.exec(text('xl/workbook.xml'))?.[1] ?? '')
  return { name, rows, xml }
}

/** Records of the workbook stream of an `.xls` (BIFF8 in a compound file): number -> bodies. */
export function xlsRecords(bytes: Buffer): Map<number, Buffer[]> {
  const sector = 1 << bytes.readUInt16LE(30)
  const at = (n: number) => (n + 1) * sector
  const table: number[] = []
  const places = Array.from({ length: 109 }, (_, n) => bytes.readUInt32LE(76 + 4 * n))
  const perSector = sector / 4
  for (let more = bytes.readUInt32LE(68); more < 0xfffffffa; more = bytes.readUInt32LE(at(more) + sector - 4))
    for (let n = 0; n < perSector - 1; n++) places.push(bytes.readUInt32LE(at(more) + 4 * n))
  for (const one of places) {
    if (one >= 0xfffffffa) continue
    for (let n = 0; n < perSector; n++) table.push(bytes.readUInt32LE(at(one) + 4 * n))
  }
  const chain = (first: number) => {
    const parts: Buffer[] = []
    for (let n = first; n < 0xfffffffa; n = table[n] ?? 0xfffffffe) parts.push(bytes.subarray(at(n), at(n) + sector))
    return Buffer.concat(parts)
  }
  const folder = chain(bytes.readUInt32LE(48))
  let book = Buffer.alloc(0)
  for (let entry = 0; entry < folder.length; entry += 128) {
    const name = folder.toString('utf16le', entry, entry + Math.max(0, folder.readUInt16LE(entry + 64) - 2))
    if (name !== 'Workbook') continue
    const size = folder.readUInt32LE(entry + 120)
    if (size < 4096) throw new Error('a workbook in the small stream is not read here')
    book = chain(folder.readUInt32LE(entry + 116)).subarray(0, size) as Buffer<ArrayBuffer>
  }
  const records = new Map<number, Buffer[]>()
  for (let n = 0; n + 4 <= book.length; ) {
    const [kind, length] = [book.readUInt16LE(n), book.readUInt16LE(n + 2)]
    records.set(kind, [...(records.get(kind) ?? []), book.subarray(n + 4, n + 4 + length)])
    n += 4 + length
  }
  return records
}
