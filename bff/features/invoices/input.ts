/** What comes in with calls about invoices. Shapes and limits only; rights are decided in the endpoints. */
import { z } from 'zod'

/** An id of any native SQL type, as text. Its form is judged by the database: a malformed one is not found. */
export const id = z.string().min(1).max(100)

/** A day of the calendar. PostgreSQL has no year 0. */
const date = z.iso.date().refine((day) => day >= '0001')

/** At most 12 digits before the point, as the widest amount column; an exponent or a thousands mark is refused. */
const amount = z.string().regex(/^-?\d{1,12}(?:\.\d{1,2})?$/, { error: 'not-an-amount' })

const states = z
  .array(z.enum(['open', 'partly_paid', 'overdue', 'paid', 'cancelled']))
  .min(1)
  .max(5)

export const limit = z.int().min(1).max(100)

export const cursor = z.string().min(1).max(1000)

/** Without NUL, which PostgreSQL cannot hold. */
export const search = z
  .string()
  .max(100)
  .regex(/^[^\0]*$/, { error: 'not-text' })

export const list = z.strictObject({
  q: search.exactOptional(),
  from: date.exactOptional(),
  to: date.exactOptional(),
  state: states.exactOptional(),
  kind: z.enum(['invoice', 'credit_note']).exactOptional(),
  site: id.exactOptional(),
  min: amount.exactOptional(),
  max: amount.exactOptional(),
  sort: z.enum(['issued', 'due', 'number', 'total', 'remaining']).exactOptional(),
  order: z.enum(['asc', 'desc']).exactOptional(),
  after: cursor.exactOptional(),
  limit: limit.exactOptional(),
})

export const one = z.strictObject({ id })

export const ticket = z.strictObject({ language: z.enum(['fr', 'en']).exactOptional() })
