/** What the fleet widget shows, as one value: it is read from the address, asked of the BFF, and told in chips. */
import type { Api, EquipmentSort, EquipmentState, EquipmentWork } from '../../bff/api.ts'
import { oneOf, type Order } from '../base/choices.ts'

export interface View {
  q: string
  site: string
  family: string
  /** Empty = all that still stand there. */
  states: readonly EquipmentState[]
  /** Only machines about which something is under way. */
  work: EquipmentWork | ''
  sort: EquipmentSort
  order: Order
  /** The machine whose sheet is open. */
  open: string | null
}

export const states: readonly EquipmentState[] = ['in_service', 'out_of_service', 'removed']
export const sorts: readonly EquipmentSort[] = ['label', 'site', 'installed']
export const works: readonly EquipmentWork[] = ['interventions', 'orders']

export const everything: View = {
  q: '',
  site: '',
  family: '',
  states: [],
  work: '',
  sort: 'label',
  order: 'asc',
  open: null,
}

/** From A to Z, but the newest machine first. */
export const naturalOrder = (sort: EquipmentSort): Order => (sort === 'installed' ? 'desc' : 'asc')

/** Reads a deep link such as `/42?site=3&work=interventions`. Whatever it does not understand, it leaves out. */
export function readRoute(route: string, start: View = everything): View {
  const [path = '', search = ''] = route.split('?', 2)
  const query = new URLSearchParams(search)
  const sort = oneOf(sorts, query.get('sort')) ?? start.sort
  const wanted = query.get('state')?.split(',')
  const id = path.replace(/^\//, '')
  return {
    q: (query.get('q') ?? start.q).slice(0, 100),
    site: query.get('site') ?? start.site,
    family: query.get('family') ?? start.family,
    states: wanted ? states.filter((state) => wanted.includes(state)) : start.states,
    work: oneOf(works, query.get('work')) ?? start.work,
    sort,
    order: oneOf(['asc', 'desc'], query.get('order')) ?? naturalOrder(sort),
    open: id === '' ? null : id,
  }
}

/** The deep link of a view: what `readRoute` reads back. Says only what differs from the widget's start. */
export function writeRoute(view: View, start: View = everything): string {
  const query = new URLSearchParams()
  for (const name of ['q', 'site', 'family', 'work', 'sort'] as const) {
    if (view[name] !== start[name]) query.set(name, view[name])
  }
  if (view.states.join() !== start.states.join()) query.set('state', view.states.join())
  if (view.order !== naturalOrder(view.sort)) query.set('order', view.order)
  const search = query.toString().replaceAll('%2C', ',')
  return `/${view.open ?? ''}${search && `?${search}`}`
}

type Query = Api['GET /equipment']['query']

/** What is asked of the BFF. `allowed`: what the session may see; nothing is filtered by anything else. */
export function toQuery(view: View, allowed: ReadonlySet<EquipmentWork>): Query {
  const q = view.q.trim()
  return {
    ...(q && { q }),
    ...(view.site && { site: view.site }),
    ...(view.family && { family: view.family }),
    ...(view.states.length > 0 && { state: [...view.states] }),
    ...(view.work && allowed.has(view.work) && { work: view.work }),
    sort: view.sort,
    order: view.order,
  }
}

export type FilterName = 'q' | 'site' | 'family' | 'states' | 'work'

/** The filters in force, in the order of the fields. */
export function filtersOf(view: View): FilterName[] {
  const on: FilterName[] = []
  if (view.q.trim()) on.push('q')
  if (view.site) on.push('site')
  if (view.work) on.push('work')
  if (view.states.length > 0) on.push('states')
  if (view.family) on.push('family')
  return on
}

export function without(view: View, name: FilterName): View {
  return name === 'states' ? { ...view, states: [] } : { ...view, [name]: '' }
}

/** The view without any filter; order and open sheet stay. */
export function withoutFilters(view: View): View {
  return { ...everything, sort: view.sort, order: view.order, open: view.open }
}
