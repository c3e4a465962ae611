/** The own e-mail address: another one is asked for here, and counts once its mailbox has confirmed it. */
import type { TemplateResult } from 'lit'
import type { SessionView } from '../../../bff/api.ts'
import type { Problem } from '../../base/problem.ts'
import { textField } from '../../parts/field.ts'
import { type Errors, FormPart, type PartWords, type Typed } from './form-part.ts'
import type { Office } from './part.ts'

const field = 'new-email'

export class EmailPart extends FormPart {
  protected readonly name = 'email'

  protected offered({ login, kind, hasPassword }: SessionView): boolean {
    // A portal code has no address; who was handed over by a website that made the account has the website's.
    return login !== null && !(kind === 'hand-off' && !hasPassword)
  }

  protected words({ t, view }: Office): PartWords {
    return {
      title: t.email,
      now: view.email ? t.emailNow(view.email) : t.emailNone,
      change: view.email ? t.changeEmail : t.giveEmail,
      send: t.sendLink,
    }
  }

  protected fields({ t }: Office): TemplateResult {
    return textField({
      id: field,
      name: field,
      type: 'email',
      label: t.newEmail,
      hint: t.newEmailHint,
      value: this.typed,
      autocomplete: 'email',
      correction: 'off',
      required: true,
      error: this.errors[field],
      onInput: (value) => {
        this.typed = value
      },
    })
  }

  protected check({ t, view }: Office, typed: Typed): Errors {
    const email = typed(field).trim()
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return { [field]: t.newEmailMissing }
    return email.toLowerCase() === view.email?.toLowerCase() ? { [field]: t.newEmailSame } : {}
  }

  protected async send({ t, call }: Office, typed: Typed): Promise<string> {
    const email = typed(field).trim()
    const { minutes } = await call('POST /session/email', { body: { email } })
    return t.emailSent(email, minutes)
  }

  protected blame({ t }: Office, { code }: Problem): Errors | undefined {
    return code === 'input-invalid' ? { [field]: t.newEmailMissing } : undefined
  }
}
