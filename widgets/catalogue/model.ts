/** What the catalogue shows, as one value: it is read from the address, asked of the BFF, and told in chips. */
import type { Api, ArticleSort, Family, PriceStepRow } from '../../bff/api.ts'
import { oneOf, type Order } from '../base/choices.ts'
import { quantityText, thousandths } from '../base/quantity.ts'

export interface View {
  q: string
  /** Ids; empty = all. */
  family: string
  /** A machine as an article of the catalogue, or one of the fleet: only what fits it. */
  compatible: string
  equipment: string
  brand: string
  ordered: boolean
  inStock: boolean
  /** Empty = by name, or by how well it fits the machine. */
  sort: ArticleSort | ''
  order: Order
  /** The article whose sheet is open. */
  open: string | null
  /** Lists have one; articles stand at none. */
  site: ''
}

export const sorts: readonly ArticleSort[] = ['name', 'price', 'code', 'match']

export const everything: View = {
  q: '',
  family: '',
  compatible: '',
  equipment: '',
  brand: '',
  ordered: false,
  inStock: false,
  sort: '',
  order: 'asc',
  open: null,
  site: '',
}

/** Reads a deep link such as `/42?family=7&stock=1`. Whatever it does not understand, it leaves out. */
export function readRoute(route: string, start: View = everything): View {
  const [path = '', search = ''] = route.split('?', 2)
  const query = new URLSearchParams(search)
  const id = path.replace(/^\//, '')
  const flag = (name: string, fallback: boolean) => (query.has(name) ? query.get(name) === '1' : fallback)
  return {
    q: (query.get('q') ?? start.q).slice(0, 100),
    family: query.get('family') ?? start.family,
    compatible: query.get('compatible') ?? start.compatible,
    equipment: query.get('equipment') ?? start.equipment,
    brand: query.get('brand') ?? start.brand,
    ordered: flag('ordered', start.ordered),
    inStock: flag('stock', start.inStock),
    sort: oneOf(sorts, query.get('sort')) ?? start.sort,
    order: oneOf(['asc', 'desc'], query.get('order')) ?? 'asc',
    open: id === '' ? null : id,
    site: '',
  }
}

/** The deep link of a view: what `readRoute` reads back. Says only what differs from the widget's start. */
export function writeRoute(view: View, start: View = everything): string {
  const query = new URLSearchParams()
  for (const name of ['q', 'family', 'compatible', 'equipment', 'brand', 'sort'] as const)
    if (view[name] !== start[name]) query.set(name, view[name])
  if (view.ordered !== start.ordered) query.set('ordered', view.ordered ? '1' : '0')
  if (view.inStock !== start.inStock) query.set('stock', view.inStock ? '1' : '0')
  if (view.order !== 'asc') query.set('order', view.order)
  const search = query.toString()
  return `/${view.open ?? ''}${search && `?${search}`}`
}

/** What may be asked for: what the profile may not see is neither a filter nor an order. */
export interface Allowed {
  prices: boolean
  orders: boolean
}

export function toQuery(view: View, { prices, orders }: Allowed): Api['GET /catalogue/articles']['query'] {
  const q = view.q.trim()
  return {
    ...(q && { q }),
    ...(view.family && { family: view.family }),
    ...(view.equipment ? { equipment: view.equipment } : view.compatible && { compatible: view.compatible }),
    ...(view.brand && { brand: [view.brand] }),
    ...(view.ordered && orders && { ordered: true }),
    ...(view.inStock && { inStock: true }),
    ...(view.sort && (prices || view.sort !== 'price') && { sort: view.sort, order: view.order }),
  }
}

export const hasMachine = ({ compatible, equipment }: View): boolean => compatible !== '' || equipment !== ''

export type FilterName = 'q' | 'machine' | 'family' | 'brand' | 'inStock' | 'ordered'

/** The filters in force, in the order of the fields. */
export function filtersOf(view: View): FilterName[] {
  const on: FilterName[] = []
  if (hasMachine(view)) on.push('machine')
  if (view.q.trim()) on.push('q')
  if (view.family) on.push('family')
  if (view.brand) on.push('brand')
  if (view.inStock) on.push('inStock')
  if (view.ordered) on.push('ordered')
  return on
}

export function without(view: View, name: FilterName): View {
  switch (name) {
    case 'machine':
      return { ...view, compatible: '', equipment: '', sort: view.sort === 'match' ? '' : view.sort }
    case 'inStock':
    case 'ordered':
      return { ...view, [name]: false }
    default:
      return { ...view, [name]: '' }
  }
}

/** The view without any filter; sort and open sheet stay. */
export function withoutFilters(view: View): View {
  const sort = view.sort === 'match' ? '' : view.sort
  return { ...everything, sort, order: view.order, open: view.open }
}

/** Families in rows of buttons: those at the top, then those below the chosen one and its ancestors. */
export function familyRows(families: readonly Family[], chosen: string): { chosen: string; rows: Family[] }[] {
  const path: Family[] = []
  for (let one = families.find(({ id }) => id === chosen); one; one = families.find(({ id }) => id === one?.parentId))
    path.unshift(one)
  const levels = [null, ...path.map(({ id }) => id)]
  return levels.flatMap((parent, depth) => {
    const rows = families.filter(({ parentId }) => parentId === parent)
    return rows.length === 0 ? [] : [{ chosen: path[depth]?.id ?? '', rows }]
  })
}

/** The row of the price table that a quantity reaches, and what it takes to reach the next one that is cheaper. */
export function stepAt(steps: readonly PriceStepRow[], quantity: string) {
  const wanted = thousandths(quantity) ?? 0
  const bound = (step: PriceStepRow) => thousandths(step.fromQuantity) ?? 0
  const index = steps.findLastIndex((step) => bound(step) <= wanted)
  const next = steps[index + 1]
  const now = steps[Math.max(index, 0)]
  const cheaper = next?.unit && (now?.unit == null || Number(next.unit) < Number(now.unit))
  if (wanted === 0 || !next || !cheaper) return { index, more: null }
  return { index, more: { quantity: quantityText(bound(next) - wanted), unit: next.unit ?? '' } }
}
