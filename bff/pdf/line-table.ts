/** The lines of a bill as a table that runs over pages: its head repeats, and nothing is left alone at an edge. */
import { setImmediate as breath } from 'node:timers/promises'
import type { BillLine } from './bill.ts'
import type { Setting } from './letterhead.ts'
import { bottom, hairline, ink, left, margin, right, soft, width } from './paper.ts'

const columns = { quantity: right - 210, price: right - 122, rate: right - 78, amount: right }
const labelWidth = columns.quantity - 62 - left
const leading = 12.6
const padding = 4.5
const small = { size: 7.4, color: soft }

interface Row {
  line: BillLine
  label: string[]
  height: number
}

/**
 * `after` = height that must follow the last row on its page, so that the totals never stand alone. A long table lets
 * other requests through now and then.
 */
export async function lineTable(setting: Setting, after: number): Promise<void> {
  const { paper } = setting
  tableHead(setting)
  const outer = paper.onTurn
  paper.onTurn = () => {
    outer()
    tableHead(setting)
  }
  const rows: Row[] = []
  for (const line of setting.bill.lines) {
    rows.push(rowOf(setting, line))
    if (rows.length % 20 === 0) await breath()
  }
  const groups = groupsOf(rows)
  const room = bottom - margin - 60
  for (const [index, group] of groups.entries()) {
    const height = group.reduce((sum, row) => sum + row.height, 0)
    const wanted = height + (index === groups.length - 1 ? after : 0)
    if (wanted <= room) paper.need(wanted)
    else if (height <= room) paper.need(height)
    for (const row of group) drawRow(setting, row)
    if (index % 10 === 9) await breath()
  }
  paper.onTurn = outer
}

/** A title goes with the row that follows it, a subtotal with the row before it. */
function groupsOf(rows: Row[]): Row[][] {
  const groups: Row[][] = []
  for (const row of rows) {
    const last = groups.at(-1)
    const joins = last !== undefined && (last.at(-1)?.line.kind === 'title' || row.line.kind === 'subtotal')
    if (joins) last.push(row)
    else groups.push([row])
  }
  return groups
}

function rowOf({ paper }: Setting, line: BillLine): Row {
  const strong = line.kind === 'title' || line.kind === 'subtotal'
  const across = line.kind === 'title' || line.kind === 'comment'
  const wide = across ? width : line.kind === 'subtotal' ? width - 100 : labelWidth
  const label = paper.wrap(line.label, wide, { strong })
  const reference = line.kind === 'line' && (line.reference || line.unit) ? 10.4 : 0
  return { line, label, height: label.length * leading + reference + padding * 2 + (line.kind === 'title' ? 4 : 0) }
}

function tableHead({ paper, words }: Setting): void {
  const style = { ...small, strong: true }
  const last = (text: string, x: number, wide: number) => {
    const lines = paper.wrap(text, wide, style)
    lines.forEach((line, index) => {
      paper.line(line, x, paper.y + 9 + (index - lines.length + 2) * 9, { ...style, align: 'right' })
    })
  }
  paper.line(words.label, left, paper.y + 18, style)
  last(words.quantity, columns.quantity, 56)
  last(words.unitPrice, columns.price, 72)
  last(words.rate, columns.rate, 36)
  last(words.amount, columns.amount, 72)
  paper.y += 26
  paper.rule(paper.y, ink, 0.8)
}

function drawRow(setting: Setting, row: Row): void {
  const { paper, figures, words } = setting
  const { line } = row
  // Only a text longer than a page is still too high here; it breaks between its own lines.
  const whole = paper.y + row.height <= bottom
  if (line.kind === 'title') paper.y += 4
  paper.y += padding
  const first = paper.y + 9
  const strong = line.kind === 'title' || line.kind === 'subtotal'
  const color = line.kind === 'comment' ? soft : ink
  if (line.kind === 'line') {
    paper.line(figures.quantity(line.quantity), columns.quantity, first, { align: 'right', figures: true })
    paper.line(figures.price(line.unitPrice), columns.price, first, { align: 'right', figures: true })
    if (line.unit) {
      // One word of the vendor's: after “per” it needs no plural.
      const priced = line.unitPrice !== null
      const [unit = ''] = paper.wrap((priced ? words.per : words.unit)(line.unit), 84, small)
      paper.line(unit, priced ? columns.price : columns.quantity, first + 11.2, { ...small, align: 'right' })
    }
    paper.line(figures.rate(line.rate), columns.rate, first, { align: 'right', figures: true, color: soft })
  }
  if (line.kind === 'line' || line.kind === 'subtotal') {
    paper.line(figures.amount(line.amount), columns.amount, first, { align: 'right', strong, figures: true })
  }
  for (const text of row.label) {
    if (!whole) paper.need(leading)
    paper.line(text, left, paper.y + 9, { strong, color })
    paper.y += leading
  }
  if (line.kind === 'line' && (line.reference || line.unit)) {
    paper.line(line.reference ?? '', left, paper.y + 7.6, small)
    paper.y += 10.4
  }
  paper.y += padding
  paper.rule(paper.y, hairline)
}
