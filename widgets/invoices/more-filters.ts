/** The further filters: fetched when the panel is first opened. */
import { html, nothing, type TemplateResult } from 'lit'
import type { InvoiceKind } from '../../bff/api.ts'
import { checkbox, textField } from '../parts/field.ts'
import { selectField } from '../parts/select.ts'
import type { Face } from './face.ts'
import type { InvoiceFilterForm } from './filter-form.ts'
import { kinds, states } from './model.ts'

export function more(face: Face, state: InvoiceFilterForm): TemplateResult {
  const { t, view, sites, amounts, change } = face
  return html`
    <fieldset class="states">
      <legend class="field-label">${t.filterName.states}</legend>
      <div class="pills">
        ${states.map((value) =>
          checkbox({
            id: `state-${value}`,
            label: t.state[value],
            checked: view.states.includes(value),
            look: 'pill',
            onChange: (on) =>
              change((now) => ({
                ...now,
                states: states.filter((each) => (each === value ? on : now.states.includes(each))),
              })),
          }),
        )}
      </div>
    </fieldset>
    ${selectField({
      id: 'kind',
      label: t.filterName.kind,
      value: view.kind,
      options: [{ value: '', label: t.kindAll }, ...kinds.map((value) => ({ value, label: t.kindOnly[value] }))],
      onChange: (value) => change((now) => ({ ...now, kind: value as InvoiceKind | '' })),
    })}
    ${
      sites.length > 1
        ? selectField({
            id: 'site',
            label: t.filterName.site,
            value: view.site,
            options: [{ value: '', label: t.siteAll }, ...sites.map(({ id, name }) => ({ value: id, label: name }))],
            onChange: (value) => change((now) => ({ ...now, site: value })),
          })
        : nothing
    }
    ${amounts ? html`<div class="amounts">${amount('min', t.min, face, state)}${amount('max', t.max, face, state)}</div>` : nothing}
  `
}

function amount(
  bound: 'min' | 'max',
  label: string,
  { t, view, format }: Face,
  state: InvoiceFilterForm,
): TemplateResult {
  const typed = state.wrong[bound]
  const shown = view[bound] && format.number(view[bound], { minimumFractionDigits: 2, useGrouping: false })
  return textField({
    id: bound,
    label,
    value: typed ?? shown,
    inputMode: 'decimal',
    error: typed === undefined ? undefined : t.amountWrong,
    onChange: (value) => state.onAmount(bound, value),
  })
}
