/** A link with a portal code: what it would open, and nothing is opened before the press. An expired one renews itself. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Api, SessionView } from '../../../bff/api.ts'
import { asProblem } from '../../base/problem.ts'
import { button } from '../../parts/button.ts'
import { notice } from '../../parts/notice.ts'
import { skeleton } from '../../parts/skeleton.ts'
import { form, quiet, submitButton } from '../face.ts'
import type { Desk, Way, WayFace } from '../way.ts'
import type { CodeEntry } from './code-entry.ts'
import { backButton, help, told } from './parts.ts'
import { secondProof } from './second-proof.ts'

type Preview = Api['POST /session/code/preview']['reply']

export class Link implements Way {
  readonly #desk: Desk
  readonly #code: string
  #state: 'asking' | Preview | 'expired' | 'renewed' = 'asking'
  #proof: CodeEntry | undefined

  constructor(desk: Desk, code: string) {
    this.#desk = desk
    this.#code = code
    void this.#ask()
  }

  draw(face: WayFace, session: SessionView | null): TemplateResult {
    const { t, portal } = face
    const state = this.#state
    if (this.#proof) return this.#proof.draw(face)
    if (state === 'asking') return html`<div class="form">${skeleton(['title', 'line', 'line', 'control'])}</div>`
    const back = backButton(face, () => void this.#desk.back())
    if (state === 'renewed') return told(face, t.sentTitle, t.renewed, html`${back} ${help(face, true)}`)
    if (state === 'expired') {
      const renew = button({
        label: t.renew,
        kind: 'primary',
        className: 'wide',
        busy: face.busy,
        onClick: () => void this.#renew(),
      })
      return told(face, t.expiredTitle, t.expiredHint(portal?.name ?? ''), html`${renew} ${back} ${help(face)}`)
    }
    const { label, customer, sites } = state
    return form(
      face,
      t.linkTitle,
      html`<dl class="facts" part="facts">
        <div><dt>${t.linkCustomer}</dt><dd>${customer}</dd></div>
        <div><dt>${t.linkSites}</dt><dd>${sites ? sites.join(', ') : t.linkAllSites}</dd></div>
      </dl>
      ${session ? notice({ tone: 'info', text: t.linkReplaces(session.name) }) : nothing}
      ${submitButton(face, t.signInAs(label))} ${quiet(t.cancel, () => void this.#desk.back())}`,
    )
  }

  async submit(field: (name: string) => string): Promise<void> {
    const desk = this.#desk
    if (this.#proof) return this.#proof.submit(field)
    const body = { code: this.#code }
    const old = typeof this.#state === 'object' && this.#state.secondProof
    await desk.work(async () => {
      if (old) this.#proof = await secondProof(desk, body)
      else await desk.enter({ key: 'POST /session/code', body })
    })
    if (this.#proof) await desk.focus('code')
  }

  leave(): void {
    this.#proof?.leave()
  }

  async #ask(): Promise<void> {
    const desk = this.#desk
    try {
      this.#state = await desk.call('POST /session/code/preview', { body: { code: this.#code } })
    } catch (thrown) {
      const problem = asProblem(thrown)
      if (problem.code !== 'code-expired') {
        await desk.back()
        return desk.say({ alert: desk.words(problem) })
      }
      this.#state = 'expired'
    }
    desk.redraw()
  }

  async #renew(): Promise<void> {
    const desk = this.#desk
    const went = await desk.work(async () => {
      await desk.call('POST /session/code/renew', { body: { code: this.#code } })
      this.#state = 'renewed'
    })
    if (went) await desk.focus()
  }
}
