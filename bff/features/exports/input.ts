/** What comes in with calls about exports. */
import { z } from 'zod'
import { cursor, limit } from '../../base/input.ts'

export const list = z.strictObject({
  kind: z.enum(['invoices', 'orders', 'interventions', 'equipment']).exactOptional(),
  state: z
    .array(z.enum(['waiting', 'running', 'done', 'refused', 'failed', 'cancelled']))
    .min(1)
    .max(6)
    .exactOptional(),
  order: z.enum(['asc', 'desc']).exactOptional(),
  after: cursor.exactOptional(),
  limit: limit.exactOptional(),
})

export const one = z.strictObject({ id: z.uuid() })
