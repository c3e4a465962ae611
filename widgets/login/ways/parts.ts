/** What several ways draw. */
import { html, nothing, type TemplateResult } from 'lit'
import { heading, messages, quiet } from '../face.ts'
import type { WayFace } from '../way.ts'

/** When a message does not come: where to look, and whom to ask, because not everybody has an address on file. */
export function help({ t, portal }: WayFace, sent = false): TemplateResult {
  const { name, branding: { phone, email } = {} } = portal ?? {}
  if (!phone && !email && !sent) return html`${nothing}`
  return html`<div class="help" part="help">
    ${sent ? html`<p>${t.spam}</p>` : nothing} ${phone || email ? html`<p>${t.help(name ?? '')}</p>` : nothing}
    ${phone ? html`<p><a href="tel:${phone.replace(/[^+\d]/g, '')}">${t.call(phone)}</a></p>` : nothing}
    ${email ? html`<p><a href="mailto:${email}">${t.write(email)}</a></p>` : nothing}
  </div>`
}

export const lead = (text: string): TemplateResult => html`<p class="lead">${text}</p>`

/** A face without a field: what has been done, what comes next. */
export const told = (face: WayFace, title: string, text: string, inside: unknown): TemplateResult =>
  html`<div class="form" part="form">${heading(face, title)} ${messages(face)} ${lead(text)} ${inside}</div>`

/** Back to the first face; absent where the way stands alone. */
export const backButton = ({ t, portal }: WayFace, back: () => void): unknown =>
  portal?.signIn.password === false ? nothing : quiet(t.back, back)
