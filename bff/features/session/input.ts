/** What comes in at the ways in. Lengths are bounds of effort, not rules about passwords. */
import { z } from 'zod'
import { cursor, limit } from '../../base/input.ts'
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

/** A login, an e-mail address or a telephone number, as somebody types it. */
const identifier = z
  .string()
  .min(1)
  .max(longestLogin)
  .refine((typed) => loginOf(typed) !== undefined)

/** A line of text without controls, and with something in it. */
const line = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .refine((typed) => typed.trim() !== '' && !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(typed))

const channel = z.enum(['mail', 'sms'])
const token = z.string().min(1).max(100)
const newPassword = z.string().min(1).max(512)
const answer = z.strictObject({ challenge: token, code: z.string().min(1).max(20) })
const shown = { code: z.string().min(1).max(100), customer: line(60).exactOptional() }

export const oneTimeCode = z.strictObject({ identifier, channel: channel.exactOptional() })
export const oneTimeAnswer = answer
export const passwordReset = z.strictObject({ login: identifier })

export const shownCode = z.strictObject(shown)
export const codeProof = z.strictObject({ ...shown, channel: channel.exactOptional() })
export const code = z.strictObject({ ...shown, proof: answer.exactOptional() })
export const renewal = z.strictObject({ code: z.string().min(1).max(100) })

export const link = z.strictObject({ token })

export const registration = z.strictObject({
  customerCode: line(60),
  invoiceNumber: line(60),
  name: line(120),
  email: z.email().max(longestLogin),
  language: z.enum(['fr', 'en']).exactOptional(),
})

export const passwordChange = z.strictObject({
  current: z.string().min(1).max(512).exactOptional(),
  password: newPassword,
})
export const emailChange = z.strictObject({ email: z.email().max(longestLogin) })
export const stepUpCode = z.strictObject({ channel: channel.exactOptional() })
export const stepUp = z.strictObject({
  password: z.string().min(1).max(512).exactOptional(),
  challenge: token.exactOptional(),
  code: z.string().min(1).max(20).exactOptional(),
})

export const sessionList = z.strictObject({ limit: limit.exactOptional(), after: cursor.exactOptional() })
export const sessionId = z.strictObject({ id: z.string().regex(/^[0-9a-f]{16}$/) })
export const sessionsEnd = z.strictObject({ all: z.boolean().exactOptional() })

export const passwordLink = z.strictObject({ token, password: newPassword })

/** An assertion has five short claims; what is longer is none. */
export const handOff = z.strictObject({ token: z.string().min(1).max(4096) })

export const customer = z.strictObject({ customer: z.string().min(1).max(100) })

export const language = z.strictObject({ language: z.enum(['fr', 'en']) })
