/** A field for several lines; it grows with what is written. */
import { css, html, nothing, type TemplateResult } from 'lit'
import { ifDefined } from 'lit/directives/if-defined.js'
import { live } from 'lit/directives/live.js'
import { describedBy, type FieldOptions, frame } from './field.ts'

export interface TextAreaOptions extends FieldOptions {
  value: string
  rows?: number
  maxLength?: number
  placeholder?: string
  onInput: (value: string) => void
}

export function textArea(options: TextAreaOptions): TemplateResult {
  return frame(
    options,
    html`<textarea
      id=${options.id}
      class="input textarea"
      part="textarea"
      rows=${options.rows ?? 4}
      maxlength=${ifDefined(options.maxLength)}
      placeholder=${ifDefined(options.placeholder)}
      .value=${live(options.value)}
      ?required=${options.required ?? false}
      aria-invalid=${options.error ? 'true' : nothing}
      aria-describedby=${ifDefined(describedBy(options))}
      @input=${(event: InputEvent) => options.onInput((event.target as HTMLTextAreaElement).value)}
    ></textarea>`,
  )
}

export const textAreaStyles = css`
  .textarea {
    display: block;
    resize: vertical;
    line-height: 1.5;
    field-sizing: content;
    min-block-size: 6em;
    max-block-size: 24em;
  }
`
