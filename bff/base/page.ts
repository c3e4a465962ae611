/** Keyset pages: an opaque cursor that carries the sort it was made for and the last row's key. */
import { Problem } from './problem.ts'

export interface Cursor {
  /** Sort name and direction, e.g. `issued desc`: a cursor of another sort is refused. */
  sort: string
  /** Values of the sort columns and the tie-breaking id of the last row, in order; null sorts last. */
  values: (string | null)[]
}

/** A cursor comes from outside. */
export const notACursor = () => new Problem('input-invalid', { fields: { 'query.after': 'not-a-cursor' } })

export interface Page<Row> {
  rows: Row[]
  /** Null = these were the last. */
  next: string | null
}

/** @param found one row more than the page, when another follows */
export function pageOf<Row>(found: readonly Row[], limit: number, cursorAt: (row: Row) => string): Page<Row> {
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return { rows, next: last && found.length > limit ? cursorAt(last) : null }
}

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.sort, ...cursor.values])).toString('base64url')
}

/** @throws Problem `input-invalid` when the text is not a cursor, or is one of another sort or width. */
export function decodeCursor(text: string, sort: string, width: number): Cursor {
  let parsed: unknown
  try {
    parsed = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    throw notACursor()
  }
  if (!Array.isArray(parsed) || parsed.length !== width + 1 || parsed[0] !== sort) throw notACursor()
  const values = parsed.slice(1)
  if (!values.every((v): v is string | null => v === null || (typeof v === 'string' && v.length <= 200)))
    throw notACursor()
  return { sort, values }
}
