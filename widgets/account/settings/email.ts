/** The own e-mail address: another one is asked for here, and counts once its mailbox has confirmed it. */
import { html, nothing, type TemplateResult } from 'lit'
import { asProblem } from '../../base/problem.ts'
import { button } from '../../parts/button.ts'
import { textField } from '../../parts/field.ts'
import { notice } from '../../parts/notice.ts'
import { inWords, type Office, part } from './part.ts'

export class EmailPart {
  #open = false
  #busy = false
  #typed = ''
  #alert: string | undefined
  #error: string | undefined
  #sent: string | undefined

  draw(office: Office): TemplateResult | typeof nothing {
    const { t, view } = office
    // A portal code has no address; who was handed over by a website that made the account has the website's.
    if (!view.login || (view.kind === 'hand-off' && !view.hasPassword)) return nothing
    const sent = this.#sent === undefined ? nothing : notice({ tone: 'success', text: this.#sent, role: 'status' })
    return part(
      'email',
      t.email,
      this.#open
        ? this.#form(office)
        : html`${sent}
            <p class="muted">${view.email ? t.emailNow(view.email) : t.emailNone}</p>
            ${button({
              label: view.email ? t.changeEmail : t.giveEmail,
              part: 'change-email',
              onClick: () => void this.#toggle(office, true),
            })}`,
    )
  }

  #form(office: Office): TemplateResult {
    const { t } = office
    return html`<form
      class="settings-form"
      novalidate
      aria-labelledby="email-title"
      @submit=${(event: SubmitEvent) => void this.#submit(event, office)}
    >
      ${this.#alert ? notice({ tone: 'danger', text: this.#alert, role: 'alert' }) : nothing}
      ${textField({
        id: 'new-email',
        name: 'new-email',
        type: 'email',
        label: t.newEmail,
        hint: t.newEmailHint,
        value: this.#typed,
        autocomplete: 'email',
        correction: 'off',
        required: true,
        error: this.#error,
        onInput: (value) => {
          this.#typed = value
        },
      })}
      <div class="row">
        ${button({ label: t.sendLink, kind: 'primary', type: 'submit', busy: this.#busy })}
        ${button({ label: t.cancel, kind: 'quiet', onClick: () => void this.#toggle(office, false) })}
      </div>
    </form>`
  }

  async #submit(event: SubmitEvent, office: Office): Promise<void> {
    event.preventDefault()
    if (this.#busy) return
    const { t, view } = office
    const email = this.#typed.trim()
    this.#alert = undefined
    this.#error = !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)
      ? t.newEmailMissing
      : email.toLowerCase() === view.email?.toLowerCase()
        ? t.newEmailSame
        : undefined
    if (this.#error) return this.#focus(office)
    this.#busy = true
    office.redraw()
    try {
      const { minutes } = await office.call('POST /session/email', { body: { email } })
      this.#busy = false
      this.#sent = t.emailSent(email, minutes)
      office.announce(this.#sent)
      await this.#toggle(office, false, this.#sent)
    } catch (thrown) {
      this.#busy = false
      const problem = asProblem(thrown)
      // Whoever has left the dialog that asks who it is knows why nothing happened.
      if (problem.code === 'input-invalid') this.#error = t.newEmailMissing
      else if (problem.code !== 'step-up-required') this.#alert = inWords(office, problem)
      await this.#focus(office)
    }
  }

  async #focus(office: Office): Promise<void> {
    office.redraw()
    await office.focus('[name=new-email]')
  }

  async #toggle(office: Office, open: boolean, sent?: string): Promise<void> {
    this.#open = open
    this.#sent = sent
    this.#typed = ''
    this.#alert = this.#error = undefined
    office.redraw()
    await office.focus(open ? '[name=new-email]' : '[part~=change-email]')
  }
}
