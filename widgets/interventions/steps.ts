/** Where it stands: the steps in order, each with its words and, where it is known, its date. */
import { html, nothing, type TemplateResult } from 'lit'
import type { InterventionStep } from '../../bff/api.ts'
import { iconCheck } from '../parts/icons.ts'
import type { Face } from './face.ts'
import { looks } from './states.ts'

export function stepList(steps: readonly InterventionStep[], { t }: Face): TemplateResult {
  const said = { done: t.stepDone, current: t.stepCurrent, next: t.stepNext }
  return html`<ol class="steps" part="steps" aria-label=${t.steps}>
    ${steps.map(({ state, progress, at }) => {
      const [icon, tone] = looks[state]
      const current = progress === 'current'
      return html`<li
        class="step ${progress} ${current ? tone : ''}"
        part="step"
        aria-current=${current ? 'step' : nothing}
      >
        <span class="step-mark">${progress === 'done' ? iconCheck : current ? icon : nothing}</span>
        <span class="step-words">
          <span class="visually-hidden">${said[progress]}${'\u00a0: '}</span>
          <span class="step-name">${t.state[state]}</span>
          ${at === null ? nothing : html`<span class="second">${t.moment(at)}</span>`}
        </span>
      </li>`
    })}
  </ol>`
}
