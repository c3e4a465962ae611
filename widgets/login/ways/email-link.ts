/** A link about an e-mail address: the new mailbox confirms it, or the former one takes it back. Nothing before the press. */
import { html, type TemplateResult } from 'lit'
import type { Api } from '../../../bff/api.ts'
import { asProblem } from '../../base/problem.ts'
import { skeleton } from '../../parts/skeleton.ts'
import { form, quiet, submitButton } from '../face.ts'
import type { Desk, Way, WayFace } from '../way.ts'
import { lead } from './parts.ts'

type Preview = Api['POST /session/email/preview']['reply']
type Done = Api['POST /session/email/confirm']['reply']

export class EmailLink implements Way {
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
    const { purpose, name, email } = this.#preview
    const undo = purpose === 'undo'
    return form(
      face,
      undo ? t.emailUndoTitle : t.emailTitle,
      html`${lead(undo ? t.emailUndoHint : t.emailHint)}
      <dl class="facts" part="facts">
        <div><dt>${t.confirmWho}</dt><dd>${name}</dd></div>
        <div><dt>${t.confirmEmail}</dt><dd>${email}</dd></div>
      </dl>
      ${submitButton(face, undo ? t.emailUndo : t.emailConfirm)} ${quiet(t.cancel, () => void this.#desk.back())}`,
    )
  }

  async submit(): Promise<void> {
    const desk = this.#desk
    const ended: { done?: Done } = {}
    const went = await desk.work(async () => {
      ended.done = await desk.call('POST /session/email/confirm', { body: { token: this.#token } })
    })
    const { done } = ended
    if (!went || !done) return
    // Whoever is signed in here sees the new address, or is signed in no longer.
    await desk.counter.session.refresh()
    if (done.token !== null) desk.go({ kind: 'new-password', token: done.token })
    else await desk.back(done.purpose === 'undo' ? desk.t.emailUndone : desk.t.emailConfirmed, done.login)
  }

  async #ask(): Promise<void> {
    const desk = this.#desk
    try {
      this.#preview = await desk.call('POST /session/email/preview', { body: { token: this.#token } })
      desk.redraw()
    } catch (thrown) {
      await desk.back()
      desk.say({ alert: desk.words(asProblem(thrown)) })
    }
  }
}
