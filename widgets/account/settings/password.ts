/** The own password: changed with the current one; where there is none, chosen after a fresh proof of who it is. */
import { html, nothing, type TemplateResult } from 'lit'
import type { SessionView } from '../../../bff/api.ts'
import type { Problem } from '../../base/problem.ts'
import { shortest, strength } from '../../base/strength.ts'
import { passwordField } from '../../parts/password.ts'
import { type Errors, FormPart, type PartWords, type Typed } from './form-part.ts'
import { inWords, type Office } from './part.ts'

type Name = 'current-password' | 'new-password' | 'repeat-password'

export class PasswordPart extends FormPart {
  protected readonly name = 'password'
  #shown = false

  protected offered({ login }: SessionView): boolean {
    // Nobody but an account has a password.
    return login !== null
  }

  protected words({ t, view: { hasPassword } }: Office): PartWords {
    return {
      title: t.password,
      now: hasPassword ? t.passwordSet : t.passwordNone,
      change: hasPassword ? t.changePassword : t.choosePassword,
      send: t.save,
    }
  }

  protected fields(office: Office): TemplateResult {
    const { t, view } = office
    const level = strength(this.typed)
    const hint = html`<span>${t.newHint}</span>
      <span class="strength" part="strength" data-level=${level} role="status"
        >${this.typed ? t.strengthLabel(t.strength[level] as string) : nothing}</span
      >`
    const type = (value: string) => {
      this.typed = value
      office.redraw()
    }
    const field = (name: Name, label: string, more: object = {}) =>
      passwordField({
        ...more,
        shown: this.#shown,
        words: t,
        toggle: () => {
          this.#shown = !this.#shown
          office.redraw()
        },
        name,
        label,
        autocomplete: name === 'current-password' ? name : 'new-password',
        error: this.errors[name],
      })
    return html`<input hidden name="username" autocomplete="username" readonly .value=${view.login ?? ''} />
      ${view.hasPassword ? field('current-password', t.currentPassword) : nothing}
      ${field('new-password', t.newPassword, { hint, onInput: type })} ${field('repeat-password', t.repeat)}`
  }

  protected check({ t, view }: Office, typed: Typed): Errors {
    const password = typed('new-password')
    const lacking = shortest - [...password].length
    return {
      ...(view.hasPassword && !typed('current-password') && { 'current-password': t.currentMissing }),
      ...(lacking > 0 && { 'new-password': t.tooShort(lacking) }),
      ...(lacking <= 0 && password !== typed('repeat-password') && { 'repeat-password': t.repeatWrong }),
    }
  }

  protected async send({ t, session }: Office, typed: Typed): Promise<string> {
    const current = typed('current-password')
    const body = { password: typed('new-password'), ...(current && { current }) }
    await session.move({ key: 'POST /session/password', body })
    return t.passwordSaved
  }

  protected blame(office: Office, problem: Problem): Errors | undefined {
    if (problem.code === 'sign-in-refused') return { 'current-password': office.t.currentWrong }
    return problem.code === 'password-weak' ? { 'new-password': inWords(office, problem) } : undefined
  }

  protected override cleared(): void {
    this.#shown = false
  }
}
