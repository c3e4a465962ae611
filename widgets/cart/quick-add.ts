/** By reference: what somebody who knows the codes types, one after the other. */
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../parts/button.ts'
import { textField } from '../parts/field.ts'
import { iconMore } from '../parts/icons-trade.ts'
import type { Face, QuickAdd } from './face.ts'

export function quickAdd({ t }: Pick<Face, 't'>, quick: QuickAdd): TemplateResult {
  const { choices } = quick
  const submit = (event: Event) => {
    event.preventDefault()
    if (!quick.busy) quick.find()
  }
  return html`<form class="quick" part="quick-add" @submit=${submit}>
    <div class="quick-row">
      ${textField({
        id: 'quick-code',
        label: t.quickAdd,
        value: quick.code,
        maxLength: 60,
        correction: 'off',
        placeholder: t.quickHint,
        error: quick.error,
        onInput: (code) => quick.type(code),
      })}
      ${button({ label: t.add, icon: iconMore, type: 'submit', busy: quick.busy })}
    </div>
    ${
      choices.length === 0
        ? nothing
        : html`<p class="second" id="quick-which">${t.quickWhich}</p>
          <ul class="quick-choices" aria-labelledby="quick-which">
            ${choices.map(
              (article) =>
                html`<li>${button({ label: html`<strong>${article.code}</strong> ${article.label}`, kind: 'quiet', onClick: () => quick.add(article) })}</li>`,
            )}
          </ul>`
    }
  </form>`
}
