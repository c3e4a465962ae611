/** A workbook of one sheet. Everything is in memory at once, so this runs in a process of its own (workbook-child.ts). */
import XLSX from 'sheetjs-style'
import type { Cell, Layout } from './cells.ts'
import type { CellKind } from './source.ts'

/** The format's own limit of one cell. */
const longestText = 32_767

const head = {
  font: { bold: true, color: { rgb: '1F2933' } },
  fill: { patternType: 'solid', fgColor: { rgb: 'E8ECF1' } },
  alignment: { vertical: 'center' },
}

const dates = { fr: 'dd/mm/yyyy', en: 'yyyy-mm-dd' } as const

const formats = (language: 'fr' | 'en'): Partial<Record<CellKind, string>> => ({
  date: dates[language],
  instant: `${dates[language]} hh:mm`,
  money: '#,##0.00',
  integer: '0',
})

const dayOne = Date.UTC(1899, 11, 30)
const day = 86_400_000

/** Days since the spreadsheets' epoch; undefined before March 1900, where their calendar has a day too many. */
function serialOf(text: string): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?: (\d\d):(\d\d))?$/.exec(text)
  if (!match) return undefined
  const [year = 0, month = 1, date = 1, hour = 0, minute = 0] = match.slice(1).map((part) => Number(part ?? 0))
  const serial = (Date.UTC(year, month - 1, date, hour, minute) - dayOne) / day
  return serial < 61 ? undefined : serial
}

/** A spreadsheet's number is a double: up to 15 digits it shows every decimal as it was. Longer ones stay text. */
function numberOf(text: string): number | undefined {
  return /^-?\d+(?:\.\d+)?$/.test(text) && text.replace(/\D/g, '').length <= 15 ? Number(text) : undefined
}

/** As a workbook may hold it: no control characters, no half characters, no longer than a cell. */
export function textOf(text: string): string {
  // eslint-disable-next-line no-control-regex
  const clean = text.toWellFormed().replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '')
  return clean.length <= longestText ? clean : `${clean.slice(0, longestText - 1).toWellFormed()}…`
}

export function cellOf(value: Cell, kind: CellKind, language: 'fr' | 'en'): XLSX.CellObject | undefined {
  if (value === null) return undefined
  const typed =
    kind === 'date' || kind === 'instant'
      ? serialOf(value)
      : kind === 'money' || kind === 'integer'
        ? numberOf(value)
        : undefined
  const z = formats(language)[kind]
  if (typed !== undefined && z !== undefined) return { t: 'n', v: typed, z }
  // A string cell, never a formula, whatever it begins with.
  return { t: 's', v: textOf(value) }
}

/**
 * Grows row by row, then becomes bytes once. One to a process: the library keeps the styles of a first workbook for the
 * next, whose days would then be bare numbers in an .xls.
 */
export class Workbook {
  readonly #layout: Layout
  readonly #sheet: XLSX.WorkSheet = {}
  #rows = 0

  constructor(layout: Layout) {
    this.#layout = layout
    layout.headings.forEach(({ title }, c) => {
      this.#sheet[XLSX.utils.encode_cell({ r: 0, c })] = { t: 's', v: title, s: head }
    })
  }

  add(rows: readonly (readonly Cell[])[]): void {
    const { headings, language } = this.#layout
    for (const row of rows) {
      this.#rows++
      row.forEach((value, c) => {
        const cell = cellOf(value, headings[c]?.kind ?? 'text', language)
        if (cell) this.#sheet[XLSX.utils.encode_cell({ r: this.#rows, c })] = cell
      })
    }
  }

  bytes(format: 'xlsx' | 'xls'): Buffer {
    const { headings, name } = this.#layout
    const ref = XLSX.utils.encode_range({ s: { r: 0, c: 0 }, e: { r: this.#rows, c: headings.length - 1 } })
    const sheet: XLSX.WorkSheet = {
      ...this.#sheet,
      '!ref': ref,
      '!cols': headings.map(({ width }) => ({ wch: width })),
      '!autofilter': { ref },
    }
    const book: XLSX.WorkBook = { SheetNames: [name], Sheets: { [name]: sheet }, Props: { Title: name } }
    if (format === 'xls') return XLSX.write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer
    return frozen(XLSX.write(book, { type: 'buffer', bookType: 'xlsx', bookSST: true, compression: false }) as Buffer)
  }
}

interface Zip {
  FullPaths: string[]
}

/** The library's container of files, which its types do not tell. */
const { CFB } = XLSX as unknown as {
  CFB: {
    read(bytes: Buffer, options: { type: 'buffer' }): Zip
    find(zip: Zip, path: string): { content: Buffer; size: number } | null
    write(zip: Zip, options: { fileType: 'zip'; type: 'buffer'; compression: true }): Buffer
    utils: { cfb_del(zip: Zip, path: string): boolean }
  }
}

/**
 * Keeps the heading in sight and writes the parts compressed. The library cannot write a pane, so it is put into what it
 * has written; to be removed when it can.
 */
function frozen(written: Buffer): Buffer {
  const zip = CFB.read(written, { type: 'buffer' })
  const sheet = CFB.find(zip, '/xl/worksheets/sheet1.xml')
  const plain = '<sheetView workbookViewId="0"/>'
  const at = sheet?.content.indexOf(plain) ?? -1
  if (!sheet || at < 0) throw new Error('The workbook has no sheet view to freeze')
  const pane =
    '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView>'
  const { content } = sheet
  sheet.content = Buffer.concat([
    content.subarray(0, at),
    Buffer.from(pane),
    content.subarray(at + Buffer.byteLength(plain)),
  ])
  sheet.size = sheet.content.length
  CFB.utils.cfb_del(zip, '/\u0001Sh33tJ5')
  return CFB.write(zip, { fileType: 'zip', type: 'buffer', compression: true })
}
