/** What comes in with calls about machines. Shapes and limits only; rights are decided in the endpoints. */
import { z } from 'zod'
import { cursor, id, limit, search } from '../../base/input.ts'

export const list = z.strictObject({
  q: search.exactOptional(),
  site: id.exactOptional(),
  family: id.exactOptional(),
  article: id.exactOptional(),
  state: z
    .array(z.enum(['in_service', 'out_of_service', 'removed']))
    .min(1)
    .max(3)
    .exactOptional(),
  work: z.enum(['interventions', 'orders']).exactOptional(),
  sort: z.enum(['label', 'installed', 'site']).exactOptional(),
  order: z.enum(['asc', 'desc']).exactOptional(),
  after: cursor.exactOptional(),
  limit: limit.exactOptional(),
})

export const one = z.strictObject({ id })
