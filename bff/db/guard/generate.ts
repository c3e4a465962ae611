/** From the contract and the native types: the SQL of schema `guard`, the only thing that features can see. */
import { relations, type RelationName } from '../../management/contract.ts'
import type { FunctionName } from '../../management/functions.ts'
import { type AnyRelation, customerScope } from '../../management/relation.ts'
import { emptyViewSql } from './absent.ts'
import { cardsSql } from './cards.ts'
import { contactStatements } from './contacts.ts'
import { functionStatements } from './functions.ts'
import { deliverSql } from './functions-deliver.ts'
import { mediaSql } from './media.ts'
import type { Native, NativeRelation } from './native.ts'
import { listedOf, offerSql, somebody } from './offers.ts'
import { commandStatements } from './own-command.ts'
import { exportStatements } from './own-export.ts'
import { literal, name } from './quote.ts'
import { uploadStatements } from './uploads.ts'

// The session is read once per query, by the `with`; scalar sub-selects over it become InitPlans, so that nothing of it
// is evaluated per row and a condition on an indexed column can still use the index.
const session = 'with s as materialized (select * from guard.session())'
const may = (right: string) => `(select ${literal(right)} = any (s.rights) from s)`
const all = (rights: readonly string[]) => (rights.length === 0 ? 'false' : rights.map(may).join(' and '))

/** The session's text is cast to the column's type, never the column: that would stop index use. */
const one = (field: string, type: string) => `(select s.${field}::${type} from s)`
const many = (field: string, type: string) => `((select s.${field}::${type}[] from s)::${type}[])`

function typeOf(native: NativeRelation, column: string): string {
  const type = native.get(column)
  if (!type) throw new Error(`No native type for ${column}`)
  return type
}

/**
 * A limit that most sessions do not have. CASE and not OR: the planner guesses that half of the rows pass instead of
 * hardly any, and so keeps walking an index in the order that a page asks for.
 */
function limit(
  field: 'sites' | 'intervention',
  column: string | undefined,
  own: string,
  blank: 'shown' | undefined,
): string[] {
  const unlimited = `(select s.${field} is null from s)`
  if (!column) return blank === 'shown' ? [] : [unlimited]
  const shown = blank === 'shown' ? ` or ${column} is null` : ''
  return [`case when ${unlimited} then true else ${own}${shown} end`]
}

/** Conditions on who sees which rows. */
function scopeOf(relation: AnyRelation, native: NativeRelation): string[] {
  const { scope } = relation
  if (scope === 'everyone') return [somebody]
  if ('offer' in scope) return [offerSql(scope, (column) => typeOf(native, column))]
  const { customer, site, intervention } = scope
  const siteColumn = site && `r.${name(site)}`
  const interventionColumn = intervention && `r.${name(intervention)}`
  const ownSite = site ? `${siteColumn} = any ${many('sites', typeOf(native, site))}` : ''
  const ownIntervention = intervention
    ? `${interventionColumn} = ${one('intervention', typeOf(native, intervention))}`
    : ''
  return [
    `r.${name(customer)} = ${one('customer', typeOf(native, customer))}`,
    ...limit('sites', siteColumn, ownSite, scope.siteless),
    ...limit('intervention', interventionColumn, ownIntervention, scope.interventionless),
  ]
}

function rightOf({ right }: AnyRelation): string[] {
  if (right === undefined) return []
  if (typeof right === 'string') return [may(right)]
  const cases = Object.entries(right.rights).map(([value, rights]) => `when ${literal(value)} then ${all(rights)}`)
  return [`case r.${name(right.by)}::text ${cases.join(' ')} else false end`]
}

/**
 * The order of the relation's pages, when the contract has an index that begins with the customer and goes on. The
 * planner plans a barrier view by itself: without an order inside, it never walks that index, and sorts the customer's
 * every row for a page of twenty. Where the index is there, the order costs nothing to who does not need it (measured:
 * docs/decisions/0005).
 */
function orderOf({ indexes = [], ...relation }: AnyRelation): string {
  const scope = customerScope(relation)
  if (!scope) return ''
  for (const index of indexes) {
    const [first, ...further] = index.slice(1, -1).split(', ')
    if (first !== scope.customer || further.length === 0) continue
    const columns = further.map((column) => column.replace(/^\w+/, (own) => `r.${name(own)}`))
    return `\n  order by ${columns.join(', ')}`
  }
  return ''
}

function viewSql(relationName: RelationName, all: Native, native: NativeRelation): string[] {
  const relation = relations[relationName]
  const columns = Object.entries(relation.columns).map(([column, { right }]) =>
    right ? `case when ${may(right)} then r.${name(column)} end as ${name(column)}` : `r.${name(column)}`,
  )
  const conditions = [...scopeOf(relation, native), ...listedOf(relation, all), ...rightOf(relation)]
  return [
    `create view guard.${name(relationName)} with (security_barrier) as
  ${session}
  select ${columns.join(',\n    ')}
  from management.${name(relationName)} r
  where ${conditions.join('\n    and ')}${orderOf(relation)}`,
    `grant select on guard.${name(relationName)} to guichet_app`,
  ]
}

/**
 * The whole script, statement by statement; the same for the same contract, types and functions: the self-check compares
 * it.
 */
export function guardStatements(native: Native, functions: ReadonlySet<FunctionName>): string[] {
  const names = (Object.keys(relations) as RelationName[]).sort()
  return [
    'drop schema if exists guard cascade',
    'create schema guard',
    'revoke all on schema guard from public',
    'grant usage on schema guard to guichet_app',
    ...functionStatements,
    ...uploadStatements,
    ...names.flatMap((relation) => {
      const own = native.get(relation)
      return own ? viewSql(relation, native, own) : emptyViewSql(relation, native)
    }),
    ...commandStatements(native, functions),
    ...exportStatements,
    ...deliverSql(functions),
    ...cardsSql('customer_cards', 'customer', ['code', 'name'], native),
    ...cardsSql('site_cards', 'site', ['name'], native),
    ...contactStatements(native),
    ...mediaSql(native),
  ]
}

export const scriptOf = (statements: readonly string[]) => statements.map((text) => `${text};`).join('\n\n')
