/** What comes in at the ways in. Lengths are bounds of effort, not rules about passwords. */
import { z } from 'zod'

export const signIn = z.strictObject({
  /** Without NUL, which PostgreSQL cannot hold. */
  login: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[^\0]*$/),
  password: z.string().min(1).max(512),
  remember: z.boolean().exactOptional(),
})

export const code = z.strictObject({ code: z.string().min(1).max(100) })

export const passwordLink = z.strictObject({
  token: z.string().min(1).max(100),
  password: z.string().min(1).max(512),
})

export const customer = z.strictObject({ customer: z.string().min(1).max(100) })

export const language = z.strictObject({ language: z.enum(['fr', 'en']) })
