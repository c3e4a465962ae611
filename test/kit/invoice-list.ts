/**
 * The oracle of the invoice list: filter, order and totals from the demo's rows in memory, without SQL and without the
 * feature's own rules.
 */
import type { InvoiceFilter, InvoiceSort } from '../../bff/api.ts'
import type { DemoModel, ProbeSession } from './model.ts'
import { oracleOf } from './model.ts'

type Invoice = DemoModel['rows']['invoice'][number]

const cents = (amount: string) => Math.round(Number(amount) * 100)

export function listOracle(model: DemoModel, today: string) {
  const { rows } = model
  const oracle = oracleOf(model)
  const labels = new Map<string, string[]>()
  for (const line of rows.invoice_line) {
    labels.set(line.invoice_id, [...(labels.get(line.invoice_id) ?? []), line.label])
  }

  const stateOf = (invoice: Invoice, amounts: boolean) => {
    if (invoice.state === 'paid' || invoice.state === 'cancelled') return invoice.state
    if (invoice.kind === 'invoice') {
      if (invoice.due_on !== null && invoice.due_on < today) return 'overdue'
      if (amounts && cents(invoice.remaining) !== cents(invoice.total_incl_tax)) return 'partly_paid'
    }
    return 'open'
  }

  const bare = (text: string) =>
    text
      .replaceAll('œ', 'oe')
      .replaceAll('Œ', 'OE')
      .replaceAll('’', "'")
      .replace(/[\u00a0\u202f]/g, ' ')
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .toUpperCase()

  const has = (invoice: Invoice, search: string) => {
    const texts = [invoice.number, invoice.reference ?? '', invoice.title ?? '', ...(labels.get(invoice.id) ?? [])]
    const words = bare(search).split(' ').filter(Boolean)
    return words.every((word) => texts.some((text) => bare(text).includes(word)))
  }

  const late = (invoice: Invoice) => {
    const dues = rows.invoice_due.filter((due) => due.invoice_id === invoice.id && !due.settled && due.due_on >= today)
    const toCome = dues.reduce((sum, due) => sum + cents(due.amount), 0)
    return Math.max(cents(invoice.remaining) - toCome, 0)
  }

  /** Ids in order, and totals in cents, of everything that the filter keeps. */
  const list = (
    person: ProbeSession,
    filter: InvoiceFilter,
    sort: InvoiceSort = 'issued',
    order: 'asc' | 'desc' = 'desc',
  ) => {
    const amounts = person.rights.has('invoices.amounts')
    const seen = new Set(oracle.visible(person, 'invoice'))
    const kept = rows.invoice.filter(
      (invoice) =>
        seen.has(invoice.id) &&
        (filter.from === undefined || invoice.issued_on >= filter.from) &&
        (filter.to === undefined || invoice.issued_on <= filter.to) &&
        (filter.kind === undefined || invoice.kind === filter.kind) &&
        (filter.site === undefined || invoice.site_id === filter.site) &&
        (filter.min === undefined || cents(invoice.total_incl_tax) >= cents(filter.min)) &&
        (filter.max === undefined || cents(invoice.total_incl_tax) <= cents(filter.max)) &&
        (filter.state === undefined || filter.state.includes(stateOf(invoice, amounts))) &&
        (filter.q === undefined || has(invoice, filter.q)),
    )
    const keyOf: Record<InvoiceSort, (invoice: Invoice) => string | number | null> = {
      issued: (invoice) => invoice.issued_on,
      due: (invoice) => invoice.due_on,
      number: (invoice) => invoice.number,
      total: (invoice) => cents(invoice.total_incl_tax),
      remaining: (invoice) => cents(invoice.remaining),
    }
    const idOf = (id: string) => (model.idType === 'bigint' ? BigInt(id) : id)
    const compare = <T>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0)
    const sign = order === 'asc' ? 1 : -1
    kept.sort((a, b) => {
      const [x, y] = [keyOf[sort](a), keyOf[sort](b)]
      if (x === null || y === null) {
        if (x !== y) return x === null ? 1 : -1
      } else if (x !== y) return sign * compare(x, y)
      return sign * compare(idOf(a.id), idOf(b.id))
    })
    const open = kept.filter((invoice) => invoice.state === 'open')
    const overdue = kept.filter((invoice) => stateOf(invoice, amounts) === 'overdue')
    return {
      ids: kept.map((invoice) => invoice.id),
      states: kept.map((invoice) => stateOf(invoice, amounts)),
      count: kept.length,
      openCount: open.length,
      open: open.reduce((sum, invoice) => sum + cents(invoice.remaining), 0),
      overdueCount: overdue.length,
      overdue: overdue.reduce((sum, invoice) => sum + late(invoice), 0),
    }
  }
  return { ...oracle, list, stateOf }
}

export { cents }
