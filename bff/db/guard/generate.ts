/** From the contract and the native types: the SQL of schema `guard`, the only thing that features can see. */
import { relations, type RelationName } from '../../management/contract.ts'
import type { AnyRelation } from '../../management/relation.ts'
import { functionStatements } from './functions.ts'
import type { Native, NativeRelation } from './native.ts'

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`
const name = (text: string) => `"${text.replaceAll('"', '""')}"`

// Scalar sub-selects become InitPlans: evaluated once per query, not per row.
const may = (right: string) => `(select guard.may(${literal(right)}))`
const all = (rights: readonly string[]) => (rights.length === 0 ? 'false' : rights.map(may).join(' and '))

/** The session's text is cast to the column's type, never the column: that would stop index use. */
const one = (fn: string, type: string) => `(select guard.${fn}()::${type})`
const many = (fn: string, type: string) => `((select guard.${fn}()::${type}[])::${type}[])`

function typeOf(native: NativeRelation, column: string): string {
  const type = native.get(column)
  if (!type) throw new Error(`No native type for ${column}`)
  return type
}

/** Conditions on who sees which rows. */
function scopeOf({ scope }: AnyRelation, native: NativeRelation): string[] {
  if (scope === 'everyone') return ['(select guard.session_customer()) is not null']
  const { customer, site, intervention } = scope
  const conditions = [`r.${name(customer)} = ${one('session_customer', typeOf(native, customer))}`]

  const noSites = '(select guard.session_sites()) is null'
  if (site) {
    const column = `r.${name(site)}`
    const own = `${column} = any ${many('session_sites', typeOf(native, site))}`
    const shown = scope.siteless === 'shown' ? ` or ${column} is null` : ''
    conditions.push(`(${noSites} or ${own}${shown})`)
  } else if (scope.siteless !== 'shown') conditions.push(noSites)

  const noIntervention = '(select guard.session_intervention()) is null'
  if (intervention) {
    const column = `r.${name(intervention)}`
    const own = `${column} = ${one('session_intervention', typeOf(native, intervention))}`
    const shown = scope.interventionless === 'shown' ? ` or ${column} is null` : ''
    conditions.push(`(${noIntervention} or ${own}${shown})`)
  } else if (scope.interventionless !== 'shown') conditions.push(noIntervention)
  return conditions
}

function rightOf({ right }: AnyRelation): string[] {
  if (right === undefined) return []
  if (typeof right === 'string') return [may(right)]
  const cases = Object.entries(right.rights).map(([value, rights]) => `when ${literal(value)} then ${all(rights)}`)
  return [`case r.${name(right.by)}::text ${cases.join(' ')} else false end`]
}

function viewSql(relationName: RelationName, native: NativeRelation): string[] {
  const relation = relations[relationName]
  const columns = Object.entries(relation.columns).map(([column, { right }]) =>
    right ? `case when ${may(right)} then r.${name(column)} end as ${name(column)}` : `r.${name(column)}`,
  )
  const conditions = [...scopeOf(relation, native), ...rightOf(relation)]
  return [
    `create view guard.${name(relationName)} with (security_barrier) as
  select ${columns.join(',\n    ')}
  from management.${name(relationName)} r
  where ${conditions.join('\n    and ')}`,
    `grant select on guard.${name(relationName)} to guichet_app`,
  ]
}

/** Names for the gate: whom a person may become, and which sites a session is limited to. Nothing else of theirs. */
function cardsSql(fn: string, relation: RelationName, columns: string, native: Native): string[] {
  const type = native.get(relation)?.get('id')
  const from = type
    ? `select r.id::text, ${columns} from management.${name(relation)} r where r.id = any (ids::${type}[])`
    : `select null::text, ${columns.replaceAll(/r\.\w+/g, 'null')} where false`
  return [
    `create or replace function portal.${fn}(ids text[]) returns ${
      relation === 'customer' ? 'table (id text, code text, name text)' : 'table (id text, name text)'
    }
language sql stable security definer set search_path = pg_catalog, pg_temp as $$ ${from} $$`,
    `revoke all on function portal.${fn}(text[]) from public`,
    `grant execute on function portal.${fn}(text[]) to guichet_gate`,
  ]
}

/** The whole script, statement by statement; the same for the same contract and types: the self-check compares it. */
export function guardStatements(native: Native): string[] {
  const present = [...native.keys()].sort()
  return [
    'drop schema if exists guard cascade',
    'create schema guard',
    'revoke all on schema guard from public',
    'grant usage on schema guard to guichet_app',
    ...functionStatements,
    ...present.flatMap((relation) => viewSql(relation, native.get(relation) as NativeRelation)),
    ...cardsSql('customer_cards', 'customer', 'r.code::text, r.name::text', native),
    ...cardsSql('site_cards', 'site', 'r.name::text', native),
  ]
}

export const scriptOf = (statements: readonly string[]) => statements.map((text) => `${text};`).join('\n\n')
