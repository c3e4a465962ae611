/** What the invoices widget shows, as one value: it is read from the address, asked of the BFF, and told in chips. */
import type { Api, InvoiceKind, InvoiceSort, InvoiceState } from '../../bff/api.ts'
import { oneOf, type Order } from '../base/choices.ts'
import { bounds, type Range, readPeriod, writePeriod } from '../base/periods.ts'

export interface View extends Range {
  q: string
  states: readonly InvoiceState[]
  kind: InvoiceKind | ''
  site: string
  /** Decimal strings; empty = no bound. */
  min: string
  max: string
  sort: InvoiceSort
  order: Order
  /** The invoice whose sheet is open. */
  open: string | null
}

export const states: readonly InvoiceState[] = ['overdue', 'open', 'partly_paid', 'paid', 'cancelled']
export const kinds: readonly InvoiceKind[] = ['invoice', 'credit_note']
export const sorts: readonly InvoiceSort[] = ['issued', 'due', 'number', 'total', 'remaining']
/** The states of what is still to pay, late or not. */
export const unpaid: readonly InvoiceState[] = ['overdue', 'open', 'partly_paid']

export const everything: View = {
  q: '',
  period: 'all',
  from: '',
  to: '',
  states: [],
  kind: '',
  site: '',
  min: '',
  max: '',
  sort: 'issued',
  order: 'desc',
  open: null,
}

/** What a person types as an amount (`1 284,6`, `1,284.60 €`) -> `1284.60`; empty -> empty; nonsense -> null. */
export function readAmount(typed: string): string | null {
  const bare = typed.replace(/[\s\u00a0\u202f'’€]/g, '')
  if (bare === '') return ''
  // The last mark is the decimal one, unless it groups thousands: 1,284 · 1.284,60
  const match = /^(-?)(\d{1,3}(?:[.,]\d{3})+|\d{1,12})(?:([.,])(\d{1,2}))?$/.exec(bare)
  if (!match) return null
  const [, sign, whole = '', mark, cents = ''] = match
  // One mark cannot do both.
  if (mark && whole.includes(mark)) return null
  return `${sign}${whole.replace(/[.,]/g, '')}.${cents.padEnd(2, '0')}`
}

/** Reads a deep link such as `/42?state=overdue,open&sort=due`. Whatever it does not understand, it leaves out. */
export function readRoute(route: string, start: View = everything): View {
  const [path = '', search = ''] = route.split('?', 2)
  const query = new URLSearchParams(search)
  const sort = oneOf(sorts, query.get('sort')) ?? start.sort
  const wanted = query.get('state')?.split(',')
  const id = path.replace(/^\//, '')
  return {
    q: (query.get('q') ?? start.q).slice(0, 100),
    ...readPeriod(query, start.period),
    states: wanted ? states.filter((state) => wanted.includes(state)) : start.states,
    kind: oneOf(kinds, query.get('kind')) ?? start.kind,
    site: query.get('site') ?? start.site,
    min: readAmount(query.get('min') ?? '') ?? '',
    max: readAmount(query.get('max') ?? '') ?? '',
    sort,
    order: oneOf(['asc', 'desc'], query.get('order')) ?? naturalOrder(sort),
    open: id === '' ? null : id,
  }
}

/** The deep link of a view: what `readRoute` reads back. Says only what differs from the widget's start. */
export function writeRoute(view: View, start: View = everything): string {
  const query = new URLSearchParams()
  if (view.q !== start.q) query.set('q', view.q)
  writePeriod(query, view, start.period)
  if (view.states.join() !== start.states.join()) query.set('state', view.states.join())
  if (view.kind !== start.kind) query.set('kind', view.kind)
  if (view.site !== start.site) query.set('site', view.site)
  if (view.min) query.set('min', view.min)
  if (view.max) query.set('max', view.max)
  if (view.sort !== start.sort) query.set('sort', view.sort)
  if (view.order !== naturalOrder(view.sort)) query.set('order', view.order)
  const search = query.toString().replaceAll('%2C', ',')
  return `/${view.open ?? ''}${search && `?${search}`}`
}

/** What people expect first: the latest date, the largest amount, but the nearest due date. */
export function naturalOrder(sort: InvoiceSort): Order {
  return sort === 'due' ? 'asc' : 'desc'
}

type Query = Api['GET /invoices']['query']

/** What is asked of the BFF. `amounts`: the session may see amounts, else nothing is filtered or sorted by them. */
export function toQuery(view: View, today: Date, amounts: boolean): Query {
  const hidden = !amounts && (view.sort === 'total' || view.sort === 'remaining')
  const sort = hidden ? 'issued' : view.sort
  return {
    ...(view.q.trim() && { q: view.q.trim() }),
    ...bounds(view, today),
    ...(view.states.length > 0 && { state: [...view.states] }),
    ...(view.kind && { kind: view.kind }),
    ...(view.site && { site: view.site }),
    ...(amounts && view.min && { min: view.min }),
    ...(amounts && view.max && { max: view.max }),
    sort,
    order: hidden ? 'desc' : view.order,
  }
}

export type FilterName = 'q' | 'period' | 'states' | 'kind' | 'site' | 'amount'

/** The filters in force, in the order of the fields. */
export function filtersOf(view: View): FilterName[] {
  const on: FilterName[] = []
  if (view.q.trim()) on.push('q')
  if (view.period !== 'all' && (view.period !== 'custom' || view.from || view.to)) on.push('period')
  if (view.states.length > 0) on.push('states')
  if (view.kind) on.push('kind')
  if (view.site) on.push('site')
  if (view.min || view.max) on.push('amount')
  return on
}

export function without(view: View, name: FilterName): View {
  switch (name) {
    case 'period':
      return { ...view, period: 'all', from: '', to: '' }
    case 'states':
      return { ...view, states: [] }
    case 'amount':
      return { ...view, min: '', max: '' }
    default:
      return { ...view, [name]: '' }
  }
}

/** The view without any filter; sort and open sheet stay. */
export function withoutFilters(view: View): View {
  return { ...everything, sort: view.sort, order: view.order, open: view.open }
}

export const sameStates = (a: readonly InvoiceState[], b: readonly InvoiceState[]) =>
  a.length === b.length && a.every((state) => b.includes(state))
