/** A part of the account's sheet that tells what is so, and changes it in a form behind a button. */
import { html, nothing, type TemplateResult } from 'lit'
import type { SessionView } from '../../../bff/api.ts'
import { asProblem, type Problem } from '../../base/problem.ts'
import { button } from '../../parts/button.ts'
import { notice } from '../../parts/notice.ts'
import { inWords, type Office, part } from './part.ts'

/** What is wrong, by the field's name, in the order of the fields. */
export type Errors = Partial<Record<string, string>>
export type Typed = (field: string) => string

/** What the part says. */
export interface PartWords {
  title: string
  now: string
  change: string
  send: string
}

export abstract class FormPart {
  protected abstract readonly name: string
  protected errors: Errors = {}
  /** What stands in the field that is followed while somebody types. */
  protected typed = ''
  #open = false
  #busy = false
  #alert: string | undefined
  #done: string | undefined

  /** Whether there is anything to change for this session. */
  protected abstract offered(view: SessionView): boolean
  protected abstract words(office: Office): PartWords
  protected abstract fields(office: Office): TemplateResult
  /** What is wrong before anything is sent. */
  protected abstract check(office: Office, typed: Typed): Errors
  /** Changes it, and tells so. */
  protected abstract send(office: Office, typed: Typed): Promise<string>
  /** The field that a refusal is about; undefined when it is about none. */
  protected abstract blame(office: Office, problem: Problem): Errors | undefined
  /** The form comes up, or goes: nothing of the last one is left. */
  protected cleared(): void {}

  draw(office: Office): TemplateResult | typeof nothing {
    const { t, view } = office
    if (!this.offered(view)) return nothing
    const { title, now, change, send } = this.words(office)
    const said = this.#done === undefined ? nothing : notice({ tone: 'success', text: this.#done, role: 'status' })
    return part(
      this.name,
      title,
      this.#open
        ? html`<form
            class="settings-form"
            novalidate
            aria-labelledby="${this.name}-title"
            @submit=${(event: SubmitEvent) => void this.#submit(event, office)}
          >
            ${this.#alert ? notice({ tone: 'danger', text: this.#alert, role: 'alert' }) : nothing}
            ${this.fields(office)}
            <div class="row">
              ${button({ label: send, kind: 'primary', type: 'submit', busy: this.#busy })}
              ${button({ label: t.cancel, kind: 'quiet', onClick: () => void this.#turn(office, false) })}
            </div>
          </form>`
        : html`${said}
            <p class="muted">${now}</p>
            ${button({
              label: change,
              part: `change-${this.name}`,
              onClick: () => void this.#turn(office, true),
            })}`,
    )
  }

  async #submit(event: SubmitEvent, office: Office): Promise<void> {
    event.preventDefault()
    if (this.#busy) return
    const data = new FormData(event.target as HTMLFormElement)
    const typed = (field: string) => String(data.get(field) ?? '')
    this.#alert = undefined
    this.errors = this.check(office, typed)
    if (Object.keys(this.errors).length > 0) return this.#focus(office)
    this.#busy = true
    office.redraw()
    try {
      const done = await this.send(office, typed)
      this.#busy = false
      office.announce(done)
      await this.#turn(office, false, done)
    } catch (thrown) {
      this.#busy = false
      const problem = asProblem(thrown)
      const errors = this.blame(office, problem)
      if (errors) this.errors = errors
      // Whoever has left the dialog that asks who it is knows why nothing happened.
      else if (problem.code !== 'step-up-required') this.#alert = inWords(office, problem)
      await this.#focus(office)
    }
  }

  /** The keyboard goes to what is wrong, else to the first field. */
  async #focus(office: Office): Promise<void> {
    office.redraw()
    const [first] = Object.keys(this.errors)
    await office.focus(first ? `[name=${first}]` : '.settings-form input:not([hidden])')
  }

  async #turn(office: Office, open: boolean, done?: string): Promise<void> {
    this.#open = open
    this.#done = done
    this.typed = ''
    this.#alert = undefined
    this.errors = {}
    this.cleared()
    office.redraw()
    if (open) await this.#focus(office)
    else await office.focus(`[part~=change-${this.name}]`)
  }
}
