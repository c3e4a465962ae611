/** What comes in at the ways in. Lengths are bounds of effort, not rules about passwords. */
import { z } from 'zod'
import { loginOf, longestLogin } from '../../base/login.ts'

export const signIn = z.strictObject({
  login: z
    .string()
    .min(1)
    .max(longestLogin)
    .refine((typed) => loginOf(typed) !== undefined),
  password: z.string().min(1).max(512),
  remember: z.boolean().exactOptional(),
})

export const code = z.strictObject({ code: z.string().min(1).max(100) })

/** An assertion has five short claims; what is longer is none. */
export const handOff = z.strictObject({ token: z.string().min(1).max(4096) })

export const passwordLink = z.strictObject({
  token: z.string().min(1).max(100),
  password: z.string().min(1).max(512),
})

export const customer = z.strictObject({ customer: z.string().min(1).max(100) })

export const language = z.strictObject({ language: z.enum(['fr', 'en']) })
