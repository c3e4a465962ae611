/** LibreOffice as the reader of files, where it is installed: what it takes each cell for, not what it shows. */
import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, delimiter, extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Undefined = not installed. */
export const office = (process.env['PATH'] ?? '')
  .split(delimiter)
  .flatMap((folder) => ['soffice', 'libreoffice'].map((name) => join(folder, name)))
  .find((file) => {
    try {
      accessSync(file, constants.X_OK)
      return true
    } catch {
      return false
    }
  })

export interface OfficeCell {
  /** `string`, `float`, `date`, …; none = empty. */
  type: string | undefined
  /** `2026-11-21`, `2026-11-21T10:05:00`, `1284.6`, or the text itself. */
  value: string
}

/** How each language's programs open a text file: between fields, and by whose numbers and dates. */
const readers = { fr: '59,34,76,1,,1036,false,true', en: '44,34,76,1,,2057,false,true' } as const

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const plain = (xml: string) =>
  xml.replace(/<[^>]*>/g, '').replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? '')
const times = (attributes: string, what: string) =>
  Number(new RegExp(`number-${what}-repeated="(\\d+)"`).exec(attributes)?.[1] ?? 1)

function cellsOf(row: string): OfficeCell[] {
  const cells: OfficeCell[] = []
  for (const [, attributes = '', body = ''] of row.matchAll(
    /<table:table-cell((?: [^>]*?)?)(?:\/>|>(.*?)<\/table:table-cell>)/gs,
  )) {
    const type = /office:value-type="([^"]*)"/.exec(attributes)?.[1]
    const given = /office:(?:date-|time-|boolean-)?value="([^"]*)"/.exec(attributes)?.[1]
    const cell = { type, value: given ?? plain(body.trim()) }
    // The empty ones behind the last column are told as thousands of one.
    for (let n = Math.min(times(attributes, 'columns'), 50); n > 0; n--) cells.push(cell)
  }
  return cells
}

/** Rows of the first sheet of each file. `language`: whose programs open it, for `.csv`. */
export async function openInOffice(
  folder: string,
  files: readonly string[],
  language: 'fr' | 'en',
): Promise<OfficeCell[][][]> {
  const filter = files.every((file) => extname(file) === '.csv')
    ? [`--infilter=Text - txt - csv (StarCalc):${readers[language]}`]
    : []
  const to = join(folder, `out-${language}-${filter.length}`)
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`
  // Its own format says of each cell what it is.
  await run(office ?? '', [profile, '--headless', ...filter, '--convert-to', 'fods', '--outdir', to, ...files])
  const texts = await Promise.all(
    files.map((file) => readFile(join(to, `${basename(file, extname(file))}.fods`), 'utf8')),
  )
  return texts.map((text) =>
    [...text.matchAll(/<table:table-row[^>]*>(.*?)<\/table:table-row>/gs)].map(([, row = '']) => cellsOf(row)),
  )
}
