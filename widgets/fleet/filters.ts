/** The filters of this list: search and site in sight, the others behind the button. */
import type { TemplateResult } from 'lit'
import type { FilterForm } from '../base/filter-form.ts'
import type { SharedStrings } from '../base/strings/fr.ts'
import { filterBar } from '../parts/filter-bar.ts'
import { selectField } from '../parts/select.ts'
import type { Face } from './face.ts'
import { type FilterName, filtersOf, type View, without } from './model.ts'

type Panel = typeof import('./more-filters.ts')

export function filters(face: Face, form: FilterForm<View, Panel>, shared: SharedStrings): TemplateResult {
  const { t, view, sites, change } = face
  return filterBar({
    face,
    shared,
    beside:
      sites.length > 1
        ? selectField({
            id: 'site',
            label: t.filterName.site,
            labelHidden: true,
            value: view.site,
            options: [{ value: '', label: t.siteAll }, ...sites.map(({ id, name }) => ({ value: id, label: name }))],
            className: 'bar-period',
            part: 'site',
            onChange: (site) => change((now) => ({ ...now, site })),
          })
        : undefined,
    inForce: filtersOf(view),
    inSight: ['q', 'site'],
    words: (name) => wordsOf(name, face),
    without,
    form,
    more: form.panel?.more(face),
  })
}

/** A filter, for its chip. */
function wordsOf(name: FilterName, { t, view, sites, families }: Face): string {
  switch (name) {
    case 'q':
      return t.quoted(view.q.trim())
    case 'site':
      return sites.find(({ id }) => id === view.site)?.name ?? t.site
    case 'family':
      return families.find(({ id }) => id === view.family)?.label ?? t.family
    case 'states':
      return view.states.map((state) => t.state[state]).join(', ')
    default:
      return view.work && t.work[view.work]
  }
}
