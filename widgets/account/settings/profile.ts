/** Who is signed in, and what he may do, in words. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Right } from '../../../bff/api.ts'
import { iconCheck } from '../../parts/icons.ts'
import { type Office, part } from './part.ts'

export function profilePart({ t, view, language }: Office): TemplateResult {
  const { name, login, email, phone, customer, profile, sites, intervention, rights } = view
  const facts: [string, string | null][] = [
    [t.fullName, name],
    [t.loginName, login],
    [t.mail, email],
    [t.phone, phone && t.phoneEnds(phone.replace(/\D/g, ''))],
    [t.customer, customer.name],
    [t.profile, profile.name[language]],
    [t.sites, sites && sites.map((site) => site.name).join(', ')],
    [t.intervention, intervention],
  ]
  // In the order of the words: what belongs together stands together.
  const allowed = (Object.keys(t.rights) as Right[]).filter((right) => rights.includes(right))
  return part(
    'me',
    t.me,
    html`<dl class="settings-facts">
        ${facts.map(([label, value]) => (value ? html`<div><dt>${label}</dt><dd>${value}</dd></div>` : nothing))}
      </dl>
      <p class="settings-label" id="may">${t.may}</p>
      ${
        allowed.length > 0
          ? html`<ul class="rights" aria-labelledby="may">
              ${allowed.map((right) => html`<li>${iconCheck}<span>${t.rights[right]}</span></li>`)}
            </ul>`
          : html`<p class="muted">${t.mayNothing}</p>`
      }`,
  )
}
