/**
 * Fields: label above, control, then hint or error. The label is always visible; an error is tied to its control and
 * says what to do. Inputs keep 16 px, because smaller ones make a phone zoom in.
 */
import { css, html, noChange, nothing, type TemplateResult } from 'lit'
import { ifDefined } from 'lit/directives/if-defined.js'
import { live } from 'lit/directives/live.js'
import { iconDanger, iconSearch } from './icons.ts'

export interface FieldOptions {
  /** Unique inside the widget's shadow root; hint and error derive theirs from it. */
  id: string
  label: string | TemplateResult
  /** Keeps the label for assistive technology only, where a placeholder and an icon say the same to the eye. */
  labelHidden?: boolean
  name?: string
  required?: boolean
  disabled?: boolean
  hint?: string | TemplateResult | undefined
  error?: string | TemplateResult | undefined
  className?: string
  part?: string
}

export interface TextFieldOptions extends FieldOptions {
  /** Absent: the browser keeps what was typed or filled in by a password manager. */
  value?: string | undefined
  type?: 'text' | 'password' | 'email' | 'search' | 'date' | 'time' | 'tel'
  autocomplete?: string
  inputMode?: 'text' | 'decimal' | 'numeric' | 'email' | 'search'
  placeholder?: string
  maxLength?: number
  min?: string | undefined
  max?: string | undefined
  /** `off` for logins and codes: no capital, no correction, no spell check. */
  correction?: 'off'
  /** Drawn inside the field at its end, e.g. the button that shows a password. */
  trailing?: TemplateResult
  onInput?: (value: string, event: InputEvent) => void
  onChange?: (value: string, event: Event) => void
}

export interface CheckboxOptions {
  id: string
  label: string | TemplateResult
  checked: boolean
  name?: string
  value?: string
  disabled?: boolean
  /** `pill`: a compact choice among several, drawn as a rounded tag; its styles are in pill.ts. */
  look?: 'box' | 'pill'
  onChange: (checked: boolean, event: Event) => void
}

/** Ids of the hint and the error, for the control. */
export const describedBy = ({ id, hint, error }: FieldOptions) =>
  [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined

/** Label, control, error, hint. */
export function frame(options: FieldOptions, control: TemplateResult): TemplateResult {
  const { id, label, hint, error } = options
  return html`<div class="field ${options.className ?? ''}" part="field ${options.part ?? ''}">
    <label for=${id} class=${options.labelHidden ? 'visually-hidden' : 'field-label'} part="label">${label}</label>
    ${control}
    ${error ? html`<p class="field-error" id="${id}-error">${iconDanger}<span>${error}</span></p>` : nothing}
    ${hint ? html`<p class="field-hint" id="${id}-hint">${hint}</p>` : nothing}
  </div>`
}

export function textField(options: TextFieldOptions): TemplateResult {
  const { type = 'text', correction, onInput, onChange } = options
  return frame(
    options,
    html`<div class="control ${options.trailing ? 'with-trailing' : ''} ${type === 'search' ? 'with-leading' : ''}">
      ${type === 'search' ? iconSearch : nothing}
      <input
        id=${options.id}
        class="input"
        part="input"
        type=${type}
        name=${ifDefined(options.name)}
        .value=${options.value === undefined ? noChange : live(options.value)}
        placeholder=${ifDefined(options.placeholder)}
        autocomplete=${(options.autocomplete ?? 'off') as AutoFill}
        inputmode=${ifDefined(options.inputMode)}
        maxlength=${ifDefined(options.maxLength)}
        min=${ifDefined(options.min)}
        max=${ifDefined(options.max)}
        autocapitalize=${correction ?? nothing}
        autocorrect=${correction ?? nothing}
        spellcheck=${correction ? 'false' : nothing}
        ?required=${options.required ?? false}
        ?disabled=${options.disabled ?? false}
        aria-invalid=${options.error ? 'true' : nothing}
        aria-describedby=${ifDefined(describedBy(options))}
        @input=${(event: InputEvent) => onInput?.((event.target as HTMLInputElement).value, event)}
        @change=${(event: Event) => onChange?.((event.target as HTMLInputElement).value, event)}
      />${options.trailing ?? nothing}
    </div>`,
  )
}

export function checkbox(options: CheckboxOptions): TemplateResult {
  return html`<label class="check ${options.look ?? 'box'}" part="checkbox">
    <input
      id=${options.id}
      type="checkbox"
      name=${ifDefined(options.name)}
      value=${ifDefined(options.value)}
      .checked=${live(options.checked)}
      ?disabled=${options.disabled ?? false}
      @change=${(event: Event) => options.onChange((event.target as HTMLInputElement).checked, event)}
    /><span>${options.label}</span>
  </label>`
}

export const fieldStyles = css`
  .field {
    display: block;
    min-inline-size: 0;
  }
  .field-label {
    display: block;
    margin-block-end: var(--g-space);
    font-size: var(--g-small);
    font-weight: var(--g-medium);
    color: var(--g-text);
  }
  .field-hint,
  .field-error {
    margin-block-start: calc(var(--g-space) * 1.5);
    font-size: var(--g-small);
    color: var(--g-muted);
  }
  .field-error {
    display: flex;
    gap: calc(var(--g-space) * 1.5);
    color: var(--g-danger);
    font-weight: var(--g-medium);
  }
  .control {
    position: relative;
    display: flex;
    align-items: center;
  }
  .input {
    flex: 1;
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: var(--g-control);
    padding: calc(var(--g-space) * 2) calc(var(--g-space) * 3);
    border: 1px solid var(--g-line-strong);
    border-radius: var(--g-radius);
    background: var(--g-surface);
    color: var(--g-text);
    line-height: 1.25;
    appearance: none;
  }
  .input::placeholder {
    color: var(--g-muted);
    opacity: 1;
  }
  .input:focus-visible {
    border-color: var(--g-focus);
    outline-offset: -1px;
  }
  .input[aria-invalid] {
    border-color: var(--g-danger);
  }
  .input:disabled {
    border-color: var(--g-line);
    background: var(--g-soft);
    color: var(--g-muted);
  }
  .input[type='search']::-webkit-search-cancel-button {
    appearance: none;
  }
  .with-leading > .icon {
    position: absolute;
    inset-inline-start: calc(var(--g-space) * 3);
    color: var(--g-muted);
    pointer-events: none;
  }
  .with-leading > .input {
    padding-inline-start: calc(1.25em + var(--g-space) * 5);
  }
  .with-trailing > .input {
    padding-inline-end: calc(var(--g-control) + var(--g-space));
  }
  .with-trailing > .input + * {
    position: absolute;
    inset-inline-end: 0;
  }
  .check {
    display: inline-flex;
    align-items: center;
    gap: calc(var(--g-space) * 2.5);
    min-block-size: var(--g-control);
    cursor: pointer;
  }
  .check > input {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
    accent-color: var(--g-link);
  }
`
