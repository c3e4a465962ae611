/** What comes in with calls about interventions. Shapes and limits only; rights are decided in the endpoints. */
import { z } from 'zod'
import { cursor, date, id, limit, search } from '../../base/input.ts'

const states = z
  .array(z.enum(['open', 'received', 'planned', 'in_progress', 'waiting', 'done', 'cancelled', 'refused']))
  .min(1)
  .max(8)

export const list = z.strictObject({
  q: search.exactOptional(),
  from: date.exactOptional(),
  to: date.exactOptional(),
  state: states.exactOptional(),
  site: id.exactOptional(),
  equipment: id.exactOptional(),
  nature: id.exactOptional(),
  urgent: z.boolean().exactOptional(),
  sort: z.enum(['requested', 'planned', 'number']).exactOptional(),
  order: z.enum(['asc', 'desc']).exactOptional(),
  after: cursor.exactOptional(),
  limit: limit.exactOptional(),
})

export const one = z.strictObject({ id })

/** Neither NUL nor half a character, which PostgreSQL cannot hold. */
const text = z
  .string()
  .max(5_000)
  .trim()
  .min(1)
  .refine((value) => !value.includes('\0') && value.isWellFormed(), { error: 'not-text' })

export const reply = z.strictObject({
  key: z.uuid(),
  body: text,
  uploads: z.array(z.uuid()).max(5).exactOptional(),
})
