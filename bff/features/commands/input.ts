/** What comes in with calls about commands. */
import { z } from 'zod'
import { cursor, id, limit } from '../../base/input.ts'

export const one = z.strictObject({ id })

export const list = z.strictObject({
  function: z.enum(['create_request', 'reply', 'place_order']).exactOptional(),
  state: z
    .array(z.enum(['received', 'delivered', 'refused', 'failed']))
    .min(1)
    .max(4)
    .exactOptional(),
  after: cursor.exactOptional(),
  limit: limit.exactOptional(),
})
