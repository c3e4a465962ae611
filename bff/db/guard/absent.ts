/** Relations that a vendor does not have: a view of the right shape and no rows, so that who reads it finds nothing. */
import { type RelationName, relations } from '../../management/contract.ts'
import type { ColumnKind } from '../../management/relation.ts'
import type { Native } from './native.ts'
import { name } from './quote.ts'

const types: Record<Exclude<ColumnKind, 'id'>, string> = {
  text: 'text',
  date: 'date',
  instant: 'timestamptz',
  money: 'numeric',
  price: 'numeric',
  quantity: 'numeric',
  rate: 'numeric',
  integer: 'integer',
  flag: 'boolean',
  bytes: 'bytea',
}

/**
 * The type in which this vendor writes ids of a relation: its own, else that of any column that refers to it. A join of
 * what is there with what is not must still compare like with like.
 */
function idType(target: RelationName, native: Native): string {
  const own = native.get(target)?.get('id')
  if (own) return own
  for (const [relation, columns] of native)
    for (const [column, { refers }] of Object.entries(relations[relation].columns))
      if (refers === target) return columns.get(column) ?? 'text'
  return 'text'
}

export function emptyViewSql(relation: RelationName, native: Native): string[] {
  const columns = Object.entries(relations[relation].columns).map(([column, { kind, refers }]) => {
    if (kind !== 'id') return `null::${types[kind]} as ${name(column)}`
    const target = column === 'id' ? relation : (refers as RelationName | undefined)
    return `null::${target ? idType(target, native) : 'text'} as ${name(column)}`
  })
  return [
    `create view guard.${name(relation)} with (security_barrier) as
  select ${columns.join(',\n    ')}
  where false`,
    `grant select on guard.${name(relation)} to guichet_app`,
  ]
}
