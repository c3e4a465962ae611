/** What comes in with calls about files that customers join. */
import { z } from 'zod'
import { uploadLimits } from '../../files/uploads-kinds.ts'

export const announced = z.strictObject({
  /** As the person knows it; kept as text only, never as a path. */
  fileName: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}/\\]*$/u, { error: 'not-a-name' }),
  mediaType: z.enum(['image/jpeg', 'image/png', 'image/webp', 'application/pdf']),
  size: z.int().min(1).max(uploadLimits.size),
})

export const one = z.strictObject({ id: z.uuid() })
