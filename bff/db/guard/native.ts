/** What schema `management` of one vendor really is: relations, columns, native types. */
import { relations, type RelationName } from '../../management/contract.ts'
import { type FunctionName, functionNames } from '../../management/functions.ts'
import type { ColumnKind } from '../../management/relation.ts'

/** Runs one statement; both the owner and the gate can read the catalogs. */
export type Ask = <T>(sql: string, parameters?: readonly unknown[]) => Promise<T[]>

/** Column name -> native type as SQL can cast to it, e.g. `pg_catalog.int4`. */
export type NativeRelation = ReadonlyMap<string, string>
export type Native = ReadonlyMap<RelationName, NativeRelation>

interface ColumnRow {
  relation: string
  column: string
  type: string
  base: string
  category: string
}

const numbers = ['int2', 'int4', 'int8', 'numeric']

/** What a kind may be in SQL. `E` = any enumeration. */
const fits: Record<ColumnKind, { types: readonly string[]; enums?: true; expected: string }> = {
  id: {
    types: [...numbers, 'text', 'varchar', 'bpchar', 'citext', 'name', 'uuid'],
    enums: true,
    expected: 'a number, text or uuid',
  },
  text: { types: ['text', 'varchar', 'bpchar', 'citext', 'name'], enums: true, expected: 'text' },
  date: { types: ['date'], expected: 'date' },
  instant: { types: ['timestamptz'], expected: 'timestamp with time zone' },
  money: { types: [...numbers, 'float4', 'float8'], expected: 'numeric' },
  price: { types: [...numbers, 'float4', 'float8'], expected: 'numeric' },
  quantity: { types: [...numbers, 'float4', 'float8'], expected: 'numeric' },
  rate: { types: [...numbers, 'float4', 'float8'], expected: 'numeric' },
  integer: { types: numbers, expected: 'integer' },
  flag: { types: ['bool'], expected: 'boolean' },
  bytes: { types: ['bytea'], expected: 'bytea' },
}

/** `management` does not fit the contract: one sentence per relation and column. */
export class ContractError extends Error {
  override readonly name = 'ContractError'
  readonly findings: readonly string[]

  constructor(findings: readonly string[]) {
    super(`Schema management does not fit the management contract:\n${findings.join('\n')}`)
    this.findings = findings
  }
}

/**
 * Reads the native types of the contract's relations that exist.
 * @throws ContractError naming each column that is missing or of a type that cannot carry its values.
 */
export async function readNative(ask: Ask): Promise<Native> {
  const rows = await ask<ColumnRow>(
    `select c.relname as relation, a.attname as "column",
        quote_ident(tn.nspname) || '.' || quote_ident(t.typname) as type,
        coalesce(b.typname, t.typname) as base, t.typcategory as category
      from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace and n.nspname = 'management'
      join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join pg_catalog.pg_type t on t.oid = a.atttypid
      join pg_catalog.pg_namespace tn on tn.oid = t.typnamespace
      left join pg_catalog.pg_type b on b.oid = nullif(t.typbasetype, 0)
      where c.relkind in ('r', 'v', 'm', 'f', 'p')
      order by c.relname, a.attnum`,
  )
  const found = new Map<RelationName, NativeRelation>()
  const findings: string[] = []
  for (const [name, relation] of Object.entries(relations) as [RelationName, (typeof relations)[RelationName]][]) {
    const own = new Map(rows.filter((row) => row.relation === name).map((row) => [row.column, row]))
    if (own.size === 0) continue
    const columns = new Map<string, string>()
    for (const [column, { kind }] of Object.entries(relation.columns)) {
      const { types, enums, expected } = fits[kind]
      const row = own.get(column)
      if (!row) findings.push(`management.${name} has no column "${column}" (expected ${expected}).`)
      else if (types.includes(row.base) || (enums && row.category === 'E')) columns.set(column, row.type)
      else findings.push(`management.${name}.${column} is ${row.base}; expected ${expected}.`)
    }
    found.set(name, columns)
  }
  if (findings.length > 0) throw new ContractError(findings)
  return found
}

/**
 * Functions of the contract that are there, by which commands arrive; where one is absent the counter does not offer the act.
 * @throws ContractError naming each that takes or answers something else
 */
export async function readFunctions(ask: Ask): Promise<ReadonlySet<FunctionName>> {
  const rows = await ask<{ name: string; fits: boolean }>(
    `select p.proname::text as name,
        bool_or(p.pronargs = 1 and p.proargtypes[0] = 'pg_catalog.jsonb'::pg_catalog.regtype
          and p.prorettype = 'pg_catalog.jsonb'::pg_catalog.regtype and p.prokind = 'f' and not p.proretset) as fits
      from pg_catalog.pg_proc p
      join pg_catalog.pg_namespace n on n.oid = p.pronamespace and n.nspname = 'management'
      group by p.proname`,
  )
  const known = functionNames.filter((name) => rows.some((row) => row.name === name))
  const findings = known
    .filter((name) => !rows.some((row) => row.name === name && row.fits))
    .map((name) => `management.${name} must take one jsonb and return jsonb.`)
  if (findings.length > 0) throw new ContractError(findings)
  return new Set(known)
}
