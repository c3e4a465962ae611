/** What comes in with calls about invoices. Shapes and limits only; rights are decided in the endpoints. */
import { z } from 'zod'
import { cursor, date, id, limit, search } from '../../base/input.ts'

/** At most 12 digits before the point, as the widest amount column; an exponent or a thousands mark is refused. */
const amount = z.string().regex(/^-?\d{1,12}(?:\.\d{1,2})?$/, { error: 'not-an-amount' })

const states = z
  .array(z.enum(['open', 'partly_paid', 'overdue', 'paid', 'cancelled']))
  .min(1)
  .max(5)

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
