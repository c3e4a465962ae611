/** What comes in with calls about orders and the cart. Shapes and limits only; rights are decided in the endpoints. */
import { z } from 'zod'
import { cursor, date, id, limit, search } from '../../base/input.ts'

const state = z.enum([
  'open',
  'received',
  'confirmed',
  'preparing',
  'partly_delivered',
  'delivered',
  'cancelled',
  'refused',
])

export const list = z.strictObject({
  q: search.exactOptional(),
  from: date.exactOptional(),
  to: date.exactOptional(),
  state: z.array(state).min(1).max(8).exactOptional(),
  site: id.exactOptional(),
  equipment: id.exactOptional(),
  sort: z.enum(['ordered', 'expected', 'number', 'total']).exactOptional(),
  order: z.enum(['asc', 'desc']).exactOptional(),
  after: cursor.exactOptional(),
  limit: limit.exactOptional(),
})

export const one = z.strictObject({ id })

/** A quantity is judged by the article's rule, which says why. */
const lines = z
  .array(
    z.strictObject({
      articleId: id,
      quantity: z.string().min(1).max(40),
      options: z.array(id).max(50).exactOptional(),
      equipmentId: id.exactOptional(),
    }),
  )
  .max(100)

export const quote = z.strictObject({ lines })

export const byCode = z.strictObject({ code: search.refine((text) => /[\p{L}\p{N}]/u.test(text)) })

/** Neither NUL nor half a character, which PostgreSQL cannot hold. */
const text = (most: number) =>
  z
    .string()
    .max(most)
    .trim()
    .min(1)
    .refine((value) => !value.includes('\0') && value.isWellFormed(), { error: 'not-text' })

const decimal = z.string().regex(/^\d{1,15}(?:\.\d{1,4})?$/)

const seenLine = z.strictObject({
  unitPrice: decimal,
  amount: decimal,
  taxRate: z
    .string()
    .regex(/^\d{1,3}(?:\.\d{1,12})?$/)
    .nullable(),
  supply: z.enum(['in_stock', 'partly', 'out_of_stock']).nullable(),
})

export const order = z
  .strictObject({
    key: z.uuid(),
    lines: lines.min(1),
    siteId: id.exactOptional(),
    billingSiteId: id.exactOptional(),
    reference: text(64).exactOptional(),
    comment: text(2_000).exactOptional(),
    seen: z.strictObject({
      lines: z.array(seenLine).max(100),
      exclTax: decimal,
      inclTax: decimal.nullable(),
    }),
  })
  .refine((body) => body.seen.lines.length === body.lines.length, { path: ['seen', 'lines'], error: 'not-as-many' })
