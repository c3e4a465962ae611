/** A forgotten password: a link goes to the address on file, if there is one. The answer is always the same. */
import { html, type TemplateResult } from 'lit'
import { textField } from '../../parts/field.ts'
import { form, quiet, submitButton } from '../face.ts'
import type { Desk, Way, WayFace } from '../way.ts'
import { backButton, help, lead, told } from './parts.ts'

export class Reset implements Way {
  readonly #desk: Desk
  #login: string
  /** Minutes for which the link is good, once it has been asked for. */
  #minutes = 0

  constructor(desk: Desk, login = '') {
    this.#desk = desk
    this.#login = login
  }

  get first(): string | undefined {
    return this.#minutes ? undefined : 'username'
  }

  draw(face: WayFace): TemplateResult {
    const { t, errors } = face
    const back = backButton(face, () => void this.#desk.back())
    if (this.#minutes) {
      const again = quiet(t.resetAgain, () => void this.#again())
      return told(
        face,
        t.sentTitle,
        t.resetSent(this.#login, this.#minutes),
        html`${back} ${again} ${help(face, true)}`,
      )
    }
    return form(
      face,
      t.resetTitle,
      html`${lead(t.resetHint)}
      ${textField({
        id: 'username',
        name: 'username',
        label: t.resetWho,
        value: this.#login,
        autocomplete: 'username',
        correction: 'off',
        required: true,
        error: errors.username,
        onInput: (value) => {
          this.#login = value
        },
      })}
      ${submitButton(face, t.resetSend)} ${back} ${help(face)}`,
    )
  }

  async submit(): Promise<void> {
    const login = this.#login.trim()
    const { t } = this.#desk
    if (await this.#desk.refuse(login ? {} : { username: t.resetMissing })) return
    const went = await this.#desk.work(async () => {
      const { minutes } = await this.#desk.call('POST /session/password-reset', { body: { login } })
      this.#login = login
      this.#minutes = minutes
    }, 'username')
    if (went) await this.#desk.focus()
  }

  async #again(): Promise<void> {
    this.#minutes = 0
    this.#desk.redraw()
    await this.#desk.focus('username')
  }
}
