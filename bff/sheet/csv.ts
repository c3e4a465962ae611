/**
 * CSV for the spreadsheet programs of both languages (RFC 4180, UTF-8 with its mark). French Excel takes `;` between
 * fields and a comma in numbers, English Excel `,` and a point.
 */
import type { Cell, Layout } from './cells.ts'

const marks = { fr: { between: ';', decimal: ',' }, en: { between: ',', decimal: '.' } } as const

/** What spreadsheet programs would run instead of show. */
const formula = /^[=+\-@\t\r]/

const number = /^-?\d+(?:\.\d+)?$/

const quoted = (text: string): string => (/[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Text of somebody's making: never a formula, whatever it begins with. */
export const csvText = (text: string): string => quoted(formula.test(text) ? `'${text}` : text)

export function csvOf(rows: readonly (readonly Cell[])[], { language, headings }: Layout): string {
  const { between, decimal } = marks[language]
  const cell = (value: Cell, at: number): string => {
    if (value === null) return ''
    const kind = headings[at]?.kind
    if ((kind === 'money' || kind === 'integer') && number.test(value)) return value.replace('.', decimal)
    return csvText(value)
  }
  return rows.map((row) => `${row.map(cell).join(between)}\r\n`).join('')
}

export const csvHead = (layout: Layout): string =>
  `\ufeff${layout.headings.map(({ title }) => csvText(title)).join(marks[layout.language].between)}\r\n`
