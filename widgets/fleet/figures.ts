/** One glance: about how many machines something is under way, how many stand still. Each figure is a filter. */
import { html, type TemplateResult } from 'lit'
import type { EquipmentTotals } from '../../bff/api.ts'
import type { Face } from './face.ts'
import type { View } from './model.ts'

interface Figure {
  name: 'interventions' | 'orders' | 'stopped'
  count: number | null
  on: Partial<View>
  off: Partial<View>
  pressed: boolean
}

export function figures(totals: EquipmentTotals, face: Face): TemplateResult {
  const { t, view, change } = face
  const stopped = view.states.join() === 'out_of_service'
  const all: Figure[] = [
    ...(['interventions', 'orders'] as const).map(
      (name): Figure => ({
        name,
        count: name === 'interventions' ? totals.withInterventions : totals.withOrders,
        on: { work: name },
        off: { work: '' },
        pressed: view.work === name,
      }),
    ),
    {
      name: 'stopped',
      count: totals.outOfService,
      on: { states: ['out_of_service'] },
      off: { states: [] },
      pressed: stopped,
    },
  ]
  // A figure of nothing filters nothing, and says nothing that a calm screen would not.
  const shown = all.filter(({ count, pressed }) => count || pressed)
  return html`<div class="figures" part="totals">
    ${shown.map(
      ({ name, count, on, off, pressed }) => html`<button
        type="button"
        class="figure"
        part="figure figure-${name}"
        aria-pressed=${pressed ? 'true' : 'false'}
        @click=${() => change((now) => ({ ...now, ...(pressed ? off : on) }))}
      >
        <span class="second">${t.figure[name]}</span>
        <span class="figure-amount">${face.format.number(count ?? 0)}</span>
      </button>`,
    )}
  </div>`
}
