/** The own password: changed with the current one; where there is none, chosen after a fresh proof of who it is. */
import { html, nothing, type TemplateResult } from 'lit'
import { asProblem } from '../../base/problem.ts'
import { shortest, strength } from '../../base/strength.ts'
import { button } from '../../parts/button.ts'
import { notice } from '../../parts/notice.ts'
import { passwordField } from '../../parts/password.ts'
import { inWords, type Office, part } from './part.ts'

type Name = 'current-password' | 'new-password' | 'repeat-password'
type Errors = Partial<Record<Name, string>>

export class PasswordPart {
  #open = false
  #busy = false
  #shown = false
  #typed = ''
  #alert: string | undefined
  #done = false
  #errors: Errors = {}

  draw(office: Office): TemplateResult | typeof nothing {
    const { t, view } = office
    // Nobody but an account has a password.
    if (!view.login) return nothing
    const done = this.#done ? notice({ tone: 'success', text: t.passwordSaved, role: 'status' }) : nothing
    const inside = this.#open
      ? this.#form(office)
      : html`${done}
          <p class="muted">${view.hasPassword ? t.passwordSet : t.passwordNone}</p>
          ${button({
            label: view.hasPassword ? t.changePassword : t.choosePassword,
            part: 'change-password',
            onClick: () => void this.#toggle(office, true),
          })}`
    return part('password', t.password, inside)
  }

  #form(office: Office): TemplateResult {
    const { t, view } = office
    const level = strength(this.#typed)
    const hint = html`<span>${t.newHint}</span>
      <span class="strength" part="strength" data-level=${level} role="status"
        >${this.#typed ? t.strengthLabel(t.strength[level] as string) : nothing}</span
      >`
    const shared = {
      shown: this.#shown,
      words: t,
      toggle: () => {
        this.#shown = !this.#shown
        office.redraw()
      },
    }
    const type = (value: string) => {
      this.#typed = value
      office.redraw()
    }
    const field = (name: Name, label: string, more: object = {}) =>
      passwordField({
        ...shared,
        ...more,
        name,
        label,
        autocomplete: name === 'current-password' ? name : 'new-password',
        error: this.#errors[name],
      })
    return html`<form
      class="settings-form"
      novalidate
      aria-labelledby="password-title"
      @submit=${(event: SubmitEvent) => void this.#submit(event, office)}
    >
      ${this.#alert ? notice({ tone: 'danger', text: this.#alert, role: 'alert' }) : nothing}
      <input hidden name="username" autocomplete="username" readonly .value=${view.login ?? ''} />
      ${view.hasPassword ? field('current-password', t.currentPassword) : nothing}
      ${field('new-password', t.newPassword, { hint, onInput: type })} ${field('repeat-password', t.repeat)}
      <div class="row">
        ${button({ label: t.save, kind: 'primary', type: 'submit', busy: this.#busy })}
        ${button({ label: t.cancel, kind: 'quiet', onClick: () => void this.#toggle(office, false) })}
      </div>
    </form>`
  }

  async #submit(event: SubmitEvent, office: Office): Promise<void> {
    event.preventDefault()
    if (this.#busy) return
    const { t, view } = office
    const data = new FormData(event.target as HTMLFormElement)
    const typed = (name: Name) => String(data.get(name) ?? '')
    const password = typed('new-password')
    const current = typed('current-password')
    const lacking = shortest - [...password].length
    const errors: Errors = {
      ...(view.hasPassword && !current && { 'current-password': t.currentMissing }),
      ...(lacking > 0 && { 'new-password': t.tooShort(lacking) }),
      ...(lacking <= 0 && password !== typed('repeat-password') && { 'repeat-password': t.repeatWrong }),
    }
    if (await this.#refused(office, errors)) return
    this.#busy = true
    office.redraw()
    try {
      await office.session.move({ key: 'POST /session/password', body: { password, ...(current && { current }) } })
      this.#done = true
      office.announce(t.passwordSaved)
      this.#busy = false
      await this.#toggle(office, false, true)
    } catch (thrown) {
      this.#busy = false
      const problem = asProblem(thrown)
      if (problem.code === 'sign-in-refused') await this.#refused(office, { 'current-password': t.currentWrong })
      else if (problem.code === 'password-weak')
        await this.#refused(office, { 'new-password': inWords(office, problem) })
      else {
        this.#alert = inWords(office, problem)
        office.redraw()
      }
    }
  }

  async #refused(office: Office, errors: Errors): Promise<boolean> {
    this.#errors = errors
    this.#alert = undefined
    office.redraw()
    const [first] = Object.keys(errors)
    if (first) await office.focus(`[name=${first}]`)
    return first !== undefined
  }

  async #toggle(office: Office, open: boolean, done = false): Promise<void> {
    this.#open = open
    this.#done = done
    this.#typed = ''
    this.#shown = false
    this.#alert = undefined
    this.#errors = {}
    office.redraw()
    await office.focus(open ? '.settings-form input:not([hidden])' : '[part~=change-password]')
  }
}
