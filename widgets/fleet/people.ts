/** The people named on a machine, with what reaches them. */
import { html, nothing, type TemplateResult } from 'lit'
import type { EquipmentContact, EquipmentSheet } from '../../bff/api.ts'
import { heading } from '../parts/heading.ts'
import type { Face } from './face.ts'

const kinds = ['user', 'service', 'contract'] as const

export function people({ contacts }: EquipmentSheet, { t, level }: Face): TemplateResult | typeof nothing {
  const named = kinds.flatMap((kind) => (contacts?.[kind] ? [[kind, contacts[kind]] as const] : []))
  if (named.length === 0) return nothing
  return html`<section aria-labelledby="detail-people" part="sheet-contacts">
    ${heading(level + 2, t.contacts, 'detail-people', 'part-title')}
    <dl class="facts">
      ${named.map(([kind, contact]) => html`<div><dt>${t.contactFor[kind]}</dt><dd>${person(contact)}</dd></div>`)}
    </dl>
  </section>`
}

const plainPhone = (phone: string) => phone.replace(/[^\d+]/g, '')

function person({ name, role, email, phone }: EquipmentContact): TemplateResult {
  return html`<span>${name}</span>
    ${role ? html`<span class="second">${role}</span>` : nothing}
    ${phone ? html`<a class="reach" href="tel:${plainPhone(phone)}">${phone}</a>` : nothing}
    ${email ? html`<a class="reach" href="mailto:${email}">${email}</a>` : nothing}`
}
