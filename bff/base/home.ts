/** What a vendor puts on a portal's dashboard: a title, a text, quick actions. Data of the portal, not of the code. */
import { z } from 'zod'

const words = z.strictObject({ fr: z.string().min(1).max(400), en: z.string().min(1).max(400) })

const place = z.union([
  z.strictObject({
    widget: z.enum(['invoices', 'orders', 'interventions', 'fleet', 'catalogue', 'cart', 'request']),
    route: z.string().regex(/^\//).max(400),
  }),
  z.strictObject({
    href: z
      .string()
      .regex(/^(https:\/\/|\/(?!\/)|tel:|mailto:)/)
      .max(400),
  }),
])

const action = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  label: words,
  text: words.nullable().default(null),
  icon: z.enum(['request', 'order', 'cart', 'invoice', 'machine', 'intervention', 'phone', 'document']),
  colour: z.enum(['accent', 'info', 'success', 'warning', 'danger']).default('accent'),
  place,
})

export const homeForm = z.strictObject({
  title: words.nullable().default(null),
  text: words.nullable().default(null),
  /** Null = the usual ones. */
  actions: z.array(action).max(12).nullable().default(null),
})

export type PortalHome = z.infer<typeof homeForm>

/** What is stored may come from another version: what does not fit is as if it were not set. */
export function readHome(stored: unknown): PortalHome {
  const read = homeForm.safeParse(stored)
  return read.success ? read.data : { title: null, text: null, actions: null }
}
