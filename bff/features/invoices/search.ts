/** Filter and order of the list as SQL. Everything is said once here, for the page and for the totals. */
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { columnHas, wordsOf } from '../../base/search.ts'
import type { GuardTables } from '../../db/types.ts'
import type { InvoiceFilter, InvoiceState } from './api.ts'

type Builder = ExpressionBuilder<GuardTables, 'invoice'>
type Condition = Expression<SqlBool>

/**
 * Today where the vendor keeps its books. In SQL, so that the list needs no earlier answer; as a scalar sub-select it
 * is computed once a query.
 */
export function todayAt(eb: Builder, now: Date) {
  const instant = now.toISOString()
  return eb
    .selectFrom('company')
    .select(sql<string>`(${instant}::timestamptz at time zone ${sql.ref('company.time_zone')})::date`.as('today'))
    .limit(1)
    .$asScalar()
}

/** A due date has passed unpaid; a credit note is never late. */
export function isOverdue(eb: Builder, now: Date): Condition {
  return eb.and([
    eb('invoice.state', '=', 'open'),
    eb('invoice.kind', '=', 'invoice'),
    eb('invoice.due_on', '<', todayAt(eb, now)),
  ])
}

/** The SQL twin of `stateOf`; a test holds the two together. */
function inState(eb: Builder, state: InvoiceState, now: Date): Condition {
  if (state === 'overdue') return isOverdue(eb, now)
  if (state === 'paid' || state === 'cancelled') return eb('invoice.state', '=', state)
  const intime = eb.or([eb('invoice.due_on', 'is', null), eb('invoice.due_on', '>=', todayAt(eb, now))])
  const open = eb('invoice.state', '=', 'open')
  // Hidden amounts are null, then nothing is "partly paid": the comparison must not decide for them.
  const partly = eb('invoice.remaining', '!=', eb.ref('invoice.total_incl_tax'))
  if (state === 'partly_paid') return eb.and([open, eb('invoice.kind', '=', 'invoice'), intime, partly])
  return eb.and([
    open,
    eb.or([
      eb('invoice.kind', '=', 'credit_note'),
      eb.and([intime, eb.not(eb.fn.coalesce(partly, sql<boolean>`false`))]),
    ]),
  ])
}

/** Every word of the search stands in the number, the reference, the title or the label of a line. */
function matches(eb: Builder, search: string): Condition[] {
  return wordsOf(search).map((word) => {
    return eb.or([
      columnHas('invoice.number', word),
      columnHas('invoice.reference', word),
      columnHas('invoice.title', word),
      eb.exists(
        eb
          .selectFrom('invoice_line')
          .select(sql`1`.as('found'))
          .whereRef('invoice_line.invoice_id', '=', 'invoice.id')
          .where(columnHas('invoice_line.label', word)),
      ),
    ])
  })
}

/** Rows that the filter keeps, of those that the guard shows. */
export function keeps(eb: Builder, filter: InvoiceFilter, now: Date): Condition {
  const conditions: Condition[] = []
  if (filter.from !== undefined) conditions.push(eb('invoice.issued_on', '>=', filter.from))
  if (filter.to !== undefined) conditions.push(eb('invoice.issued_on', '<=', filter.to))
  if (filter.kind !== undefined) conditions.push(eb('invoice.kind', '=', filter.kind))
  if (filter.site !== undefined) conditions.push(eb('invoice.site_id', '=', filter.site))
  if (filter.min !== undefined) conditions.push(eb('invoice.total_incl_tax', '>=', filter.min))
  if (filter.max !== undefined) conditions.push(eb('invoice.total_incl_tax', '<=', filter.max))
  if (filter.state !== undefined) conditions.push(eb.or(filter.state.map((state) => inState(eb, state, now))))
  if (filter.q !== undefined) conditions.push(...matches(eb, filter.q))
  return eb.and(conditions)
}
