/** What the orders widget shows, as one value: it is read from the address, asked of the BFF, and told in chips. */
import type { Api, OrderSort, OrderState } from '../../bff/api.ts'
import { oneOf, type Order } from '../base/choices.ts'
import { bounds, type Range, readPeriod, writePeriod } from '../base/periods.ts'

export interface View extends Range {
  q: string
  states: readonly OrderState[]
  site: string
  equipment: string
  sort: OrderSort
  order: Order
  /** The order whose sheet is open. */
  open: string | null
}

export const states: readonly OrderState[] = [
  'received',
  'confirmed',
  'preparing',
  'partly_delivered',
  'delivered',
  'cancelled',
  'refused',
]
export const sorts: readonly OrderSort[] = ['ordered', 'expected', 'total', 'number']
/** The states in which something is still to come. */
export const openStates: readonly OrderState[] = states.slice(0, 4)

export const everything: View = {
  q: '',
  period: 'all',
  from: '',
  to: '',
  states: [],
  site: '',
  equipment: '',
  sort: 'ordered',
  order: 'desc',
  open: null,
}

/** `open,delivered` -> the states; the group is opened, what is no state is left out. */
export function readStates(text: string): OrderState[] {
  const wanted = text.split(',').map((each) => each.trim())
  return states.filter((state) => wanted.includes(state) || (wanted.includes('open') && openStates.includes(state)))
}

export const sameStates = (a: readonly OrderState[], b: readonly OrderState[]) =>
  a.length === b.length && a.every((state) => b.includes(state))

const written = (wanted: readonly OrderState[]) => (sameStates(wanted, openStates) ? 'open' : wanted.join())

/** Reads a deep link such as `/42?state=open&equipment=7`. Whatever it does not understand, it leaves out. */
export function readRoute(route: string, start: View = everything): View {
  const [path = '', search = ''] = route.split('?', 2)
  const query = new URLSearchParams(search)
  const sort = oneOf(sorts, query.get('sort')) ?? start.sort
  const wanted = query.get('state')
  const id = path.replace(/^\//, '')
  return {
    q: (query.get('q') ?? start.q).slice(0, 100),
    ...readPeriod(query, start.period),
    states: wanted === null ? start.states : readStates(wanted),
    site: query.get('site') ?? start.site,
    equipment: query.get('equipment') ?? start.equipment,
    sort,
    order: oneOf(['asc', 'desc'], query.get('order')) ?? naturalOrder(sort),
    open: id === '' ? null : id,
  }
}

/** The deep link of a view: what `readRoute` reads back. Says only what differs from the widget's start. */
export function writeRoute(view: View, start: View = everything): string {
  const query = new URLSearchParams()
  for (const name of ['q', 'site', 'equipment', 'sort'] as const) {
    if (view[name] !== start[name]) query.set(name, view[name])
  }
  writePeriod(query, view, start.period)
  if (!sameStates(view.states, start.states)) query.set('state', written(view.states))
  if (view.order !== naturalOrder(view.sort)) query.set('order', view.order)
  const search = query.toString().replaceAll('%2C', ',')
  return `/${view.open ?? ''}${search && `?${search}`}`
}

/** What people expect first: the latest, but the nearest delivery. */
export function naturalOrder(sort: OrderSort): Order {
  return sort === 'expected' ? 'asc' : 'desc'
}

/** What is asked of the BFF. */
export function toQuery(view: View, today: Date): Api['GET /orders']['query'] {
  const { site, equipment, sort, order } = view
  return {
    ...(view.q.trim() && { q: view.q.trim() }),
    ...bounds(view, today),
    ...(view.states.length > 0 && { state: [...view.states] }),
    ...(site && { site }),
    ...(equipment && { equipment }),
    sort,
    order,
  }
}

export type FilterName = 'q' | 'period' | 'states' | 'site' | 'equipment'

/** The filters in force, in the order of the fields. */
export function filtersOf(view: View): FilterName[] {
  const on: FilterName[] = []
  if (view.q.trim()) on.push('q')
  if (view.period !== 'all' && (view.period !== 'custom' || view.from || view.to)) on.push('period')
  if (view.states.length > 0) on.push('states')
  for (const name of ['site', 'equipment'] as const) if (view[name]) on.push(name)
  return on
}

export function without(view: View, name: FilterName): View {
  const { q, period, from, to, states: none, site, equipment } = everything
  const cleared: Record<FilterName, Partial<View>> = {
    q: { q },
    period: { period, from, to },
    states: { states: none },
    site: { site },
    equipment: { equipment },
  }
  return { ...view, ...cleared[name] }
}

/** The view without any filter; sort and open sheet stay. */
export function withoutFilters(view: View): View {
  return { ...everything, sort: view.sort, order: view.order, open: view.open }
}
