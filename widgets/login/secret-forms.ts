/** The faces of the sign-in that a secret link opens: fetched with the link, because few visitors come by one. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Api, SessionView } from '../../bff/api.ts'
import { button } from '../parts/button.ts'
import { notice } from '../parts/notice.ts'
import { type Face, heading, messages, passwordField, type Submit, submitButton } from './forms.ts'
import { strength } from './strength.ts'

export type LinkPreview = Api['POST /session/code/preview']['reply']

/** What a link would open. Nothing is opened before the button is pressed. */
export function linkForm(
  face: Face,
  preview: LinkPreview,
  session: SessionView | null,
  { submit, cancel }: { submit: Submit; cancel: () => void },
): TemplateResult {
  const { t } = face
  const { label, customer, sites } = preview
  return html`<form class="form" part="form" aria-labelledby="title" @submit=${submit}>
    ${heading(face, t.linkTitle, 'title')} ${messages(face)}
    <dl class="facts" part="facts">
      <div><dt>${t.linkCustomer}</dt><dd>${customer}</dd></div>
      <div><dt>${t.linkSites}</dt><dd>${sites ? sites.join(', ') : t.linkAllSites}</dd></div>
    </dl>
    ${session ? notice({ tone: 'info', text: t.linkReplaces(session.name) }) : nothing}
    ${submitButton(face, t.signInAs(label))}
    ${button({ label: t.cancel, kind: 'quiet', className: 'wide', onClick: cancel })}
  </form>`
}

interface NewPasswordForm {
  submit: Submit
  shown: boolean
  toggle: () => void
  /** What has been typed so far, for the hint. */
  typed: string
  type: (value: string) => void
}

export function newPasswordForm(face: Face, { submit, shown, toggle, typed, type }: NewPasswordForm): TemplateResult {
  const { t } = face
  const level = strength(typed)
  const hint = html`<span>${t.newHint}</span>
    <span class="strength" part="strength" data-level=${level} role="status"
      >${typed ? t.strengthLabel(t.strength[level] as string) : nothing}</span
    >`
  return html`<form class="form" part="form" novalidate aria-labelledby="title" @submit=${submit}>
    ${heading(face, t.newTitle, 'title')} ${messages(face)}
    ${passwordField(face, { name: 'new-password', label: t.newPassword, autocomplete: 'new-password', hint, onInput: type }, shown, toggle)}
    ${passwordField(face, { name: 'repeat-password', label: t.repeat, autocomplete: 'new-password' }, shown, toggle)}
    ${submitButton(face, t.save)}
  </form>`
}
