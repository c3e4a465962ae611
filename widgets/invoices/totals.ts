/** One glance: what is left to pay and what is late, over the filtered set. Each figure is a filter. */
import { html, nothing, type TemplateResult } from 'lit'
import type { InvoiceState, InvoiceTotals } from '../../bff/api.ts'
import { iconDanger } from '../parts/icons.ts'
import type { Face } from './face.ts'
import { sameStates, unpaid } from './model.ts'

interface Figure {
  name: string
  label: string
  amount: string | null
  count: number
  /** The count, in words. */
  words: string
  states: readonly InvoiceState[]
}

function figure(
  { name, label, amount, count, words, states }: Figure,
  currency: string | null,
  face: Face,
): TemplateResult {
  const { format, view } = face
  const chosen = sameStates(view.states, states)
  const shown = amount !== null && currency !== null ? format.money(amount, currency) : null
  const late = name === 'overdue' && count > 0
  return html`<button
    type="button"
    class="figure ${late ? 'late' : ''}"
    part="figure figure-${name}"
    aria-pressed=${chosen ? 'true' : 'false'}
    @click=${() => face.change((now) => ({ ...now, states: chosen ? [] : states }))}
  >
    <span class="second">${label}</span>
    <span class="figure-amount">${late ? iconDanger : nothing}${shown ?? words}</span>
    ${shown === null ? nothing : html`<span class="second">${words}</span>`}
  </button>`
}

export function totals(
  { currency, open, openCount, overdue, overdueCount }: InvoiceTotals,
  face: Face,
): TemplateResult {
  const { t } = face
  const credit = open?.startsWith('-') && open.slice(1)
  return html`<div class="figures" part="totals">
    ${figure(
      {
        name: 'open',
        label: credit ? t.inFavour : t.toPay,
        // The words say whose it is; a minus would say it twice.
        amount: credit || open,
        count: openCount,
        // Unused credit notes are in it, so these are not all invoices.
        words: openCount === 0 ? t.nothingToPay : t.count(openCount),
        states: unpaid,
      },
      currency,
      face,
    )}
    ${figure(
      {
        name: 'overdue',
        label: t.late,
        amount: overdue,
        count: overdueCount,
        words: overdueCount === 0 ? t.nothingLate : t.countLate(overdueCount),
        states: ['overdue'],
      },
      currency,
      face,
    )}
  </div>`
}
