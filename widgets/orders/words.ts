/** What is said of a filter, in words. */
import type { Face } from './face.ts'
import { type FilterName, openStates, sameStates, type View } from './model.ts'

/** A filter, for its chip. */
export function filterWords(name: FilterName, face: Face): string {
  const { t, view, sites } = face
  switch (name) {
    case 'q':
      return t.quoted(view.q.trim())
    case 'period':
      return view.period === 'custom' ? dateWords(view, face) : t.period[view.period]
    case 'states':
      return sameStates(view.states, openStates) ? t.openOnes : view.states.map((state) => t.state[state]).join(', ')
    case 'site':
      return sites.find(({ id }) => id === view.site)?.name ?? t.site
    default:
      return t.machine
  }
}

function dateWords({ from, to }: View, { t, format }: Face): string {
  const day = (text: string) => format.date(text, 'short')
  if (from && to) return t.between(day(from), day(to))
  return from ? t.since(day(from)) : t.until(day(to))
}
