/** What the cart comes to, and the one step that follows. */
import { html, nothing, type TemplateResult } from 'lit'
import { heading } from '../parts/heading.ts'
import type { Face } from './face.ts'

export function summary(face: Face, action: unknown): TemplateResult {
  const { t, format, quote, currency, level, busy } = face
  const refused = quote?.lines.filter((line) => line.fault !== null).length ?? 0
  return html`<section class="summary" part="summary" aria-labelledby="summary-title" aria-busy=${busy ? 'true' : nothing}>
    ${heading(level + 1, t.summary, 'summary-title', 'summary-title')}
    <dl class="sums ${busy ? 'stale' : ''}">
      <div><dt>${t.exclTax}</dt><dd class="numeric">${format.money(quote?.exclTax ?? null, currency)}</dd></div>
      ${quote?.taxes.map(
        (row) =>
          html`<div><dt>${row.rate === null ? t.tax : t.taxAt(format.percent(row.rate))}</dt><dd class="numeric">${format.money(row.amount, currency)}</dd></div>`,
      )}
      ${quote && quote.exclTax !== null && quote.inclTax === null ? html`<div><dt>${t.tax}</dt><dd>${t.taxLater}</dd></div>` : nothing}
      <div class="sum-total"><dt>${t.inclTax}</dt><dd class="numeric">${format.money(quote?.inclTax ?? null, currency)}</dd></div>
    </dl>
    ${refused > 0 ? html`<p class="second">${t.without(refused)}</p>` : nothing}
    ${action}
  </section>`
}
