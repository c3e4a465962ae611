/** Search and filters: the two that everybody uses in sight, the others one press away, what is in force as chips. */
import { html, nothing, type TemplateResult } from 'lit'
import { problemState } from '../base/states.ts'
import type { Problem } from '../base/problem.ts'
import type { SharedStrings } from '../base/strings/fr.ts'
import { button } from '../parts/button.ts'
import { chips } from '../parts/chip.ts'
import { textField } from '../parts/field.ts'
import { selectField } from '../parts/select.ts'
import { iconFilter } from '../parts/icons-rows.ts'
import { skeleton } from '../parts/skeleton.ts'
import type { Face } from './face.ts'
import { type FilterName, filtersOf, type Period, periods, readDay, without } from './model.ts'
import { filterWords } from './words.ts'

export interface FilterState {
  /** The further filters are shown. */
  expanded: boolean
  /** What is typed in the amount fields and does not read as an amount. */
  wrong: Readonly<Partial<Record<'min' | 'max', string>>>
  /** How the further filters are drawn, fetched when they are first asked for; why that failed. */
  panel: typeof import('./more-filters.ts') | undefined
  problem: Problem | undefined
  onFetch: () => void
  onExpand: () => void
  onSearch: (text: string) => void
  onAmount: (bound: 'min' | 'max', text: string) => void
  onReset: () => void
}

export function filters(face: Face, state: FilterState, shared: SharedStrings): TemplateResult {
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
      ${state.expanded ? further(face, state, shared) : nothing}
    </div>
    ${inForce(face, state)}
  </div>`
}

function further(face: Face, state: FilterState, shared: SharedStrings): TemplateResult {
  if (state.problem) return problemState(shared, state.problem, state.onFetch)
  return state.panel?.more(face, state) ?? skeleton(['control', 'control'], shared.loading)
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
