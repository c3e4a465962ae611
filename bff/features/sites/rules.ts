/** What is true of a page of sites. Pure. */
import { type Cursor, notACursor } from '../../base/page.ts'
import type { Site } from './api.ts'

/** A cursor comes from outside: both its values must be text that a database can hold. @throws Problem `input-invalid` */
export function startOf(cursor: Cursor): Cursor {
  if (cursor.values.every((value) => value !== null && !value.includes('\0'))) return cursor
  throw notACursor()
}

export function siteOf(row: {
  id: string
  name: string
  street: string | null
  postal_code: string | null
  city: string | null
}): Site {
  return { id: row.id, name: row.name, street: row.street, postalCode: row.postal_code, city: row.city }
}
