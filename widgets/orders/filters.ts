/** The filters of this list: search and period in sight, the others behind the button. */
import type { TemplateResult } from 'lit'
import type { FilterForm } from '../base/filter-form.ts'
import type { SharedStrings } from '../base/strings/fr.ts'
import { dayFields, filterBar, periodField } from '../parts/filter-bar.ts'
import type { Face } from './face.ts'
import { filtersOf, type View, without } from './model.ts'
import { filterWords } from './words.ts'

type Form = FilterForm<View, typeof import('./more-filters.ts')>

export function filters(face: Face, form: Form, shared: SharedStrings): TemplateResult {
  const { t, view, change } = face
  const on = filtersOf(view)
  return filterBar({
    t,
    shared,
    q: view.q,
    beside: periodField({ label: t.filterName.period, words: t.period }, view.period, (period) =>
      change((now) => ({ ...now, period })),
    ),
    below: dayFields(t, view, (days) => change((now) => ({ ...now, ...days }))),
    hidden: on.filter((name) => name !== 'q' && name !== 'period').length,
    inForce: on.map((name) => {
      const words = filterWords(name, face)
      return {
        key: name,
        label: words,
        removeLabel: t.removeFilter(t.filterName[name], words),
        onRemove: () => change((now) => without(now, name)),
      }
    }),
    form,
    more: form.panel?.more(face),
  })
}
