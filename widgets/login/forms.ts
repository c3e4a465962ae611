/** The faces of the sign-in: each takes what it shows and whom to tell. */
import { html, nothing, type TemplateResult } from 'lit'
import type { PortalView, SessionView } from '../../bff/api.ts'
import { button } from '../parts/button.ts'
import { textField } from '../parts/field.ts'
import { iconHide, iconShow } from '../parts/icons.ts'
import { notice } from '../parts/notice.ts'
import type { Strings } from './strings/fr.ts'

export interface Face {
  t: Strings
  level: number
  busy: boolean
  /** What went wrong, in words; stands above the form. */
  alert: string | undefined
  /** What went well before this face came up. */
  done: string | undefined
  /** Refused fields, by name. */
  errors: Partial<Record<string, string>>
  /** Seconds until the next try is allowed. */
  wait: number
  portal: PortalView | null
}

export type Submit = (event: SubmitEvent) => void

export const heading = (face: Face, text: string, id?: string) =>
  html`<div class="title" part="title" id=${id ?? nothing} role="heading" aria-level=${face.level} tabindex="-1">${text}</div>`

export const messages = (face: Face) => html`
  ${face.done ? notice({ tone: 'success', text: face.done }) : nothing}
  ${face.alert ? notice({ tone: 'danger', text: face.alert, role: 'alert' }) : nothing}
`

export const submitButton = (face: Face, label: string) =>
  button({
    label: face.wait > 0 ? face.t.wait(face.wait) : label,
    kind: 'primary',
    type: 'submit',
    busy: face.busy,
    disabled: face.wait > 0,
    className: 'wide',
    part: 'submit',
  })

/** A password with the button that shows it. Its value is the browser's: password managers fill it as they like. */
export const passwordField = (
  face: Face,
  field: {
    name: string
    label: string
    autocomplete: string
    hint?: TemplateResult | string
    onInput?: (value: string) => void
  },
  shown: boolean,
  toggle: () => void,
) =>
  textField({
    ...field,
    id: field.name,
    type: shown ? 'text' : 'password',
    correction: 'off',
    required: true,
    error: face.errors[field.name],
    trailing: button({
      label: shown ? face.t.hide : face.t.show,
      icon: shown ? iconHide : iconShow,
      iconOnly: true,
      kind: 'quiet',
      onClick: toggle,
    }),
  })

interface PasswordForm {
  submit: Submit
  shown: boolean
  toggle: () => void
  /** Goes to the code form; absent when the portal knows no codes. */
  useCode: (() => void) | undefined
}

export function passwordForm(face: Face, { submit, shown, toggle, useCode }: PasswordForm): TemplateResult {
  const { t } = face
  return html`<form class="form" part="form" novalidate aria-labelledby="title" @submit=${submit}>
    ${heading(face, t.title, 'title')} ${messages(face)}
    ${textField({
      id: 'username',
      name: 'username',
      label: t.login,
      autocomplete: 'username',
      correction: 'off',
      required: true,
      error: face.errors.username,
    })}
    ${passwordField(face, { name: 'password', label: t.password, autocomplete: 'current-password' }, shown, toggle)}
    <label class="check box" part="checkbox"><input type="checkbox" name="remember" /><span>${t.remember}</span></label>
    ${submitButton(face, t.submit)} ${forgotten(face)}
    ${useCode ? button({ label: t.useCode, kind: 'quiet', className: 'wide', onClick: useCode }) : nothing}
  </form>`
}

function forgotten({ t, portal }: Face): TemplateResult {
  const { phone, email } = portal?.branding ?? {}
  return html`<details class="hint" part="forgotten">
    <summary>${t.forgotten}</summary>
    <p>${t.forgottenHint(portal?.name ?? '')}</p>
    ${phone ? html`<p><a href="tel:${phone.replace(/[^+\d]/g, '')}">${t.call(phone)}</a></p>` : nothing}
    ${email ? html`<p><a href="mailto:${email}">${t.write(email)}</a></p>` : nothing}
  </details>`
}

export function codeForm(face: Face, submit: Submit, usePassword: (() => void) | undefined): TemplateResult {
  const { t } = face
  return html`<form class="form" part="form" novalidate aria-labelledby="title" @submit=${submit}>
    ${heading(face, t.title, 'title')} ${messages(face)}
    ${textField({
      id: 'code',
      name: 'code',
      label: t.code,
      hint: t.codeHint,
      autocomplete: 'one-time-code',
      correction: 'off',
      required: true,
      error: face.errors.code,
    })}
    ${submitButton(face, t.submit)}
    ${usePassword ? button({ label: t.usePassword, kind: 'quiet', className: 'wide', onClick: usePassword }) : nothing}
  </form>`
}

interface Welcome {
  session: SessionView
  /** False: the browser refused to keep the session. */
  stored: boolean
  next: (() => void) | undefined
  signOut: () => void
}

export function welcome(face: Face, { session, stored, next, signOut }: Welcome): TemplateResult {
  const { t } = face
  return html`<div class="form" part="welcome">
    ${heading(face, t.signedInTitle)}
    <p>${t.signedInAs(session.name, session.customer.name)}</p>
    ${stored ? nothing : notice({ tone: 'info', text: t.notStored })}
    ${next ? button({ label: t.continue, kind: 'primary', className: 'wide', onClick: next }) : nothing}
    ${button({ label: t.signOut, className: 'wide', onClick: signOut })}
  </div>`
}
