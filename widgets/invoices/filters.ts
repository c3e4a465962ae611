/** Search and filters: the two that everybody uses in sight, the others one press away, what is in force as chips. */
import { html, nothing, type TemplateResult } from 'lit'
import type { InvoiceKind } from '../../bff/api.ts'
import { button } from '../parts/button.ts'
import { chips } from '../parts/chip.ts'
import { checkbox, textField } from '../parts/field.ts'
import { selectField } from '../parts/select.ts'
import { iconFilter } from '../parts/icons-rows.ts'
import type { Face } from './face.ts'
import { type FilterName, filtersOf, kinds, type Period, periods, readDay, states, without } from './model.ts'
import { filterWords } from './words.ts'

export interface FilterState {
  /** The further filters are shown. */
  expanded: boolean
  /** What is typed in the amount fields and does not read as an amount. */
  wrong: Readonly<Partial<Record<'min' | 'max', string>>>
  onExpand: () => void
  onSearch: (text: string) => void
  onAmount: (bound: 'min' | 'max', text: string) => void
  onReset: () => void
}

export function filters(face: Face, state: FilterState): TemplateResult {
  const { t, view } = face
  // Search and period stand in sight; the button counts what it hides.
  const hidden = filtersOf(view).filter((name) => name !== 'q' && name !== 'period').length
  return html`<div class="filters" part="filters" role="search" aria-label=${t.filterRegion}>
    <div class="bar">
      ${textField({
        id: 'search',
        label: t.search,
        labelHidden: true,
        type: 'search',
        value: view.q,
        placeholder: t.searchPlaceholder,
        maxLength: 100,
        inputMode: 'search',
        correction: 'off',
        className: 'bar-search',
        part: 'search',
        onInput: state.onSearch,
      })}
      ${selectField({
        id: 'period',
        label: t.filterName.period,
        labelHidden: true,
        value: view.period,
        options: periods.map((value) => ({ value, label: t.period[value] })),
        className: 'bar-period',
        part: 'period',
        onChange: (value) => face.change((now) => ({ ...now, period: value as Period })),
      })}
      ${button({
        label: t.filters(hidden),
        icon: iconFilter,
        expanded: state.expanded,
        controls: 'more-filters',
        part: 'filters-button',
        onClick: state.onExpand,
      })}
    </div>
    ${view.period === 'custom' ? dates(face) : nothing}
    <div id="more-filters" class="more-filters" part="more-filters" ?hidden=${!state.expanded}>
      ${state.expanded ? more(face, state) : nothing}
    </div>
    ${inForce(face, state)}
  </div>`
}

function dates({ t, view, change }: Face): TemplateResult {
  const day = (id: 'from' | 'to', label: string) =>
    textField({
      id,
      label,
      type: 'date',
      value: view[id],
      min: id === 'to' ? view.from || undefined : undefined,
      max: id === 'from' ? view.to || undefined : undefined,
      // A half-typed date has no value: nothing is asked for it.
      onChange: (value) => change((now) => ({ ...now, [id]: readDay(value) })),
    })
  return html`<div class="dates">${day('from', t.from)}${day('to', t.to)}</div>`
}

function more(face: Face, state: FilterState): TemplateResult {
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

function amount(bound: 'min' | 'max', label: string, { t, view, format }: Face, state: FilterState): TemplateResult {
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

function inForce(face: Face, { onReset }: FilterState): TemplateResult | typeof nothing {
  const { t, view } = face
  const on = filtersOf(view)
  if (on.length === 0) return nothing
  const list = on.map((name: FilterName) => {
    const words = filterWords(name, face)
    return {
      key: name,
      label: words,
      removeLabel: t.removeFilter(t.filterName[name], words),
      onRemove: () => face.change((now) => without(now, name)),
    }
  })
  return html`<div class="in-force">
    ${chips(list, t.activeFilters)}${button({ label: t.reset, kind: 'quiet', part: 'reset', onClick: onReset })}
  </div>`
}
