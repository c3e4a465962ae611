/** What the interventions widget shows, as one value: it is read from the address, asked of the BFF, and told in chips. */
import type { Api, InterventionSort, InterventionState } from '../../bff/api.ts'
import { oneOf, type Order } from '../base/choices.ts'
import { bounds, type Range, readPeriod, writePeriod } from '../base/periods.ts'

export interface View extends Range {
  q: string
  states: readonly InterventionState[]
  site: string
  equipment: string
  /** A nature or a domain. */
  nature: string
  urgent: boolean
  sort: InterventionSort
  order: Order
  /** The intervention whose sheet is open. */
  open: string | null
}

export const states: readonly InterventionState[] = [
  'waiting',
  'received',
  'planned',
  'in_progress',
  'done',
  'cancelled',
  'refused',
]
export const sorts: readonly InterventionSort[] = ['requested', 'planned', 'number']
/** The states in which there is something left to do. */
export const openStates: readonly InterventionState[] = states.slice(0, 4)

export const everything: View = {
  q: '',
  period: 'all',
  from: '',
  to: '',
  states: [],
  site: '',
  equipment: '',
  nature: '',
  urgent: false,
  sort: 'requested',
  order: 'desc',
  open: null,
}

/** `open,done` -> the states; the group is opened, what is no state is left out. */
export function readStates(text: string): InterventionState[] {
  const wanted = text.split(',').map((each) => each.trim())
  return states.filter((state) => wanted.includes(state) || (wanted.includes('open') && openStates.includes(state)))
}

export const sameStates = (a: readonly InterventionState[], b: readonly InterventionState[]) =>
  a.length === b.length && a.every((state) => b.includes(state))

const written = (wanted: readonly InterventionState[]) => (sameStates(wanted, openStates) ? 'open' : wanted.join())

/** Reads a deep link such as `/42?state=open&equipment=7`. Whatever it does not understand, it leaves out. */
export function readRoute(route: string, start: View = everything): View {
  const [path = '', search = ''] = route.split('?', 2)
  const query = new URLSearchParams(search)
  const sort = oneOf(sorts, query.get('sort')) ?? start.sort
  const wanted = query.get('state')
  const urgent = query.get('urgent')
  const id = path.replace(/^\//, '')
  return {
    q: (query.get('q') ?? start.q).slice(0, 100),
    ...readPeriod(query, start.period),
    states: wanted === null ? start.states : readStates(wanted),
    site: query.get('site') ?? start.site,
    equipment: query.get('equipment') ?? start.equipment,
    nature: query.get('nature') ?? start.nature,
    urgent: urgent === null ? start.urgent : urgent === '1',
    sort,
    order: oneOf(['asc', 'desc'], query.get('order')) ?? naturalOrder(sort),
    open: id === '' ? null : id,
  }
}

/** The deep link of a view: what `readRoute` reads back. Says only what differs from the widget's start. */
export function writeRoute(view: View, start: View = everything): string {
  const query = new URLSearchParams()
  for (const name of ['q', 'site', 'equipment', 'nature', 'sort'] as const) {
    if (view[name] !== start[name]) query.set(name, view[name])
  }
  writePeriod(query, view, start.period)
  if (!sameStates(view.states, start.states)) query.set('state', written(view.states))
  if (view.urgent !== start.urgent) query.set('urgent', view.urgent ? '1' : '0')
  if (view.order !== naturalOrder(view.sort)) query.set('order', view.order)
  const search = query.toString().replaceAll('%2C', ',')
  return `/${view.open ?? ''}${search && `?${search}`}`
}

/** What people expect first: the latest, but the nearest visit. */
export function naturalOrder(sort: InterventionSort): Order {
  return sort === 'planned' ? 'asc' : 'desc'
}

/** What is asked of the BFF. */
export function toQuery(view: View, today: Date): Api['GET /interventions']['query'] {
  const { site, equipment, nature, sort, order } = view
  return {
    ...(view.q.trim() && { q: view.q.trim() }),
    ...bounds(view, today),
    ...(view.states.length > 0 && { state: [...view.states] }),
    ...(site && { site }),
    ...(equipment && { equipment }),
    ...(nature && { nature }),
    ...(view.urgent && { urgent: true }),
    sort,
    order,
  }
}

export type FilterName = 'q' | 'period' | 'states' | 'site' | 'equipment' | 'nature' | 'urgent'

/** The filters in force, in the order of the fields. */
export function filtersOf(view: View): FilterName[] {
  const on: FilterName[] = []
  if (view.q.trim()) on.push('q')
  if (view.period !== 'all' && (view.period !== 'custom' || view.from || view.to)) on.push('period')
  if (view.states.length > 0) on.push('states')
  for (const name of ['site', 'equipment', 'nature', 'urgent'] as const) if (view[name]) on.push(name)
  return on
}

export function without(view: View, name: FilterName): View {
  const { q, period, from, to, states: none, site, equipment, nature, urgent } = everything
  const cleared: Record<FilterName, Partial<View>> = {
    q: { q },
    period: { period, from, to },
    states: { states: none },
    site: { site },
    equipment: { equipment },
    nature: { nature },
    urgent: { urgent },
  }
  return { ...view, ...cleared[name] }
}

/** The view without any filter; sort and open sheet stay. */
export function withoutFilters(view: View): View {
  return { ...everything, sort: view.sort, order: view.order, open: view.open }
}

const pad = (value: number) => String(value).padStart(2, '0')

/** The day of an instant on the reader's calendar, `YYYY-MM-DD`. */
export function dayOf(instant: string): string {
  const at = new Date(instant)
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`
}

/** Whole hours and minutes between two instants; undefined when there is nothing to tell. */
export function duration(from: string, to: string | null): { hours: number; minutes: number } | undefined {
  const minutes = to === null ? 0 : Math.round((Date.parse(to) - Date.parse(from)) / 60_000)
  return minutes > 0 ? { hours: Math.floor(minutes / 60), minutes: minutes % 60 } : undefined
}
