/** A request for an access: two numbers of an invoice say whom on file to ask. The answer is always the same. */
import { html, type TemplateResult } from 'lit'
import { textField } from '../../parts/field.ts'
import { form, submitButton } from '../face.ts'
import type { Desk, Way, WayFace } from '../way.ts'
import { backButton, help, lead, told } from './parts.ts'

const fields = [
  { name: 'customerCode', autocomplete: 'off', type: 'text' },
  { name: 'invoiceNumber', autocomplete: 'off', type: 'text' },
  { name: 'name', autocomplete: 'name', type: 'text' },
  { name: 'email', autocomplete: 'email', type: 'email' },
] as const

export class Registration implements Way {
  readonly #desk: Desk
  #sent = false

  constructor(desk: Desk) {
    this.#desk = desk
  }

  get first(): string | undefined {
    return this.#sent ? undefined : 'customerCode'
  }

  draw(face: WayFace): TemplateResult {
    const { t, portal, errors } = face
    const vendor = portal?.name ?? ''
    const back = backButton(face, () => void this.#desk.back())
    if (this.#sent) return told(face, t.registerSentTitle, t.registerSent(vendor), html`${back} ${help(face, true)}`)
    const labels = { customerCode: t.customerCode, invoiceNumber: t.invoiceNumber, name: t.name, email: t.email }
    return form(
      face,
      t.registerTitle,
      html`${lead(t.registerHint(vendor))}
      ${fields.map(({ name, autocomplete, type }) =>
        textField({
          id: name,
          name,
          type,
          autocomplete,
          label: labels[name],
          maxLength: 200,
          required: true,
          error: errors[name],
          ...(name !== 'name' && { correction: 'off' }),
        }),
      )}
      ${submitButton(face, t.registerSend)} ${back}`,
    )
  }

  async submit(field: (name: string) => string): Promise<void> {
    const desk = this.#desk
    const { t, language } = desk
    const typed = (name: (typeof fields)[number]['name']) => field(name).trim()
    const email = typed('email')
    const errors = {
      ...(!typed('customerCode') && { customerCode: t.customerCodeMissing }),
      ...(!typed('invoiceNumber') && { invoiceNumber: t.invoiceNumberMissing }),
      ...(!typed('name') && { name: t.nameMissing }),
      ...(!/^\S+@\S+\.\S+$/.test(email) && { email: t.emailMissing }),
    }
    if (await desk.refuse(errors)) return
    const body = {
      customerCode: typed('customerCode'),
      invoiceNumber: typed('invoiceNumber'),
      name: typed('name'),
      email,
      language,
    }
    this.#sent = await desk.work(async () => {
      await desk.call('POST /session/registration', { body })
    }, 'customerCode')
    desk.redraw()
    if (this.#sent) await desk.focus()
  }
}
