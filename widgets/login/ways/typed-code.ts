/** In by a code of a letter, typed with the customer number; a link's long code is taken here, too. */
import { html, type TemplateResult } from 'lit'
import type { ShownCode } from '../../../bff/api.ts'
import { asProblem } from '../../base/problem.ts'
import { textField } from '../../parts/field.ts'
import { form, submitButton } from '../face.ts'
import type { Desk, Way, WayFace } from '../way.ts'
import type { CodeEntry } from './code-entry.ts'
import { tidyCode, typedCode } from './codes.ts'
import { backButton } from './parts.ts'
import { secondProof } from './second-proof.ts'

export class TypedCode implements Way {
  readonly first = 'code'
  readonly #desk: Desk
  #proof: CodeEntry | undefined

  constructor(desk: Desk) {
    this.#desk = desk
  }

  draw(face: WayFace): TemplateResult {
    if (this.#proof) return this.#proof.draw(face)
    const { t, errors } = face
    return form(
      face,
      t.codeTitle,
      html`${textField({
        id: 'code',
        name: 'code',
        label: t.codeLabel,
        hint: t.codeHint,
        className: 'typed',
        autocomplete: 'off',
        correction: 'off',
        maxLength: 100,
        required: true,
        error: errors.code,
      })}
      ${textField({
        id: 'customer',
        name: 'customer',
        label: t.customerCode,
        hint: t.customerCodeHint,
        autocomplete: 'off',
        correction: 'off',
        maxLength: 100,
        required: true,
        error: errors.customer,
      })}
      ${submitButton(face, t.submit)} ${backButton(face, () => void this.#desk.back())}`,
    )
  }

  async submit(field: (name: string) => string): Promise<void> {
    const desk = this.#desk
    if (this.#proof) return this.#proof.submit(field)
    const shown = tidyCode(field('code'))
    // A link's code says by itself what it opens.
    if (/^cp_/i.test(shown)) return desk.go({ kind: 'link', code: shown })
    const code = typedCode(shown)
    const customer = field('customer').trim()
    const { t } = desk
    const errors = {
      ...(!code ? { code: t.codeMissing } : code.length < 12 && { code: t.codeShort }),
      ...(!customer && { customer: t.customerCodeMissing }),
    }
    if (await desk.refuse(errors)) return
    await desk.work(() => this.#enter({ code, customer }), 'code')
    if (this.#proof) await desk.focus('code')
  }

  leave(): void {
    this.#proof?.leave()
  }

  async #enter(body: ShownCode): Promise<void> {
    try {
      await this.#desk.enter({ key: 'POST /session/code', body })
    } catch (thrown) {
      if (asProblem(thrown).code !== 'second-proof-required') throw thrown
      this.#proof = await secondProof(this.#desk, body)
    }
  }
}
