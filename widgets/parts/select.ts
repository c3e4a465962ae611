/** A choice among few: the platform's own list, in our frame. */
import { css, html, nothing, type TemplateResult } from 'lit'
import { ifDefined } from 'lit/directives/if-defined.js'
import { live } from 'lit/directives/live.js'
import { describedBy, type FieldOptions, frame } from './field.ts'

export interface SelectFieldOptions extends FieldOptions {
  value: string
  options: readonly { value: string; label: string }[]
  onChange: (value: string, event: Event) => void
}

export function selectField(options: SelectFieldOptions): TemplateResult {
  return frame(
    options,
    html`<div class="control">
      <select
        id=${options.id}
        class="input select"
        part="select"
        name=${ifDefined(options.name)}
        ?disabled=${options.disabled ?? false}
        aria-invalid=${options.error ? 'true' : nothing}
        aria-describedby=${ifDefined(describedBy(options))}
        @change=${(event: Event) => options.onChange((event.target as HTMLSelectElement).value, event)}
      >
        ${options.options.map(
          (option) =>
            html`<option value=${option.value} .selected=${live(option.value === options.value)}>${option.label}</option>`,
        )}
      </select>
    </div>`,
  )
}

export const selectStyles = css`
  .select {
    padding-inline-end: calc(var(--g-space) * 9);
    cursor: pointer;
    text-overflow: ellipsis;
  }
  .control:has(> .select)::after {
    content: '';
    position: absolute;
    inset-inline-end: calc(var(--g-space) * 4);
    inline-size: 0.5em;
    block-size: 0.5em;
    border: solid var(--g-muted);
    border-width: 0 2px 2px 0;
    rotate: 45deg;
    translate: 0 -25%;
    pointer-events: none;
  }
`
