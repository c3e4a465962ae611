/** The one step that follows from the totals: on to the recap, and there the button that orders. */
import { html, nothing, type TemplateResult } from 'lit'
import type { OrderForm } from '../../bff/api.ts'
import { button } from '../parts/button.ts'
import type { Face } from './face.ts'
import type { Placing } from './placing.ts'

export function goOn({ t, quote, busy }: Face, go: () => void): TemplateResult {
  const ready = (quote?.orderable ?? false) && !busy
  const blocked = !ready && !busy
  return html`<div class="summary-act">
    ${button({ label: t.goOn, kind: 'primary', part: 'go-on', disabled: blocked, onClick: () => ready && go() })}
    ${blocked ? html`<p class="second">${t.correct}</p>` : nothing}
  </div>`
}

interface Order {
  placing: Placing
  form: OrderForm
  terms: string | undefined
  send: () => void
}

export function orderNow({ t, quote, busy }: Face, { placing, form, terms, send }: Order): TemplateResult {
  const waits = placing.current !== undefined
  return html`<div class="summary-act">
    ${form.paymentTerms ? html`<p class="second">${t.payment(form.paymentTerms)}</p>` : nothing}
    <p class="second">${t.confirmed}</p>
    ${terms ? html`<p class="second"><a href=${terms} target="_blank" rel="noopener">${t.terms}</a></p>` : nothing}
    ${button({
      label: form.customerKind === 'person' ? t.orderAndPay : t.order,
      kind: 'primary',
      part: 'order',
      busy: placing.busy,
      disabled: waits || !quote?.orderable || busy,
      onClick: send,
    })}
    ${waits ? html`<p class="second">${t.acceptFirst}</p>` : nothing}
  </div>`
}
