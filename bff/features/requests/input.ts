/** What comes in with requests for an intervention. Shapes and limits only; rights and ids are decided in the endpoints. */
import { z } from 'zod'
import { date, id } from '../../base/input.ts'
import { uploadLimits } from '../../files/uploads-kinds.ts'

/** Without NUL, which PostgreSQL cannot hold; something must be left when blanks are taken away. */
const text = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\0]*$/, { error: 'not-text' })

export const form = z.strictObject({ equipment: id.exactOptional() })

export const request = z.strictObject({
  key: z.uuid(),
  natureId: id.exactOptional(),
  equipmentId: id.exactOptional(),
  serialNumber: text(60).exactOptional(),
  siteId: id.exactOptional(),
  urgent: z.boolean(),
  description: text(5000),
  address: text(500).exactOptional(),
  contact: z.strictObject({ name: text(120), phone: text(40).exactOptional() }).exactOptional(),
  replyTo: z.email().max(254).exactOptional(),
  wish: z
    .strictObject({
      on: date,
      at: z
        .string()
        .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, { error: 'not-a-time' })
        .exactOptional(),
      firm: z.boolean().exactOptional(),
    })
    .exactOptional(),
  uploads: z.array(z.uuid()).max(uploadLimits.files).exactOptional(),
})
