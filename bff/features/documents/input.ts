/** What comes in with calls about documents. */
import { z } from 'zod'
import { id } from '../../base/input.ts'

export const one = z.strictObject({ id })

export const ticket = z.strictObject({})
