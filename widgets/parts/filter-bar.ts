/** Search and filters: what everybody uses in sight, the others one press away, what is in force as chips. */
import { html, nothing, type TemplateResult } from 'lit'
import { type Period, periods, type Range, readDay } from '../base/periods.ts'
import type { Problem } from '../base/problem.ts'
import { problemState } from '../base/states.ts'
import type { SharedStrings } from '../base/strings/fr.ts'
import { button } from './button.ts'
import { type Chip, chips } from './chip.ts'
import { textField } from './field.ts'
import { iconFilter } from './icons-rows.ts'
import { selectField } from './select.ts'
import { skeleton } from './skeleton.ts'

/** Words around filters. */
export interface FilterStrings {
  filterRegion: string
  search: string
  searchPlaceholder: string
  /** The button for the others, with the number of those in force that it hides. */
  filters(hidden: number): string
  activeFilters: string
  removeFilter(name: string, words: string): string
  reset: string
}

export interface FilterBarOptions {
  t: FilterStrings
  shared: SharedStrings
  q: string
  /** Fields that stand beside the search. */
  beside?: unknown
  /** A second row of fields in sight. */
  below?: unknown
  /** How many filters in force stand behind the button. */
  hidden: number
  /** What is in force, in the order of the fields. */
  inForce: readonly Chip[]
  form: {
    expanded: boolean
    problem: Problem | undefined
    onFetch: () => void
    onExpand: () => void
    onSearch: (text: string) => void
    onReset: () => void
  }
  /** The further filters; undefined while their drawing is fetched; null when there are none. */
  more: unknown
}

export function filterBar({
  t,
  shared,
  q,
  beside,
  below,
  hidden,
  inForce,
  form,
  more,
}: FilterBarOptions): TemplateResult {
  const further = () => {
    if (form.problem) return problemState(shared, form.problem, form.onFetch)
    return more ?? skeleton(['control', 'control'], shared.loading)
  }
  return html`<div class="filters" part="filters" role="search" aria-label=${t.filterRegion}>
    <div class="bar">
      ${textField({
        id: 'search',
        label: t.search,
        labelHidden: true,
        type: 'search',
        value: q,
        placeholder: t.searchPlaceholder,
        maxLength: 100,
        inputMode: 'search',
        correction: 'off',
        className: 'bar-search',
        part: 'search',
        onInput: form.onSearch,
      })}
      ${beside ?? nothing}
      ${
        more === null
          ? nothing
          : button({
              label: t.filters(hidden),
              icon: iconFilter,
              expanded: form.expanded,
              controls: 'more-filters',
              part: 'filters-button',
              onClick: form.onExpand,
            })
      }
    </div>
    ${below ?? nothing}
    ${
      more === null
        ? nothing
        : html`<div id="more-filters" class="more-filters" part="more-filters" ?hidden=${!form.expanded}>
            ${form.expanded ? further() : nothing}
          </div>`
    }
    ${
      inForce.length === 0
        ? nothing
        : html`<div class="in-force">
            ${chips(inForce, t.activeFilters)}${button({ label: t.reset, kind: 'quiet', part: 'reset', onClick: form.onReset })}
          </div>`
    }
  </div>`
}

/** The field that stands beside the search of a list with dates. */
export function periodField(
  { label, words }: { label: string; words: Readonly<Record<Period, string>> },
  value: Period,
  onChange: (period: Period) => void,
): TemplateResult {
  return selectField({
    id: 'period',
    label,
    labelHidden: true,
    value,
    options: periods.map((each) => ({ value: each, label: words[each] })),
    className: 'bar-period',
    part: 'period',
    onChange: (chosen) => onChange(chosen as Period),
  })
}

/** The two days of a period of one's own; nothing for any other. */
export function dayFields(
  { from, to }: { from: string; to: string },
  range: Range,
  onChange: (change: Partial<Pick<Range, 'from' | 'to'>>) => void,
): TemplateResult | typeof nothing {
  if (range.period !== 'custom') return nothing
  const day = (id: 'from' | 'to', label: string) =>
    textField({
      id,
      label,
      type: 'date',
      value: range[id],
      min: id === 'to' ? range.from || undefined : undefined,
      max: id === 'from' ? range.to || undefined : undefined,
      // A half-typed date has no value: nothing is asked for it.
      onChange: (value) => onChange({ [id]: readDay(value) }),
    })
  return html`<div class="dates">${day('from', from)}${day('to', to)}</div>`
}
