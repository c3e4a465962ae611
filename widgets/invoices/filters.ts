/** The filters of this list: search and period in sight, the others behind the button. */
import type { TemplateResult } from 'lit'
import type { SharedStrings } from '../base/strings/fr.ts'
import { datedFilters } from '../parts/dated-filters.ts'
import type { Face } from './face.ts'
import type { InvoiceFilterForm } from './filter-form.ts'
import { filtersOf, without } from './model.ts'
import { filterWords } from './words.ts'

export function filters(face: Face, form: InvoiceFilterForm, shared: SharedStrings): TemplateResult {
  return datedFilters(face, {
    shared,
    inForce: filtersOf(face.view),
    words: (name) => filterWords(name, face),
    without,
    form,
    more: form.panel?.more(face, form),
  })
}
