/** What is wrong, how urgent, when, and what shows it. */
import { html, type TemplateResult } from 'lit'
import { checkbox, textField } from '../parts/field.ts'
import { filePicker } from '../parts/file-picker.ts'
import { textArea } from '../parts/textarea.ts'
import type { Face } from './face.ts'

export function stepDetails({ t, form, draft, faults, uploads, change }: Face): TemplateResult {
  return html`
    ${textArea({
      id: 'description',
      label: t.descriptionLabel,
      hint: t.descriptionHint,
      required: true,
      value: draft.description,
      rows: 5,
      maxLength: 5000,
      error: faults.description && t.faults[faults.description],
      part: 'description',
      onInput: (description) => change({ description }),
    })}
    <div class="urgent" part="urgent">
      ${checkbox({ id: 'urgent', label: t.urgent, checked: draft.urgent, onChange: (urgent) => change({ urgent }) })}
      <p class="muted small">${t.urgentHint}</p>
    </div>
    ${filePicker({ id: 'files', words: t.files, uploads })}
    <fieldset class="wish" part="wish">
      <legend class="field-label">${t.wish}</legend>
      <div class="wish-fields">
        ${textField({
          id: 'wish-on',
          label: t.wishOn,
          type: 'date',
          min: form.today,
          value: draft.wishOn,
          error: faults.wishOn && t.faults[faults.wishOn],
          onChange: (wishOn) => change({ wishOn }),
        })}
        ${textField({
          id: 'wish-at',
          label: t.wishAt,
          type: 'time',
          value: draft.wishAt,
          error: faults.wishAt && t.faults[faults.wishAt],
          onChange: (wishAt) => change({ wishAt }),
        })}
      </div>
      ${checkbox({
        id: 'wish-firm',
        label: t.wishFirm,
        checked: draft.wishFirm && draft.wishOn !== '',
        disabled: draft.wishOn === '',
        onChange: (wishFirm) => change({ wishFirm }),
      })}
    </fieldset>
  `
}
