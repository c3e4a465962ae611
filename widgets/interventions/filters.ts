/** The filters of this list: search and period in sight, the others behind the button. */
import type { TemplateResult } from 'lit'
import type { FilterForm } from '../base/filter-form.ts'
import type { SharedStrings } from '../base/strings/fr.ts'
import { datedFilters } from '../parts/dated-filters.ts'
import type { Face } from './face.ts'
import { filtersOf, type View, without } from './model.ts'
import { filterWords } from './words.ts'

type Form = FilterForm<View, typeof import('./more-filters.ts')>

export function filters(face: Face, form: Form, shared: SharedStrings): TemplateResult {
  return datedFilters(face, {
    shared,
    inForce: filtersOf(face.view),
    words: (name) => filterWords(name, face),
    without,
    form,
    more: form.panel?.more(face),
  })
}
