/** How many: a field with a button on each side. What may be typed is judged by the owner. */
import { css, html, nothing, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import { button } from './button.ts'
import { iconDanger } from './icons.ts'
import { iconLess, iconMore } from './icons-trade.ts'

export interface StepperOptions {
  /** Unique inside the widget's shadow root. */
  id: string
  value: string
  /** Names the group: "Quantité de Toner noir". */
  label: string
  less: string
  more: string
  decimals: boolean
  atLeast: boolean
  error?: string | undefined
  onStep: (way: 1 | -1) => void
  /** When typing has ended. */
  onChange: (text: string) => void
}

export function stepper(options: StepperOptions): TemplateResult {
  const { id, error, onStep } = options
  return html`<div class="stepper-field">
    <div class="stepper ${error ? 'wrong' : ''}" part="stepper" role="group" aria-label=${options.label}>
      ${button({ label: options.less, icon: iconLess, iconOnly: true, kind: 'quiet', disabled: options.atLeast, onClick: () => onStep(-1) })}
      <input
        id=${id}
        class="input stepper-input"
        part="input"
        type="text"
        inputmode=${options.decimals ? 'decimal' : 'numeric'}
        autocomplete="off"
        maxlength="14"
        aria-label=${options.label}
        aria-invalid=${error ? 'true' : nothing}
        aria-describedby=${error ? `${id}-error` : nothing}
        .value=${live(options.value)}
        @change=${(event: Event) => options.onChange((event.target as HTMLInputElement).value)}
      />
      ${button({ label: options.more, icon: iconMore, iconOnly: true, kind: 'quiet', onClick: () => onStep(1) })}
    </div>
    ${error ? html`<p class="field-error" id="${id}-error">${iconDanger}<span>${error}</span></p>` : nothing}
  </div>`
}

export const stepperStyles = css`
  .stepper {
    display: inline-grid;
    grid-template-columns: var(--g-control) minmax(2.5em, 3.5em) var(--g-control);
    border: 1px solid var(--g-line-strong);
    border-radius: var(--g-radius);
    background: var(--g-surface);
  }
  .stepper.wrong {
    border-color: var(--g-danger);
  }
  .stepper > .button {
    border: 0;
    color: var(--g-text);
  }
  .stepper > .button:disabled {
    background: none;
    color: var(--g-muted);
    opacity: 0.5;
  }
  .stepper > .stepper-input {
    padding: 0;
    border: 0;
    background: none;
    text-align: center;
    font-variant-numeric: tabular-nums;
  }
`
