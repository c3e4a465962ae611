/** A choice among a few, drawn as cards of a radio group: the platform brings keys and names. */
import { html, nothing, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import { repeat } from 'lit/directives/repeat.js'

export interface Option {
  value: string
  label: string
  hint?: string | TemplateResult | null | undefined
}

interface Options {
  /** Unique in the shadow root. */
  name: string
  legend: string
  legendHidden?: boolean
  options: readonly Option[]
  value: string
  error?: string | undefined
  onChange: (value: string) => void
}

export function options({ name, legend, legendHidden, options: all, value, error, onChange }: Options): TemplateResult {
  return html`<fieldset class="options" part="options" aria-describedby=${error ? `${name}-error` : nothing}>
    <legend class=${legendHidden ? 'visually-hidden' : 'field-label'}>${legend}</legend>
    <div class="option-list">
      ${repeat(
        all,
        // A row keeps its element: a press while other rows come hits the one that it was meant for.
        ({ value: key }) => key,
        (option) => html`<label class="option" part="option">
          <input type="radio" name=${name} value=${option.value} .checked=${live(option.value === value)} @change=${() => onChange(option.value)} />
          <span class="option-text"><span class="option-label">${option.label}</span>${option.hint ? html`<span class="option-hint">${option.hint}</span>` : nothing}</span>
        </label>`,
      )}
    </div>
    ${error ? html`<p class="field-error" id="${name}-error"><span>${error}</span></p>` : nothing}
  </fieldset>`
}
