/** Search and filters: what everybody uses in sight, the others one press away, what is in force as chips. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Problem } from '../base/problem.ts'
import { problemState } from '../base/states.ts'
import type { SharedStrings } from '../base/strings/fr.ts'
import { button } from './button.ts'
import { type Chip, chips } from './chip.ts'
import { textField } from './field.ts'
import { iconFilter } from './icons-rows.ts'
import { skeleton } from './skeleton.ts'

/** Words around filters. */
export interface FilterStrings<Name extends string> {
  filterRegion: string
  search: string
  searchPlaceholder: string
  /** The button for the others, with the number of those in force that it hides. */
  filters(hidden: number): string
  activeFilters: string
  filterName: Readonly<Record<Name, string>>
  removeFilter(name: string, words: string): string
  reset: string
}

/** What a feature draws its filters with. */
export interface FilterFace<View, Name extends string, Strings = unknown> {
  t: FilterStrings<Name> & Strings
  view: View
  /** Shows another view, made from the one of that moment. */
  change: (next: (view: View) => View) => void
}

export interface FilterBarOptions<View, Name extends string> {
  face: FilterFace<View, Name>
  shared: SharedStrings
  /** Fields that stand beside the search. */
  beside?: unknown
  /** A second row of fields in sight. */
  below?: unknown
  /** What is in force, in the order of the fields. */
  inForce: readonly Name[]
  /** Those that nobody has to press the button for. */
  inSight?: readonly Name[]
  /** A filter in force, for its chip. */
  words: (name: Name) => string
  without: (view: View, name: Name) => View
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

export function filterBar<View extends { q: string }, Name extends string>({
  face: { t, view, change },
  shared,
  beside,
  below,
  inForce,
  inSight = [],
  words,
  without,
  form,
  more,
}: FilterBarOptions<View, Name>): TemplateResult {
  const chip = (name: Name): Chip => {
    const label = words(name)
    return {
      key: name,
      label,
      removeLabel: t.removeFilter(t.filterName[name], label),
      onRemove: () => change((now) => without(now, name)),
    }
  }
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
        value: view.q,
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
              label: t.filters(inForce.filter((name) => !inSight.includes(name)).length),
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
            ${chips(inForce.map(chip), t.activeFilters)}${button({ label: t.reset, kind: 'quiet', part: 'reset', onClick: form.onReset })}
          </div>`
    }
  </div>`
}
