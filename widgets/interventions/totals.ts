/** One glance: what is under way, and what waits for the reader. Each figure is a filter. */
import { html, nothing, type TemplateResult } from 'lit'
import type { InterventionState, InterventionTotals } from '../../bff/api.ts'
import type { Face } from './face.ts'
import { iconAnswer } from './state-icons.ts'
import { openStates, sameStates } from './model.ts'

interface Figure {
  name: string
  label: string
  count: number
  states: readonly InterventionState[]
}

function figure({ name, label, count, states }: Figure, { format, view, change }: Face): TemplateResult {
  const chosen = sameStates(view.states, states)
  const asks = name === 'waiting' && count > 0
  return html`<button
    type="button"
    class="figure ${asks ? 'asks' : ''}"
    part="figure figure-${name}"
    aria-pressed=${chosen ? 'true' : 'false'}
    @click=${() => change((now) => ({ ...now, states: chosen ? [] : states }))}
  >
    <span class="second">${label}</span>
    <span class="figure-amount">${asks ? iconAnswer : nothing}${format.number(count)}</span>
  </button>`
}

export function totals({ openCount, waitingCount }: InterventionTotals, face: Face): TemplateResult {
  const { t } = face
  return html`<div class="figures" part="totals">
    ${figure({ name: 'open', label: t.figureOpen, count: openCount, states: openStates }, face)}
    ${figure({ name: 'waiting', label: t.figureWaiting, count: waitingCount, states: ['waiting'] }, face)}
  </div>`
}
