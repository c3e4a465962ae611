/** What is said of a document and of a filter, in words. */
import { html, nothing, type TemplateResult } from 'lit'
import type { InvoiceRow } from '../../bff/api.ts'
import { periodWords } from '../parts/dated-filters.ts'
import type { Face } from './face.ts'
import type { FilterName, View } from './model.ts'
import type { InvoiceStrings } from './strings/fr.ts'

/** Title of a sheet. */
export function titleOf({ kind, number, title }: InvoiceRow, t: InvoiceStrings): TemplateResult {
  return html`${t.kind[kind]} <span class="unbroken">${number}</span>${title ? html`<span class="second">${title}</span>` : nothing}`
}

/** A filter, for its chip. */
export function filterWords(name: FilterName, face: Face): string {
  const { t, view, sites } = face
  switch (name) {
    case 'q':
      return t.quoted(view.q.trim())
    case 'period':
      return periodWords(view, t, face.format)
    case 'states':
      return view.states.map((state) => t.state[state]).join(', ')
    case 'kind':
      return view.kind ? t.kindOnly[view.kind] : ''
    case 'site':
      return sites.find(({ id }) => id === view.site)?.name ?? t.site
    default:
      return amountWords(view, face)
  }
}

function amountWords({ min, max }: View, { t, format }: Face): string {
  const words = (text: string) => format.number(text, { minimumFractionDigits: 2 })
  if (min && max) return `${words(min)}\u00a0–\u00a0${words(max)}`
  return min ? t.atLeast(words(min)) : t.atMost(words(max))
}
