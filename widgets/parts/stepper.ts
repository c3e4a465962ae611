/** How many: a field with a button on each side. What may be typed is judged by the owner. */
import { css, html, nothing, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import { button } from './button.ts'
import { iconLess, iconMore } from './icons-trade.ts'

export interface StepperOptions {
  /** Unique inside the widget's shadow root. */
  id: string
  value: string
  /** Names the group: "Quantité de Toner noir". */
  label: string
  /** Names the field; the group's name by default. */
  fieldLabel?: string | undefined
  less: string
  more: string
  decimals: boolean
  atLeast: boolean
  /** The owner says below what is wrong, in an element whose id is this one's and `-error`. */
  wrong: boolean
  onStep: (way: 1 | -1) => void
  /** While it is typed. */
  onInput?: (text: string) => void
  /** When typing has ended. */
  onChange?: (text: string) => void
}

export function stepper(options: StepperOptions): TemplateResult {
  const { id, wrong, onStep } = options
  const typed = (event: Event) => (event.target as HTMLInputElement).value
  return html`<div class="stepper ${wrong ? 'wrong' : ''}" part="stepper" role="group" aria-label=${options.label}>
    ${button({ label: options.less, icon: iconLess, iconOnly: true, kind: 'quiet', disabled: options.atLeast, onClick: () => onStep(-1) })}
    <input
      id=${id}
      class="input stepper-input"
      part="input"
      type="text"
      inputmode=${options.decimals ? 'decimal' : 'numeric'}
      autocomplete="off"
      maxlength="14"
      aria-label=${options.fieldLabel ?? options.label}
      aria-invalid=${wrong ? 'true' : nothing}
      aria-describedby=${wrong ? `${id}-error` : nothing}
      .value=${live(options.value)}
      @input=${(event: Event) => options.onInput?.(typed(event))}
      @change=${(event: Event) => options.onChange?.(typed(event))}
    />
    ${button({ label: options.more, icon: iconMore, iconOnly: true, kind: 'quiet', onClick: () => onStep(1) })}
  </div>`
}

export const stepperStyles = css`
  .stepper {
    display: inline-grid;
    grid-template-columns: var(--g-control) minmax(2.5em, 3.5em) var(--g-control);
    /* No border: what is pressed keeps its whole height. */
    outline: 1px solid var(--g-line-strong);
    outline-offset: -1px;
    border-radius: var(--g-radius);
    background: var(--g-surface);
  }
  .stepper.wrong {
    outline-color: var(--g-danger);
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
