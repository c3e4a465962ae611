/** The filter of the list as SQL. Everything is said once here, for the page and for the totals. */
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { columnHas, wordsOf } from '../../base/search.ts'
import type { GuardTables } from '../../db/types.ts'
import type { InterventionFilter } from './api.ts'
import { statesOf } from './rules.ts'

type Builder = ExpressionBuilder<GuardTables, 'intervention'>

/** Midnight at the vendor's, at the beginning of a day or of the one after. A scalar sub-select: computed once a query. */
function midnight(eb: Builder, day: string, later: 0 | 1) {
  const at = sql<string>`(${day}::date + ${later}::integer)::timestamp at time zone ${sql.ref('company.time_zone')}`
  return eb.selectFrom('company').select(at.as('at')).limit(1).$asScalar()
}

const columns = ['number', 'title', 'description', 'requester', 'work_done']

/** Rows that the filter keeps, of those that the guard shows. */
export function keeps(eb: Builder, filter: InterventionFilter): Expression<SqlBool> {
  const { q, from, to, state, site, equipment, nature, urgent } = filter
  const conditions: Expression<SqlBool>[] = []
  if (from !== undefined) conditions.push(eb('intervention.requested_at', '>=', midnight(eb, from, 0)))
  if (to !== undefined) conditions.push(eb('intervention.requested_at', '<', midnight(eb, to, 1)))
  if (state !== undefined) conditions.push(eb('intervention.state', 'in', statesOf(state)))
  if (site !== undefined) conditions.push(eb('intervention.site_id', '=', site))
  if (equipment !== undefined) conditions.push(eb('intervention.equipment_id', '=', equipment))
  if (nature !== undefined) {
    const natures = eb.selectFrom('nature').select('nature.id').where('nature.parent_id', '=', nature)
    conditions.push(eb.or([eb('intervention.nature_id', '=', nature), eb('intervention.nature_id', 'in', natures)]))
  }
  if (urgent !== undefined) conditions.push(eb('intervention.urgent', '=', urgent))
  for (const word of wordsOf(q ?? '')) {
    conditions.push(eb.or(columns.map((column) => columnHas(`intervention.${column}`, word))))
  }
  return eb.and(conditions)
}
