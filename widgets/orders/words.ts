/** What is said of a filter, in words. */
import { periodWords } from '../parts/dated-filters.ts'
import type { Face } from './face.ts'
import { type FilterName, openStates, sameStates } from './model.ts'

/** A filter, for its chip. */
export function filterWords(name: FilterName, face: Face): string {
  const { t, view, sites } = face
  switch (name) {
    case 'q':
      return t.quoted(view.q.trim())
    case 'period':
      return periodWords(view, t, face.format)
    case 'states':
      return sameStates(view.states, openStates) ? t.openOnes : view.states.map((state) => t.state[state]).join(', ')
    case 'site':
      return sites.find(({ id }) => id === view.site)?.name ?? t.site
    default:
      return t.machine
  }
}
