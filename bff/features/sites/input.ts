/** What comes in with calls about sites. */
import { z } from 'zod'

/** A URL carries text where a batch carries a number. */
const limit = z.preprocess(
  (value) => (typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : value),
  z.int().min(1).max(200),
)

export const list = z.strictObject({
  /** Without NUL, which PostgreSQL cannot hold. */
  q: z
    .string()
    .max(100)
    .regex(/^[^\0]*$/, { error: 'not-text' })
    .exactOptional(),
  after: z.string().min(1).max(1000).exactOptional(),
  limit: limit.exactOptional(),
})
