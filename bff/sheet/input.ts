/** What comes in when a list is asked to leave as a file. */
import { z } from 'zod'

/** @param query the list's own filters and order, without its page */
export const exported = <Q extends z.ZodType>(query: Q) =>
  z.strictObject({
    key: z.uuid(),
    format: z.enum(['xlsx', 'xls', 'csv']),
    language: z.enum(['fr', 'en']).exactOptional(),
    query: query.exactOptional(),
  })
