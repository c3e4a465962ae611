/** Rows for people (aligned columns) or for programs (`--json`). */

export type Row = Readonly<Record<string, string | readonly string[] | boolean | null>>

const show = (value: Row[string]): string =>
  value === null
    ? '–'
    : typeof value === 'boolean'
      ? value
        ? 'yes'
        : 'no'
      : typeof value === 'string'
        ? value
        : value.join(', ')

export function tableOf(rows: readonly Row[]): string {
  const [first] = rows
  if (!first) return ''
  const names = Object.keys(first)
  const cells = [names, ...rows.map((row) => names.map((name) => show(row[name] ?? null)))]
  const widths = names.map((_, at) => Math.max(...cells.map((line) => line[at]?.length ?? 0)))
  return cells
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

export function printRows(out: (text: string) => void, rows: readonly Row[], json: boolean, none: string): void {
  if (json) out(`${JSON.stringify(rows, null, 2)}\n`)
  else out(rows.length > 0 ? `${tableOf(rows)}\n` : `${none}\n`)
}
