/** What is said of an intervention and of a filter, in words. */
import { html, type TemplateResult } from 'lit'
import type { InterventionRow, InterventionSheet } from '../../bff/api.ts'
import { periodWords } from '../parts/dated-filters.ts'
import type { Face } from './face.ts'
import { dayOf, type FilterName, openStates, sameStates } from './model.ts'
import type { InterventionStrings } from './strings/fr.ts'

/** Title of a sheet. */
export function titleOf(
  { number, title }: Pick<InterventionRow, 'number' | 'title'>,
  t: InterventionStrings,
): TemplateResult {
  return html`${t.sheet} <span class="unbroken">${number}</span><span class="second">${title}</span>`
}

/** `Bureautique › Panne`. */
export const natureOf = ({ nature }: Pick<InterventionRow, 'nature'>): string | null =>
  nature && [nature.domain, nature.label].filter(Boolean).join(' › ')

/** The customer has written last: it is the vendor's turn, whatever the state still says. */
function hasAnswered({ exchanges, pending }: InterventionSheet): boolean {
  const open = pending.some(({ state }) => state === 'received' || state === 'delivered')
  return open || exchanges.at(-1)?.direction === 'from_customer'
}

/** What the vendor waits for an answer to; undefined when nothing is to be answered here. */
export function questionOf(intervention: InterventionSheet): { body: string | undefined } | undefined {
  const { state, mayReply, exchanges } = intervention
  if (state !== 'waiting' || !mayReply || hasAnswered(intervention)) return undefined
  return { body: exchanges.at(-1)?.body }
}

/** Who does what next, in a sentence. */
export function nextWords(intervention: InterventionSheet, t: InterventionStrings): string {
  const { state, plannedAt } = intervention
  if (state === 'waiting' && hasAnswered(intervention)) return t.answered
  if (state === 'planned' && plannedAt !== null) return t.nextVisit(t.moment(plannedAt))
  return t.next[state]
}

/** What was done, unless a visit says the same. */
export function workToTell({ workDone, visits }: InterventionSheet): string | null {
  return visits.some((visit) => visit.workDone === workDone) ? null : workDone
}

/** The day of an instant on the reader's calendar, in figures. */
export const dayWords = (instant: string, { format }: Pick<Face, 'format'>): string =>
  format.date(dayOf(instant), 'short')

/** A filter, for its chip. */
export function filterWords(name: FilterName, face: Face): string {
  const { t, view, rows, sites, natures } = face
  switch (name) {
    case 'q':
      return t.quoted(view.q.trim())
    case 'period':
      return periodWords(view, t, face.format)
    case 'states':
      return sameStates(view.states, openStates) ? t.openOnes : view.states.map((state) => t.state[state]).join(', ')
    case 'site':
      return sites.find(({ id }) => id === view.site)?.name ?? t.site
    case 'equipment':
      return rows.find(({ equipment }) => equipment?.id === view.equipment)?.equipment?.label ?? t.machine
    case 'nature': {
      const known = natures.flatMap((domain) => [domain, ...domain.natures]).find(({ id }) => id === view.nature)
      return known?.label ?? rows.find(({ nature }) => nature?.id === view.nature)?.nature?.label ?? t.nature
    }
    default:
      return t.urgent
  }
}
