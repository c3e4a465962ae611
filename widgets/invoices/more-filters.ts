/** The further filters: fetched when the panel is first opened. */
import { html, nothing, type TemplateResult } from 'lit'
import type { InvoiceKind } from '../../bff/api.ts'
import { textField } from '../parts/field.ts'
import { selectField } from '../parts/select.ts'
import { siteFilter, stateFilter } from '../parts/state-filter.ts'
import type { Face } from './face.ts'
import type { InvoiceFilterForm } from './filter-form.ts'
import { kinds, states } from './model.ts'

export function more(face: Face, state: InvoiceFilterForm): TemplateResult {
  const { t, view, sites, amounts, change } = face
  return html`
    ${stateFilter({
      label: t.filterName.states,
      words: t.state,
      states,
      chosen: view.states,
      onChange: (next) => change((now) => ({ ...now, states: next(now.states) })),
    })}
    ${selectField({
      id: 'kind',
      label: t.filterName.kind,
      value: view.kind,
      options: [{ value: '', label: t.kindAll }, ...kinds.map((value) => ({ value, label: t.kindOnly[value] }))],
      onChange: (value) => change((now) => ({ ...now, kind: value as InvoiceKind | '' })),
    })}
    ${siteFilter({ label: t.filterName.site, all: t.siteAll }, sites, view.site, (site) => change((now) => ({ ...now, site })))}
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
