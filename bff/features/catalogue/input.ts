/** What comes in with calls about the catalogue. Shapes and limits only; rights are decided in the endpoints. */
import { z } from 'zod'
import { cursor, id, limit, search } from '../../base/input.ts'

const brand = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\0]*$/, { error: 'not-text' })

export const list = z.strictObject({
  q: search.exactOptional(),
  family: id.exactOptional(),
  brand: z.array(brand).min(1).max(20).exactOptional(),
  compatible: id.exactOptional(),
  equipment: id.exactOptional(),
  ordered: z.boolean().exactOptional(),
  inStock: z.boolean().exactOptional(),
  sort: z.enum(['name', 'code', 'price', 'match']).exactOptional(),
  order: z.enum(['asc', 'desc']).exactOptional(),
  after: cursor.exactOptional(),
  limit: limit.exactOptional(),
})

export const one = z.strictObject({ id })

/** A quantity is judged by the article's rule, which says why. */
export const price = z.strictObject({ quantity: z.string().max(40), options: z.array(id).max(50).exactOptional() })
