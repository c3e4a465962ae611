/** The contact on file confirms that somebody may have an access: the link alone does nothing before the press. */
import { html, type TemplateResult } from 'lit'
import type { Api } from '../../../bff/api.ts'
import { asProblem } from '../../base/problem.ts'
import { skeleton } from '../../parts/skeleton.ts'
import { form, quiet, submitButton } from '../face.ts'
import type { Desk, Way, WayFace } from '../way.ts'
import { lead } from './parts.ts'

type Preview = Api['POST /session/registration/preview']['reply']

export class Confirmation implements Way {
  readonly #desk: Desk
  readonly #token: string
  #preview: Preview | undefined

  constructor(desk: Desk, token: string) {
    this.#desk = desk
    this.#token = token
    void this.#ask()
  }

  draw(face: WayFace): TemplateResult {
    const { t } = face
    if (!this.#preview) return html`<div class="form">${skeleton(['title', 'line', 'line', 'control'])}</div>`
    const { name, email, company } = this.#preview
    return form(
      face,
      t.confirmTitle,
      html`${lead(t.confirmHint(company))}
      <dl class="facts" part="facts">
        <div><dt>${t.confirmWho}</dt><dd>${name}</dd></div>
        <div><dt>${t.confirmEmail}</dt><dd>${email}</dd></div>
        <div><dt>${t.linkCustomer}</dt><dd>${company}</dd></div>
      </dl>
      ${submitButton(face, t.confirmAccess)} ${quiet(t.confirmNot, () => void this.#desk.back())}`,
    )
  }

  async submit(): Promise<void> {
    const desk = this.#desk
    let next: string | null = null
    const went = await desk.work(async () => {
      next = (await desk.call('POST /session/registration/confirm', { body: { token: this.#token } })).token
    })
    if (!went) return
    if (next === null) await desk.back(desk.t.confirmed)
    else desk.go({ kind: 'new-password', token: next })
  }

  async #ask(): Promise<void> {
    const desk = this.#desk
    try {
      this.#preview = await desk.call('POST /session/registration/preview', { body: { token: this.#token } })
      desk.redraw()
    } catch (thrown) {
      await desk.back()
      desk.say({ alert: desk.words(asProblem(thrown)) })
    }
  }
}
