/** In by six digits that come by mail or SMS, to an address or number on file. */
import { html, type TemplateResult } from 'lit'
import type { CodeChannel } from '../../../bff/api.ts'
import { generateKeys } from '../../base/proof.ts'
import { button } from '../../parts/button.ts'
import { textField } from '../../parts/field.ts'
import { form, submitButton } from '../face.ts'
import type { Desk, Way, WayFace } from '../way.ts'
import { CodeEntry, type Sent } from './code-entry.ts'
import { eraseChallenge, keepChallenge, readChallenge } from './kept-challenge.ts'
import { backButton, lead } from './parts.ts'

/** `06 12 34 56 78`: whoever gives a number reads his messages there. */
const isPhone = (typed: string) => /^\+?[\d\s().-]{8,}$/.test(typed)

export class OneTimeCode implements Way {
  readonly #desk: Desk
  #identifier: string
  #entry: CodeEntry | undefined

  constructor(desk: Desk, login = '') {
    this.#desk = desk
    this.#identifier = login
    void this.#goOn()
  }

  get first(): string {
    return this.#entry ? 'code' : 'identifier'
  }

  draw(face: WayFace): TemplateResult {
    if (this.#entry) return this.#entry.draw(face)
    const { t, errors, portal } = face
    return form(
      face,
      t.askCodeTitle,
      html`${lead(t.askCodeHint(portal?.name ?? ''))}
      ${textField({
        id: 'identifier',
        name: 'identifier',
        label: t.tellUs,
        value: this.#identifier,
        autocomplete: 'username',
        correction: 'off',
        required: true,
        error: errors.identifier,
        onInput: (value) => {
          this.#identifier = value
        },
      })}
      ${submitButton(face, t.askCodeByMail)}
      ${button({
        label: t.askCodeBySms,
        className: 'wide',
        disabled: face.wait > 0,
        busy: face.busy,
        onClick: () => void this.#ask('sms'),
      })}
      ${backButton(face, () => void this.#desk.back())}`,
    )
  }

  async submit(field: (name: string) => string): Promise<void> {
    if (this.#entry) await this.#entry.submit(field)
    else await this.#ask(isPhone(this.#identifier.trim()) ? 'sms' : 'mail')
  }

  leave(): void {
    this.#entry?.leave()
    // Signed in, or given up. A reload leaves nothing: it only goes.
    eraseChallenge(this.#desk.counter.address)
  }

  async #ask(channel: CodeChannel): Promise<void> {
    const desk = this.#desk
    if (await desk.refuse(this.#identifier.trim() ? {} : { identifier: desk.t.tellUsMissing })) return
    const went = await desk.work(async () => this.#enterCode(await this.#send(channel)), 'identifier')
    if (went) await desk.focus('code')
  }

  async #send(channel: CodeChannel): Promise<Sent> {
    const { address, session } = this.#desk.counter
    const keys = await generateKeys()
    const identifier = this.#identifier.trim()
    const body = { identifier, channel }
    const challenge = await session.askWith(keys, 'POST /session/one-time-code', { body })
    const until = Date.now() + challenge.minutes * 60_000
    await keepChallenge(address, { ...challenge, until, channel, identifier }, keys)
    return { ...challenge, channel, keys }
  }

  #enterCode(sent: Sent): void {
    this.#entry = new CodeEntry(
      this.#desk,
      {
        ask: (channel) => this.#send(channel),
        open: (body) => ({ key: 'POST /session/one-time-code/open', body }),
        title: ({ t }) => t.enterCodeTitle,
        text: ({ t }, { channel, minutes }) =>
          channel === 'sms' ? t.codeSentBySms(this.#identifier, minutes) : t.codeSentByMail(this.#identifier, minutes),
        leave: { label: ({ t }) => t.otherLogin, run: () => void this.#other() },
      },
      sent,
    )
  }

  async #other(): Promise<void> {
    this.leave()
    this.#entry = undefined
    this.#desk.say({ alert: undefined, done: undefined, errors: {} })
    await this.#desk.focus('identifier')
  }

  /** After a reload, while the code is good. */
  async #goOn(): Promise<void> {
    const found = await readChallenge(this.#desk.counter.address)
    if (!found) return eraseChallenge(this.#desk.counter.address)
    if (this.#entry) return
    const { kept, keys } = found
    this.#identifier = kept.identifier
    this.#enterCode({ ...kept, keys })
    this.#desk.redraw()
  }
}
