/** What the account menu shows once it is open. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Language, PortalView, SessionView } from '../../bff/api.ts'
import { button } from '../parts/button.ts'
import { textField } from '../parts/field.ts'
import { iconCheck, iconLock, iconSignOut } from '../parts/icons.ts'
import { notice } from '../parts/notice.ts'
import { findCompanies, initials, manyCompanies } from './model.ts'
import type { Strings } from './strings/fr.ts'

export interface Panel {
  t: Strings
  language: Language
  session: SessionView
  portal: PortalView | null
  stored: boolean
  /** The customer being switched to. */
  switching: string | null
  alert: string | undefined
  search: string
  onSearch: (text: string) => void
  onSwitch: (id: string) => void
  onLanguage: (language: Language) => void
  onSignOut: () => void
  /** The sheet is being fetched. */
  opening: boolean
  onSettings: () => void
}

export const avatar = (session: SessionView): TemplateResult =>
  html`<span class="avatar" part="avatar" aria-hidden="true">${initials(session.name) || '•'}</span>`

export function panel(shown: Panel): TemplateResult {
  const { t, session, language, stored, alert } = shown
  const { name, login, email, profile, customer, customers, sites, intervention } = session
  return html`
    <div class="who" part="who">
      ${avatar(session)}
      <div>
        <p class="name">${name}</p>
        ${login || email ? html`<p class="small muted">${email ?? login}</p>` : nothing}
      </div>
    </div>
    ${alert ? notice({ tone: 'danger', text: alert, role: 'alert' }) : nothing}
    ${stored ? nothing : notice({ tone: 'info', text: t.notStored })}
    <dl class="facts" part="facts">
      <div><dt>${t.customer}</dt><dd>${customer.name}</dd></div>
      <div><dt>${t.profile}</dt><dd>${profile.name[language]}</dd></div>
      ${sites ? html`<div><dt>${t.sites}</dt><dd>${sites.map((site) => site.name).join(', ')}</dd></div>` : nothing}
      ${intervention ? html`<div><dt>${t.intervention}</dt><dd>${intervention}</dd></div>` : nothing}
    </dl>
    ${customers.length > 1 ? companies(shown) : nothing} ${languages(shown)}
    ${button({
      label: t.settings,
      icon: iconLock,
      className: 'wide',
      part: 'open-settings',
      hasPopup: 'dialog',
      busy: shown.opening,
      onClick: shown.onSettings,
    })}
    ${button({ label: t.signOut, icon: iconSignOut, className: 'wide', part: 'sign-out', onClick: shown.onSignOut })}
  `
}

function companies({ t, session, search, switching, onSearch, onSwitch }: Panel): TemplateResult {
  const { customers, customer } = session
  const found = findCompanies(customers, search)
  return html`<section class="section" part="companies" aria-labelledby="companies">
    <p class="label" id="companies">${t.companies}</p>
    ${
      customers.length > manyCompanies
        ? textField({
            id: 'find-company',
            type: 'search',
            label: t.findCompany,
            labelHidden: true,
            placeholder: t.findCompany,
            value: search,
            onInput: onSearch,
          })
        : nothing
    }
    <ul class="choices" @keydown=${moveFocus}>
      ${found.map(
        ({ id, name, code }) => html`<li>
          <button
            type="button"
            class="choice"
            part="company"
            aria-current=${id === customer.id ? 'true' : nothing}
            aria-busy=${id === switching ? 'true' : nothing}
            @click=${() => onSwitch(id)}
          >
            <span>${name} ${code ? html`<span class="small muted">${code}</span>` : nothing}</span>
            ${id === customer.id ? html`${iconCheck}<span class="visually-hidden">${t.current}</span>` : nothing}
          </button>
        </li>`,
      )}
    </ul>
    <p class="small muted" role="status">
      ${found.length === 0 ? t.noCompany : search ? t.found(found.length) : nothing}
    </p>
  </section>`
}

function languages({ t, language, portal, onLanguage }: Panel): TemplateResult | typeof nothing {
  const offered = portal?.languages ?? []
  if (offered.length < 2) return nothing
  return html`<section class="section" part="languages" role="group" aria-labelledby="language">
    <p class="label" id="language">${t.language}</p>
    <div class="row">
      ${offered.map(
        (code) => html`<button
          type="button"
          class="button ${code === language ? 'chosen' : ''}"
          part="language"
          lang=${code}
          aria-pressed=${code === language}
          @click=${() => onLanguage(code)}
        >
          ${t.languages[code]}
        </button>`,
      )}
    </div>
  </section>`
}

/** Arrows, Home and End walk through the companies; Tab leaves them as usual. */
function moveFocus(event: KeyboardEvent): void {
  const list = event.currentTarget as HTMLElement
  const choices = [...list.querySelectorAll<HTMLElement>('.choice')]
  const at = choices.indexOf(event.target as HTMLElement)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: choices.length - 1 }[event.key]
  if (to === undefined) return
  event.preventDefault()
  choices[Math.max(0, Math.min(to, choices.length - 1))]?.focus()
}
