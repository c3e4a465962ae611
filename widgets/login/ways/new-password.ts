/** A link to choose a password: the first one (an invitation), or a new one. It signs nobody in. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Api } from '../../../bff/api.ts'
import { asProblem } from '../../base/problem.ts'
import { shortest, strength } from '../../base/strength.ts'
import { button } from '../../parts/button.ts'
import { skeleton } from '../../parts/skeleton.ts'
import { form, secret, submitButton } from '../face.ts'
import type { Desk, Way, WayFace } from '../way.ts'
import { backButton, help, lead, told } from './parts.ts'

type Preview = Api['POST /session/password-link/preview']['reply']

export class NewPassword implements Way {
  readonly first = 'new-password'
  readonly #desk: Desk
  readonly #token: string
  #state: 'asking' | Preview | 'refused' = 'asking'
  #typed = ''

  constructor(desk: Desk, token: string) {
    this.#desk = desk
    this.#token = token
    void this.#ask()
  }

  draw(face: WayFace): TemplateResult {
    const { t, portal } = face
    const state = this.#state
    if (state === 'asking') return html`<div class="form">${skeleton(['title', 'control', 'control', 'control'])}</div>`
    if (state === 'refused') return this.#over(face)
    const { purpose, login, name, company } = state
    const invited = purpose === 'invitation'
    const level = strength(this.#typed)
    const hint = html`<span>${t.newHint}</span>
      <span class="strength" part="strength" data-level=${level} role="status"
        >${this.#typed ? t.strengthLabel(t.strength[level] as string) : nothing}</span
      >`
    const type = (value: string) => {
      this.#typed = value
      this.#desk.redraw()
    }
    return form(
      face,
      invited ? t.inviteTitle(name) : t.newTitle,
      html`${invited ? lead(t.inviteHint(portal?.name ?? '')) : nothing}
      <dl class="facts" part="facts">
        <div><dt>${t.inviteLogin}</dt><dd>${login}</dd></div>
        ${company ? html`<div><dt>${t.linkCustomer}</dt><dd>${company}</dd></div>` : nothing}
      </dl>
      <input hidden name="username" autocomplete="username" readonly .value=${login} />
      ${secret(face, { name: 'new-password', label: t.newPassword, autocomplete: 'new-password', hint, onInput: type })}
      ${secret(face, { name: 'repeat-password', label: t.repeat, autocomplete: 'new-password' })}
      ${submitButton(face, t.save)}`,
    )
  }

  async submit(field: (name: string) => string): Promise<void> {
    const { t } = this.#desk
    const password = field('new-password')
    const lacking = shortest - [...password].length
    const errors = {
      ...(lacking > 0 && { 'new-password': t.tooShort(lacking) }),
      ...(lacking <= 0 && password !== field('repeat-password') && { 'repeat-password': t.repeatWrong }),
    }
    if (await this.#desk.refuse(errors)) return
    let login = ''
    const went = await this.#desk.work(async () => {
      const body = { token: this.#token, password }
      login = (await this.#desk.call('POST /session/password-link', { body })).login
    }, 'new-password')
    if (went) await this.#desk.back(t.saved, login)
  }

  /** The link was used, or its time is over: another one may be asked for. */
  #over(face: WayFace): TemplateResult {
    const { t, portal } = face
    const ask = button({
      label: t.linkOver,
      kind: 'primary',
      className: 'wide',
      onClick: () => this.#desk.go({ kind: 'reset' }),
    })
    const back = backButton(face, () => void this.#desk.back())
    return told(
      face,
      t.expiredTitle,
      t.linkOverHint,
      html`${portal?.signIn.password ? ask : nothing} ${back} ${help(face)}`,
    )
  }

  async #ask(): Promise<void> {
    const desk = this.#desk
    try {
      this.#state = await desk.call('POST /session/password-link/preview', { body: { token: this.#token } })
    } catch (thrown) {
      const problem = asProblem(thrown)
      if (problem.code !== 'link-refused') {
        await desk.back()
        return desk.say({ alert: desk.words(problem) })
      }
      this.#state = 'refused'
    }
    desk.redraw()
  }
}
