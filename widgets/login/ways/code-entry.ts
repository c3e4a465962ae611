/** Six digits that come by message: typed in, sent again, or sent by the other channel. */
import { html, type TemplateResult } from 'lit'
import type { Challenge, ChallengeAnswer, CodeChannel } from '../../../bff/api.ts'
import type { SignIn } from '../../base/counter.ts'
import { asProblem, type Problem } from '../../base/problem.ts'
import { button } from '../../parts/button.ts'
import { textField } from '../../parts/field.ts'
import { form, quiet, submitButton } from '../face.ts'
import type { Desk, WayFace } from '../way.ts'
import { help, lead } from './parts.ts'

/** Between two messages. Milliseconds. */
const pause = 30_000

export interface Sent extends Challenge {
  channel: CodeChannel
  /** The key that asked: the code is good with it only. */
  keys: CryptoKeyPair
}

interface Errand {
  /** Asks for another code. */
  ask(channel: CodeChannel): Promise<Sent>
  /** What opens the session. */
  open(answer: ChallengeAnswer): SignIn
  title(face: WayFace): string
  /** What was sent where. */
  text(face: WayFace, sent: Sent): string
  /** Leaves for another identifier, or altogether. */
  leave: { label(face: WayFace): string; run(): void }
}

export class CodeEntry {
  readonly #desk: Desk
  readonly #errand: Errand
  #sent: Sent
  #asking = false
  #again = Date.now() + pause
  #ticking: ReturnType<typeof setTimeout> | undefined

  constructor(desk: Desk, errand: Errand, sent: Sent) {
    this.#desk = desk
    this.#errand = errand
    this.#sent = sent
    this.#tick()
  }

  draw(face: WayFace): TemplateResult {
    const { t } = face
    const { channel } = this.#sent
    const other: CodeChannel = channel === 'mail' ? 'sms' : 'mail'
    const wait = Math.max(0, Math.ceil((this.#again - Date.now()) / 1000))
    const title = this.#errand.title(face)
    return form(
      face,
      title,
      html`${lead(this.#errand.text(face, this.#sent))}
      ${textField({
        id: 'code',
        name: 'code',
        label: t.digits,
        className: 'digits',
        autocomplete: 'one-time-code',
        inputMode: 'numeric',
        correction: 'off',
        maxLength: 20,
        required: true,
        error: face.errors.code,
      })}
      ${submitButton(face, t.confirm)}
      <div class="doors" part="doors">
        ${button({
          label: wait > 0 ? t.resendIn(wait) : t.resend,
          kind: 'quiet',
          className: 'wide',
          disabled: wait > 0,
          busy: this.#asking,
          onClick: () => void this.#resend(channel),
        })}
        ${quiet(t.instead[other], () => void this.#resend(other))}
        ${quiet(this.#errand.leave.label(face), this.#errand.leave.run)}
      </div>
      ${help(face, true)}`,
    )
  }

  async submit(field: (name: string) => string): Promise<void> {
    const { t } = this.#desk
    const code = field('code').replace(/\D/g, '')
    if (await this.#desk.refuse(code.length === this.#sent.digits ? {} : { code: t.digitsMissing })) return
    const { challenge, keys } = this.#sent
    const words = (problem: Problem) => {
      if (problem.code !== 'code-refused') return undefined
      const over = problem.fields['body.code'] === 'over'
      if (over) this.#again = 0
      return over ? t.digitsOver : t.digitsWrong
    }
    await this.#desk.work(() => this.#desk.enter(this.#errand.open({ challenge, code }), keys), 'code', words)
  }

  leave(): void {
    clearTimeout(this.#ticking)
  }

  async #resend(channel: CodeChannel): Promise<void> {
    if (this.#asking) return
    this.#asking = true
    const { t } = this.#desk
    this.#desk.say({ alert: undefined, done: undefined, errors: {} })
    try {
      this.#sent = await this.#errand.ask(channel)
      this.#again = Date.now() + pause
      this.#desk.say({ done: t.resent })
      this.#desk.announce(t.resent)
    } catch (thrown) {
      // Only another message has to wait: the code that came may still be typed.
      const problem = asProblem(thrown)
      this.#again = Date.now() + (problem.retryAfter ?? 5) * 1000
      this.#desk.say({ alert: this.#desk.words(problem) })
    }
    this.#asking = false
    this.#tick()
    await this.#desk.focus('code')
  }

  /** Counts the seconds on the button. */
  #tick(): void {
    clearTimeout(this.#ticking)
    if (Date.now() < this.#again) this.#ticking = setTimeout(() => this.#tick(), 1000)
    this.#desk.redraw()
  }
}
