/** What a mailed link is about, and the button that does it: the link alone does nothing before the press. */
import { html, type TemplateResult } from 'lit'
import { asProblem } from '../../base/problem.ts'
import { skeleton } from '../../parts/skeleton.ts'
import { form, quiet, submitButton } from '../face.ts'
import type { Desk, Way, WayFace } from '../way.ts'
import { lead } from './parts.ts'

/** The page in words. */
export interface LinkWords {
  title: string
  hint: string
  facts: readonly (readonly [label: string, value: string])[]
  confirm: string
  not: string
}

/** `P`: what is told of the link before the press. */
export abstract class LinkPage<P> implements Way {
  protected readonly desk: Desk
  protected readonly body: { token: string }
  #preview: P | undefined

  constructor(desk: Desk, token: string) {
    this.desk = desk
    this.body = { token }
    void this.#ask()
  }

  protected abstract preview(): Promise<P>
  protected abstract words(face: WayFace, preview: P): LinkWords
  abstract submit(): Promise<void>

  draw(face: WayFace): TemplateResult {
    if (!this.#preview) return html`<div class="form">${skeleton(['title', 'line', 'line', 'control'])}</div>`
    const { title, hint, facts, confirm, not } = this.words(face, this.#preview)
    return form(
      face,
      title,
      html`${lead(hint)}
      <dl class="facts" part="facts">
        ${facts.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}
      </dl>
      ${submitButton(face, confirm)} ${quiet(not, () => void this.desk.back())}`,
    )
  }

  async #ask(): Promise<void> {
    const { desk } = this
    try {
      this.#preview = await this.preview()
      desk.redraw()
    } catch (thrown) {
      await desk.back()
      desk.say({ alert: desk.words(asProblem(thrown)) })
    }
  }
}
