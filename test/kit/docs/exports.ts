/** docs/exports.md from the columns of the lists that leave as files. */
import { delicateRows } from '../../../bff/sheet/begin.ts'
import { workbookRows } from '../../../bff/sheet/workbook-limits.ts'
import type { CellKind } from '../../../bff/sheet/source.ts'
import { sheets } from '../../../bff/sheets.ts'

const kinds: Record<CellKind, string> = {
  text: 'text',
  word: 'text, one of a closed list',
  date: 'date',
  instant: 'date and time',
  money: 'amount, 2 decimals',
  integer: 'whole number',
}

const cell = (text: string) => text.replaceAll('|', '\\|')
const number = (n: number) => n.toLocaleString('en')

export function exportsPage(): string {
  const sections = Object.values(sheets).flatMap((source) => [
    `## ${source.name.en} (${source.name.fr})`,
    '',
    `Begun by \`POST /${source.kind}/exports\`. Needs the rights \`${source.needs}\` and \`${source.reads}\`, and the feature \`${source.feature}\`. File: \`${source.name.en.toLowerCase()}-2026-11-21.xlsx\` (\`${source.name.fr.toLowerCase()}-…\` in French).`,
    '',
    '| French | English | kind | meaning | only with |',
    '|---|---|---|---|---|',
    ...source.columns.map(({ heading, kind, meaning, right }) => {
      const only = right === undefined ? '' : `\`${right}\``
      return `| ${cell(heading.fr)} | ${cell(heading.en)} | ${kinds[kind]} | ${cell(meaning)} | ${only} |`
    }),
    '',
  ])
  return [
    '# Lists as files',
    '',
    'Invoices, orders, interventions and the fleet leave as Excel (`xlsx`), Excel 97–2003 (`xls`) or CSV: the list as it is filtered and sorted, every row of it, each list by a right of its own. Columns keep their order and their headings; new ones are added at the end. This page is generated from the columns themselves.',
    '',
    '- **What is in it** is what the session sees: rows pass through the same guards as the list, page by page, and a column that needs a right is not there without it. A right that is lost, a session that ends or a switch to another customer ends an export that is under way, and hides a file that is finished.',
    `- **Size.** CSV takes any number of rows; \`xlsx\` at most ${number(workbookRows.xlsx)}, \`xls\` at most ${number(workbookRows.xls)}: beyond, the answer is \`too-many-rows\` and the widget offers CSV. Beyond ${number(delicateRows)} rows the person shows once more who it is (\`step-up-required\`: the widget asks in place and goes on); a portal code, which can show nothing, gets no more than that at a time (\`account-required\`).`,
    '- **How.** `POST …/exports` with a key, the format and the query of the list answers with an export; `GET /exports/:id` tells how far it is; `POST /exports/:id/ticket` gives a one-use address for the file; `DELETE /exports/:id` stops it or gives the file up. Of one person one export is made at a time, five may wait, a hundred a day. A file is kept for 24 hours.',
    '- **Rows that change meanwhile** may stand as they were before or after the change: every page of 500 rows is read for itself, in the list’s order, and no row comes twice unless its place in the order has changed.',
    '- **CSV** is UTF-8 with its mark, RFC 4180 with CRLF. In French `;` stands between fields and a comma in numbers, in English `,` and a point. Days are `2026-11-21`, instants `2026-11-21 10:05`. Text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return gets an apostrophe before it, so that no spreadsheet program runs it.',
    '- **Workbooks** have one sheet with typed cells: numbers are numbers, days and instants are dates, and text is text, never a formula. Instants are as the clock at the vendor’s showed them. A text is cut at 32,767 characters, an amount of more than 15 digits stays text. `xlsx` has a heading that stays in sight, a filter and column widths; `xls` cannot carry a bold heading or one that stays in sight.',
    '',
    ...sections,
  ].join('\n')
}
