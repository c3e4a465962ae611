/** What comes in with calls about sites. */
import { z } from 'zod'

export const list = z.strictObject({
  /** Without NUL, which PostgreSQL cannot hold. */
  q: z
    .string()
    .max(100)
    .regex(/^[^\0]*$/, { error: 'not-text' })
    .exactOptional(),
  after: z.string().min(1).max(1000).exactOptional(),
  limit: z.int().min(1).max(200).exactOptional(),
})
