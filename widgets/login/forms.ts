/** The faces that every visitor may see: login and password, and who is signed in. */
import { html, nothing, type TemplateResult } from 'lit'
import type { SessionView } from '../../bff/api.ts'
import { button } from '../parts/button.ts'
import { textField } from '../parts/field.ts'
import { notice } from '../parts/notice.ts'
import { type Face, form, heading, messages, quiet, secret, submitButton } from './face.ts'
import type { Wanted } from './way.ts'

/** The website's own sign-in, above what the portal offers. */
export const siteDoor = ({ t, busy, handOff }: Face) =>
  handOff
    ? html`${button({ label: handOff.label, kind: 'primary', busy, onClick: handOff.go, className: 'wide', part: 'hand-off' })}
        <p class="or">${t.or}</p>`
    : nothing

/** Login and password, then the other ways in that the portal offers. */
export function passwordForm(face: Face, go: (wanted: Wanted) => void): TemplateResult {
  const { t, errors, portal } = face
  const { oneTimeCode, code, registration } = portal?.signIn ?? {}
  return form(
    face,
    t.title,
    html`${siteDoor(face)}
    ${textField({
      id: 'username',
      name: 'username',
      label: t.login,
      autocomplete: 'username',
      correction: 'off',
      required: true,
      error: errors.username,
    })}
    ${secret(face, { name: 'password', label: t.password, autocomplete: 'current-password' })}
    <label class="check box" part="checkbox"><input type="checkbox" name="remember" /><span>${t.remember}</span></label>
    ${submitButton(face, t.submit, face.handOff ? 'secondary' : 'primary')} ${quiet(t.forgotten, () => go({ kind: 'reset' }), 'forgotten')}
    ${
      oneTimeCode || code || registration
        ? html`<div class="doors" part="doors">
            ${oneTimeCode ? button({ label: t.useOneTimeCode, className: 'wide', onClick: () => go({ kind: 'one-time-code' }) }) : nothing}
            ${code ? quiet(t.useCode, () => go({ kind: 'code' })) : nothing}
            ${registration ? quiet(t.register, () => go({ kind: 'registration' })) : nothing}
          </div>`
        : nothing
    }`,
  )
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
    ${heading(face, t.signedInTitle)} ${messages(face)}
    <p>${t.signedInAs(session.name, session.customer.name)}</p>
    ${stored ? nothing : notice({ tone: 'info', text: t.notStored })}
    ${next ? button({ label: t.continue, kind: 'primary', className: 'wide', onClick: next }) : nothing}
    ${button({ label: t.signOut, className: 'wide', onClick: signOut })}
  </div>`
}
