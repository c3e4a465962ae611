/** Head of the first page (parties and facts), of the next ones, and the foot of all. */
import type { Color } from 'pdf-lib'
import type { Address, Bill, CopyOptions } from './bill.ts'
import type { Figures } from './figures.ts'
import { bottom, hairline, ink, left, type Paper, pageHeight, right, soft, wash, width } from './paper.ts'
import type { Words } from './words.ts'

export interface Setting {
  paper: Paper
  bill: Bill
  words: Words
  figures: Figures
  accent: Color
  options: CopyOptions
}

const small = { size: 7.6, leading: 11 }
const half = width / 2
const factStyle = { size: 9, strong: true }

/** "COPIE" in a frame, its right edge at the margin. Returns its left edge. */
function mark({ paper, words, bill, accent }: Setting, y: number, size: number): number {
  const text = bill.cancelled ? `${words.copy} · ${words.cancelled}` : words.copy
  const style = { size, strong: true, color: accent, align: 'right' as const }
  const padding = size * 0.7
  const wide = paper.widthOf(text, style) + padding * 2
  paper.box(right - wide, y, wide, size * 1.9, { border: accent })
  paper.line(text, right - padding, y + size * 1.32, style)
  return right - wide
}

export function linesOf(address: Address, locale: string): string[] {
  const country = address.country !== null && address.country !== 'FR' ? address.country : null
  return [
    address.name,
    ...(address.street ?? '').split(/\r\n|\r|\n/),
    [address.postalCode, address.city].filter(Boolean).join(' '),
    country === null ? '' : (nameOf(country, locale) ?? country),
  ].filter((line) => line.trim() !== '')
}

/** A vendor's country code may be anything; an odd one is printed as it is. */
function nameOf(country: string, locale: string): string | undefined {
  return /^[A-Z]{2}$/.test(country) ? new Intl.DisplayNames([locale], { type: 'region' }).of(country) : undefined
}

export function firstHead(setting: Setting): void {
  const { paper, bill, words, accent } = setting
  const { seller } = bill
  paper.box(left, paper.y, 28, 3, { fill: accent })
  mark(setting, paper.y, 10)
  const top = paper.y + 14
  let sellerEnd = paper.block(seller.name, left, top, half - 24, { size: 13, strong: true, leading: 17 }) + 3
  const [, ...address] = linesOf(seller, words.locale)
  const seat = [
    ...address,
    [seller.phone, seller.email].filter(Boolean).join(' · '),
    [
      seller.registrationNumber && `${words.siren} ${grouped(seller.registrationNumber)}`,
      seller.vatNumber && `${words.vatNumber} ${seller.vatNumber}`,
    ]
      .filter(Boolean)
      .join(' · '),
  ].filter(Boolean)
  for (const line of seat) sellerEnd = paper.block(line, left, sellerEnd, half - 24, { ...small, color: soft })

  const column = left + half
  const title = paper.block(words[bill.kind], column, top + 18, half, { size: 20, strong: true, leading: 25 })
  const end = paper.block(`${words.number} ${bill.number}`, column, title, half, { size: 11, color: soft, leading: 16 })
  paper.y = Math.max(sellerEnd, end) + 22
  parties(setting)
  facts(setting)
}

/** "732829320" -> "732 829 320", held together by no-break spaces. */
function grouped(number: string): string {
  return /^\d{9}$/.test(number) ? number.replace(/(\d{3})(?=\d)/g, '$1\u00a0') : number
}

function parties({ paper, bill, words }: Setting): void {
  const { buyer, delivery } = bill
  const party = (title: string, address: Address, x: number, more: string[]) => {
    paper.line(title, x, paper.y + 8, { size: 7.6, strong: true, color: soft })
    const [name = '', ...rest] = linesOf(address, words.locale)
    let y = paper.block(name, x, paper.y + 14, half - 24, { size: 10, strong: true, leading: 14.5 })
    for (const line of rest) y = paper.block(line, x, y, half - 24, { size: 9, leading: 13 })
    for (const line of more) y = paper.block(line, x, y + 1, half - 24, { ...small, color: soft })
    return y
  }
  const identity = [
    buyer.code && `${words.customerCode} ${buyer.code}`,
    [
      buyer.registrationNumber && `${words.siren} ${grouped(buyer.registrationNumber)}`,
      buyer.vatNumber && `${words.vatNumber} ${buyer.vatNumber}`,
    ]
      .filter(Boolean)
      .join(' · '),
  ].filter((line): line is string => Boolean(line))
  const ends = [party(words.customer, buyer, left + half, identity)]
  if (delivery) ends.push(party(words.delivery, delivery, left, []))
  paper.y = Math.max(...ends) + 16
}

/** Dates and references in a quiet band, as many columns as it takes. */
function facts({ paper, bill, words, figures }: Setting): void {
  const cells = [
    [words.issuedOn, figures.date(bill.issuedOn)],
    [words.suppliedOn, figures.date(bill.suppliedOn ?? bill.issuedOn)],
    [words.dueOn, figures.date(bill.dueOn)],
    [words.reference, bill.reference ?? ''],
    [words.operation, bill.operation === null ? '' : words.operations[bill.operation]],
    [words.corrects, bill.original ? words.dated(bill.original.number, figures.date(bill.original.issuedOn)) : ''],
  ].filter((cell): cell is [string, string] => cell[1] !== '')
  // Up to five stand in one row; six make two rows of three.
  const columns = cells.length > 5 ? 3 : cells.length
  const wide = (width - 20) / columns
  const heightOf = (cells: string[][]) =>
    Math.max(...cells.map(([, value = '']) => paper.wrap(value, wide - 10, factStyle).length)) * 12.6 + 17
  const rows = Array.from({ length: Math.ceil(cells.length / columns) }, (_, row) =>
    cells.slice(row * columns, (row + 1) * columns),
  )
  paper.box(
    left,
    paper.y,
    width,
    rows.reduce((sum, row) => sum + heightOf(row), 14),
    { fill: wash },
  )
  paper.y += 7
  for (const row of rows) {
    row.forEach(([label, value], index) => {
      const x = left + 12 + index * wide
      paper.line(label, x, paper.y + 9, { size: 7.2, color: soft })
      paper.block(value, x, paper.y + 12.5, wide - 10, factStyle)
    })
    paper.y += heightOf(row)
  }
  paper.y += 7
  if (bill.title) paper.y = paper.block(words.subject(bill.title), left, paper.y + 12, width, { size: 9.5 })
  paper.y += 8
}

/** The head of a following page: whose, which, and that it is a copy. */
export function nextHead(setting: Setting): void {
  const { paper, bill, words } = setting
  const edge = mark(setting, paper.y, 7.6)
  paper.line(bill.seller.name, left, paper.y + 9, { size: 8.4, strong: true })
  const what = `${words[bill.kind]} ${words.number} ${bill.number}`
  paper.line(what, edge - 12, paper.y + 9, { size: 8.4, color: soft, align: 'right' })
  paper.y += 32
}

export function foot({ paper, bill, words, figures, options }: Setting): void {
  const { seller } = bill
  const pages = paper.doc.getPages()
  const legal = [
    seller.name,
    seller.legalForm,
    seller.registry,
    seller.vatNumber && `${words.vatNumber} ${seller.vatNumber}`,
  ]
    .filter(Boolean)
    .join(' · ')
  pages.forEach((page, index) => {
    paper.on(page)
    const top = bottom + 20
    paper.rule(top, hairline)
    paper.line(words.madeOn[bill.kind](figures.longDate(options.madeOn)), left, top + 14, { size: 7.4, color: ink })
    const [first = '', second] = paper.wrap(legal, width - 90, { size: 6.8 })
    paper.line(first, left, top + 26, { size: 6.8, color: soft })
    if (second) paper.line(second, left, Math.min(top + 35, pageHeight - 20), { size: 6.8, color: soft })
    const count = words.page(index + 1, pages.length)
    paper.line(count, right, top + 26, { size: 6.8, color: soft, align: 'right' })
  })
}
