/** What all faces of the sign-in are drawn with: title, messages, main button, password, whom to ask. */
import { html, nothing, type TemplateResult } from 'lit'
import type { PortalView } from '../../bff/api.ts'
import { button } from '../parts/button.ts'
import { notice } from '../parts/notice.ts'
import { type PasswordOptions, passwordField } from '../parts/password.ts'
import type { Strings } from './strings/fr.ts'

export interface Face<T = unknown> {
  t: Strings & T
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
  /** The website's own sign-in; null where the page has named none. */
  handOff: { label: string; go: () => void } | null
  /** Passwords are readable. */
  shown: boolean
  toggle: () => void
  submit: (event: SubmitEvent) => void
}

export const heading = (face: Face, text: string, id?: string) =>
  html`<div class="title" part="title" id=${id ?? nothing} role="heading" aria-level=${face.level} tabindex="-1">${text}</div>`

/** A form with its title and messages; its fields are checked by us, in our words. */
export const form = (face: Face, title: string, inside: unknown): TemplateResult =>
  html`<form class="form" part="form" novalidate aria-labelledby="title" @submit=${face.submit}>
    ${heading(face, title, 'title')} ${messages(face)} ${inside}
  </form>`

export const messages = (face: Face) => html`
  ${face.done ? notice({ tone: 'success', text: face.done }) : nothing}
  ${face.alert ? notice({ tone: 'danger', text: face.alert, role: 'alert' }) : nothing}
`

export const submitButton = (face: Face, label: string, kind: 'primary' | 'secondary' = 'primary') =>
  button({
    label: face.wait > 0 ? face.t.wait(face.wait) : label,
    kind,
    type: 'submit',
    busy: face.busy,
    disabled: face.wait > 0,
    className: 'wide',
    part: 'submit',
  })

/** A way to another face. */
export const quiet = (label: string, onClick: () => void, part = '') =>
  button({ label, kind: 'quiet', className: 'wide', part, onClick })

/** A password of this form: one button shows them all. */
export const secret = (
  { t, errors, shown, toggle }: Face,
  field: Pick<PasswordOptions, 'name' | 'label' | 'autocomplete' | 'hint' | 'onInput'>,
) => passwordField({ ...field, error: errors[field.name], shown, toggle, words: t })
