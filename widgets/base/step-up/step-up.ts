/**
 * Who signed in long ago shows once more who it is, before a delicate act: by password, or by a code that goes to the
 * own address or number on file. A modal dialog in the asking widget's own root; the act goes on afterwards.
 */
import { type CSSResult, html, nothing, render } from 'lit'
import type { Challenge, CodeChannel, Language } from '../../../bff/api.ts'
import { button } from '../../parts/button.ts'
import { fieldStyles, textField } from '../../parts/field.ts'
import { notice, noticeStyles } from '../../parts/notice.ts'
import { passwordField } from '../../parts/password.ts'
import type { Counter, Move } from '../counter.ts'
import { asProblem } from '../problem.ts'
import type { SharedStrings } from '../strings/fr.ts'
import { stepUpStyles } from './step-up.styles.ts'
import type { StepUpStrings } from './strings/fr.ts'

const words = { fr: () => import('./strings/fr.ts'), en: () => import('./strings/en.ts') }

/** True once it is certain who it is; false when the person has left. @param root the asking widget's inner root */
export async function stepUp(
  root: HTMLElement,
  counter: Counter,
  language: Language,
  shared: SharedStrings,
): Promise<boolean> {
  const { default: t } = await words[language]()
  dress(root.getRootNode() as ShadowRoot, [fieldStyles, noticeStyles, stepUpStyles])
  const dialog = document.createElement('dialog')
  dialog.className = 'step-up'
  dialog.setAttribute('part', 'step-up')
  dialog.setAttribute('aria-labelledby', 'step-up-title')
  root.append(dialog)
  const done = await new StepUp(dialog, counter, t, shared).ask()
  dialog.close()
  dialog.remove()
  return done
}

function dress(root: ShadowRoot, styles: readonly CSSResult[]): void {
  const sheets = styles.flatMap(({ styleSheet }) => styleSheet ?? [])
  root.adoptedStyleSheets = [...new Set([...root.adoptedStyleSheets, ...sheets])]
}

class StepUp {
  readonly #dialog: HTMLDialogElement
  readonly #counter: Counter
  readonly #t: StepUpStrings
  readonly #shared: SharedStrings
  #sent: (Challenge & { channel: CodeChannel }) | undefined
  #busy = false
  #shown = false
  #alert: string | undefined
  #missing: string | undefined
  #end: (done: boolean) => void = () => {}

  constructor(dialog: HTMLDialogElement, counter: Counter, t: StepUpStrings, shared: SharedStrings) {
    this.#dialog = dialog
    this.#counter = counter
    this.#t = t
    this.#shared = shared
  }

  ask(): Promise<boolean> {
    const ended = new Promise<boolean>((resolve) => {
      this.#end = resolve
    })
    this.#draw()
    this.#dialog.addEventListener('close', () => this.#end(false))
    this.#dialog.showModal()
    this.#focus()
    return ended
  }

  get #byPassword(): boolean {
    return !this.#sent && this.#counter.session.view?.hasPassword === true
  }

  #draw(): void {
    const t = this.#t
    const sent = this.#sent
    const phone = this.#counter.session.view?.phone
    const send = (channel: CodeChannel, label: string, kind: 'quiet' | 'secondary') =>
      button({ label, kind, busy: this.#busy, onClick: () => void this.#send(channel) })
    const factor = sent
      ? html`<p>${t.sent(sent.minutes)}</p>
          ${textField({
            id: 'step-up-code',
            name: 'code',
            label: t.code,
            className: 'step-up-digits',
            autocomplete: 'one-time-code',
            inputMode: 'numeric',
            correction: 'off',
            maxLength: 20,
            error: this.#missing,
          })}`
      : this.#byPassword
        ? passwordField({
            name: 'step-up-password',
            label: t.password,
            autocomplete: 'current-password',
            error: this.#missing,
            shown: this.#shown,
            toggle: () => {
              this.#shown = !this.#shown
              this.#draw()
            },
            words: t,
          })
        : nothing
    const kind = this.#byPassword || sent ? 'quiet' : 'secondary'
    render(
      html`<form class="step-up-form" novalidate @submit=${this.#submit}>
        <div class="step-up-title" id="step-up-title" role="heading" aria-level="2">${t.title}</div>
        <p>${t.hint}</p>
        ${this.#alert ? notice({ tone: 'danger', text: this.#alert, role: 'alert' }) : nothing} ${factor}
        ${factor === nothing ? nothing : button({ label: t.confirm, kind: 'primary', type: 'submit', busy: this.#busy })}
        <div class="step-up-doors">
          ${sent ? send(sent.channel, t.again, kind) : html`${send('mail', t.byMail, kind)} ${phone ? send('sms', t.bySms(phone.replaceAll(' ', '\u00a0')), kind) : nothing}`}
          ${button({ label: t.cancel, kind: 'quiet', onClick: () => this.#end(false) })}
        </div>
      </form>`,
      this.#dialog,
    )
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (this.#busy) return
    const data = new FormData(event.target as HTMLFormElement)
    const sent = this.#sent
    const code = String(data.get('code') ?? '').replace(/\D/g, '')
    const password = String(data.get('step-up-password') ?? '')
    this.#missing = sent
      ? code.length === sent.digits
        ? undefined
        : this.#t.codeMissing
      : password
        ? undefined
        : this.#t.passwordMissing
    if (this.#missing) {
      this.#draw()
      return this.#focus()
    }
    const body: Move['body'] = sent ? { challenge: sent.challenge, code } : { password }
    await this.#work(async () => {
      await this.#counter.session.move({ key: 'POST /session/step-up', body } as Move)
      this.#end(true)
    })
  }

  async #send(channel: CodeChannel): Promise<void> {
    await this.#work(async () => {
      const challenge = await this.#counter.call('POST /session/step-up/code', { body: { channel } })
      this.#sent = { ...challenge, channel }
    })
  }

  async #work(run: () => Promise<void>): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    this.#alert = undefined
    this.#draw()
    try {
      await run()
    } catch (thrown) {
      const { code, fields } = asProblem(thrown)
      const t = this.#t
      if (code === 'sign-in-refused') this.#alert = t.wrong
      else if (code === 'code-refused') this.#alert = fields['body.code'] === 'over' ? t.codeOver : t.codeWrong
      else this.#alert = this.#shared.problems[code] ?? this.#shared.problems.unexpected
    }
    this.#busy = false
    this.#draw()
    this.#focus()
  }

  #focus(): void {
    const field = this.#dialog.querySelector('input')
    field?.focus()
    field?.select()
  }
}
