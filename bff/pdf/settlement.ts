/** After the lines: VAT per rate beside the totals, then due dates beside payments, then the mentions. */
import { fromUnits, toUnits } from '../base/money.ts'
import type { Setting } from './letterhead.ts'
import { hairline, ink, left, right, soft, wash, width } from './paper.ts'

const gap = 32
const half = (width - gap) / 2
const row = 15

/** What the totals take, so that the table can keep its last row beside them. */
export function totalsHeight({ bill }: Setting): number {
  return 28 + row * Math.max(bill.taxes.length + 1, 4) + 40
}

export function totals(setting: Setting): void {
  const { paper, bill, words, figures } = setting
  paper.need(totalsHeight(setting))
  paper.y += 18
  const top = paper.y
  const taxesEnd = taxTable(setting, top)

  const x = left + half + gap
  let y = top
  const sum = (label: string, amount: string | null, strong = false) => {
    if (amount === null) return
    paper.line(label, x, y + 10, { strong, color: strong ? ink : soft })
    paper.line(figures.money(amount), right - 10, y + 10, { strong, figures: true, align: 'right' })
    y += row
  }
  sum(words.totalExclTax, bill.totalExclTax)
  sum(words.totalTax, bill.totalTax)
  paper.box(x - 10, y + 1, half + 10, 22, { fill: wash })
  paper.line(words.totalInclTax, x, y + 16, { size: 10.5, strong: true })
  paper.line(figures.money(bill.totalInclTax), right - 10, y + 16, {
    size: 10.5,
    strong: true,
    figures: true,
    align: 'right',
  })
  y += 28
  const { paid, left: rest } = balanceOf(bill.totalInclTax, bill.remaining)
  if (paid !== null && !bill.cancelled) sum(words.paid, paid)
  if (rest !== null && !bill.cancelled) sum(rest.startsWith('-') ? words.credit : words.remaining, bare(rest), true)
  paper.y = Math.max(taxesEnd, y) + 6
}

/** What has been settled, when it is something, and what remains. */
function balanceOf(total: string | null, remaining: string | null) {
  if (total === null || remaining === null) return { paid: null, left: remaining }
  const settled = toUnits(total, 2) - toUnits(remaining, 2)
  return { paid: settled === 0n ? null : bare(fromUnits(settled, 2)), left: remaining }
}

/** The words say whose it is; a minus would say it twice. */
function bare(amount: string): string {
  return amount.replace(/^-/, '')
}

function taxTable({ paper, bill, words, figures }: Setting, top: number): number {
  const style = { size: 7.4, strong: true, color: soft }
  const [base, tax] = [left + half - 84, left + half - 8]
  paper.line(words.taxes, left, top + 9, style)
  paper.line(words.base, base, top + 9, { ...style, align: 'right' })
  paper.line(words.tax, tax, top + 9, { ...style, align: 'right' })
  paper.rule(top + row, hairline, 0.6, left, tax)
  let y = top + row
  for (const { rate, label, base: of, amount } of bill.taxes) {
    const name = label ?? (rate === null ? words.noTax : figures.rate(rate))
    const [first = ''] = paper.wrap(name, base - left - 62)
    paper.line(first, left, y + 11.5)
    paper.line(figures.amount(of), base, y + 11.5, { figures: true, align: 'right' })
    paper.line(figures.amount(amount), tax, y + 11.5, { figures: true, align: 'right' })
    y += row
  }
  return y + 4
}

export function settlement(setting: Setting): void {
  const { paper, bill, words, figures } = setting
  if (bill.cancelled) return
  const dues = bill.dues.map((due) => [
    figures.date(due.dueOn) + (due.settled ? ` (${words.settled})` : ''),
    figures.money(due.amount),
  ])
  const payments = bill.payments.map((payment) => [
    [figures.date(payment.paidOn), payment.method].filter(Boolean).join(' · '),
    figures.money(payment.amount),
  ])
  if (payments.length === 0 && bill.kind === 'invoice') payments.push([words.noPayments, ''])
  if (dues.length === 0 && payments.length === 0) return
  const rows = Math.max(dues.length, payments.length)
  // A plan of very many instalments is told row by row over pages.
  paper.need(Math.min(34 + rows * row, 400))
  paper.y += 14
  if (dues.length > 0) paper.line(words.dues, left, paper.y + 9, { size: 7.4, strong: true, color: soft })
  const x = left + half + gap
  if (payments.length > 0) paper.line(words.payments, x, paper.y + 9, { size: 7.4, strong: true, color: soft })
  paper.y += row
  for (let index = 0; index < rows; index++) {
    paper.need(row)
    const [due, payment] = [dues[index], payments[index]]
    if (due) pair(setting, due, left, left + half - 8)
    if (payment) pair(setting, payment, x, right - 10)
    paper.y += row
  }
}

function pair({ paper }: Setting, [label = '', amount = '']: string[], x: number, edge: number): void {
  const [first = ''] = paper.wrap(label, edge - x - paper.widthOf(amount) - 8)
  paper.line(first, x, paper.y + 10, { color: soft })
  paper.line(amount, edge, paper.y + 10, { figures: true, align: 'right' })
}

/** What the law wants said, and how to pay. */
export function mentions(setting: Setting): void {
  const { paper, bill, words, figures } = setting
  const { seller } = bill
  const bank = [seller.iban && `IBAN ${seller.iban.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1\u00a0')}`]
  if (seller.bic) bank.push(`BIC ${seller.bic}`)
  const categories = new Set(bill.lines.map((line) => line.category))
  const vat = [
    bill.vatOnDebits && words.debits,
    categories.has('AE') && `${words.reverseCharge}.`,
    categories.has('K') && `${words.intraCommunity}.`,
    categories.has('G') && `${words.exportation}.`,
  ].filter((text): text is string => typeof text === 'string')
  const forty = figures.money('40.00').replace(/[.,]00/, '')
  const late = [seller.latePenalty, bill.buyer.kind === 'company' ? words.recovery(forty) : null].filter(Boolean)
  const isInvoice = bill.kind === 'invoice'
  const entries: [string, string][] = [
    [words.terms, isInvoice ? (bill.paymentTerms ?? '') : ''],
    [words.bank, isInvoice && seller.iban ? bank.filter(Boolean).join(' · ') : ''],
    [words.penalty, isInvoice ? late.join(' ') : ''],
    [words.discount, isInvoice ? (seller.earlyDiscount ?? '') : ''],
    [words.vatMention, vat.join(' ')],
  ]
  const shown = entries.filter(([, text]) => text !== '')
  if (shown.length === 0) return
  const label = 112
  const style = { size: 7.8, leading: 11.2 }
  const heights = shown.map(([, text]) => paper.wrap(text, width - label, style).length * style.leading + 3)
  paper.need(heights.reduce((sum, height) => sum + height, 26))
  paper.y += 14
  paper.rule(paper.y)
  paper.y += 9
  for (const [title, text] of shown) {
    paper.line(title, left, paper.y + 7.8, { size: 7.8, color: soft })
    paper.y = paper.block(text, left + label, paper.y, width - label, style) + 3
  }
}
