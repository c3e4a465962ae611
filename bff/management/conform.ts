/**
 * Does a database keep the management contract? Asks the catalogs about shape and the rows about content, relation by
 * relation, and says in sentences what an integrator has to mend. Reads only.
 */
import { type RelationName, relations } from './contract.ts'
import { type AnyRelation, type ColumnKind, customerScope } from './relation.ts'

/** Runs one statement on the vendor's database; numbers of any kind may come back as text. */
export type Ask = <T>(sql: string) => Promise<T[]>

export type FindingKind =
  /** the column is not there */
  | 'missing'
  /** a column that the contract does not know: never read */
  | 'extra'
  /** a SQL type that cannot carry the values exactly */
  | 'type'
  /** null in a column that always has a value */
  | 'null'
  /** a value outside the closed list */
  | 'choice'
  /** more decimals than the kind allows */
  | 'decimals'
  /** two rows with one key */
  | 'duplicate'
  /** points to a row that is not there */
  | 'orphan'
  /** points to a row of another customer */
  | 'stranger'

export interface Finding {
  relation: RelationName
  kind: FindingKind
  /** Null where the finding is about the key. */
  column: string | null
  /** Rows (for a key: keys) that are wrong; null where the finding is about the shape. */
  count: number | null
  /** One English sentence. */
  message: string
}

export interface RelationReport {
  relation: RelationName
  /** False: the vendor does not map it, and its features are off. */
  present: boolean
  /** Null where the shape forbids to count. */
  rows: number | null
  findings: Finding[]
}

const whole = ['int2', 'int4', 'int8', 'numeric']
const texts = ['text', 'varchar', 'bpchar', 'citext', 'name']

/** SQL types that carry a kind exactly; floats carry no money. An enumeration serves as text. */
const carriers: Record<ColumnKind, readonly string[]> = {
  id: [...whole, ...texts, 'uuid', 'enum'],
  text: [...texts, 'enum'],
  date: ['date'],
  instant: ['timestamptz'],
  money: whole,
  price: whole,
  quantity: whole,
  rate: whole,
  integer: whole,
  flag: ['bool'],
  bytes: ['bytea'],
}

const decimals: Partial<Record<ColumnKind, number>> = { money: 2, price: 4, integer: 0 }

const name = (text: string) => `"${text.replaceAll('"', '""')}"`
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

type Types = ReadonlyMap<string, string>

async function readTypes(ask: Ask): Promise<Map<string, Types>> {
  const rows = await ask<{ relation: string; column: string; type: string }>(
    `select c.relname::text as relation, a.attname::text as "column",
        case when t.typcategory = 'E' then 'enum' else coalesce(b.typname, t.typname)::text end as type
      from pg_catalog.pg_class c
      join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join pg_catalog.pg_type t on t.oid = a.atttypid
      left join pg_catalog.pg_type b on b.oid = nullif(t.typbasetype, 0)
      where c.relnamespace = pg_catalog.to_regnamespace('management') and c.relkind in ('r', 'v', 'm', 'f', 'p')`,
  )
  const found = new Map<string, Map<string, string>>()
  for (const row of rows) {
    const columns = found.get(row.relation) ?? new Map<string, string>()
    found.set(row.relation, columns.set(row.column, row.type))
  }
  return found
}

/** Columns that are there and of a type that serves; the rest becomes findings. */
function shapeOf(relation: RelationName, description: AnyRelation, types: Types, report: RelationReport): Set<string> {
  const usable = new Set<string>()
  const say = (kind: FindingKind, column: string, message: string) =>
    report.findings.push({ relation, kind, column, count: null, message })
  for (const [column, { kind }] of Object.entries(description.columns)) {
    const type = types.get(column)
    const expected = carriers[kind].join(', ')
    if (type === undefined) say('missing', column, `management.${relation} has no column ${column} (${expected}).`)
    else if (carriers[kind].includes(type)) usable.add(column)
    else say('type', column, `management.${relation}.${column} is ${type}; the contract wants one of ${expected}.`)
  }
  for (const column of types.keys()) {
    if (description.columns[column] === undefined)
      say('extra', column, `management.${relation}.${column} is not in the contract; nothing reads it.`)
  }
  return usable
}

interface Check {
  kind: FindingKind
  column: string
  /** SQL condition of a wrong row `t`. */
  wrong: string
  says: string
}

/** What can be told of a row by itself, all in one pass. */
function rowChecks(description: AnyRelation, usable: ReadonlySet<string>): Check[] {
  const checks: Check[] = []
  for (const [column, { kind, nullable, choices }] of Object.entries(description.columns)) {
    if (!usable.has(column)) continue
    const value = `t.${name(column)}`
    if (!nullable) checks.push({ kind: 'null', column, wrong: `${value} is null`, says: 'no value' })
    if (choices) {
      const list = choices.map(literal).join(', ')
      const wrong = `${value}::text not in (${list})`
      checks.push({ kind: 'choice', column, wrong, says: `a value other than ${choices.join(', ')}` })
    }
    const most = decimals[kind]
    if (most !== undefined) {
      const wrong = `${value} <> round(${value}::numeric, ${most})`
      checks.push({ kind: 'decimals', column, wrong, says: `more than ${most} decimals` })
    }
  }
  return checks
}

/** What can be told of a row's references, one query each. */
function referenceChecks(
  description: AnyRelation,
  usable: ReadonlySet<string>,
  all: ReadonlyMap<string, Types>,
): Check[] {
  const checks: Check[] = []
  const owner = customerScope(description)?.customer
  for (const [column, { refers }] of Object.entries(description.columns)) {
    const target = refers === undefined ? undefined : relations[refers as RelationName]
    const targetTypes = refers === undefined ? undefined : all.get(refers)
    const key = target?.key[0]
    if (!target || !refers || !key || !targetTypes?.has(key) || !usable.has(column)) continue
    const from = `management.${name(refers)} r where r.${name(key)} = t.${name(column)}`
    const wrong = `t.${name(column)} is not null and not exists (select from ${from})`
    checks.push({ kind: 'orphan', column, wrong, says: `a ${refers} that does not exist` })
    const theirs = customerScope(target)?.customer
    if (!owner || !theirs || column === owner || !usable.has(owner) || !targetTypes.has(theirs)) continue
    // As text: the other relation may write the same customer in another type, which is told where it stands.
    const stranger = `exists (select from ${from} and r.${name(theirs)}::text <> t.${name(owner)}::text)`
    checks.push({ kind: 'stranger', column, wrong: stranger, says: `a ${refers} of another customer` })
  }
  return checks
}

async function contentOf(ask: Ask, report: RelationReport, usable: ReadonlySet<string>, all: Map<string, Types>) {
  const { relation, findings } = report
  const description = relations[relation]
  const table = `management.${name(relation)} t`
  const say = ({ kind, column, says }: Check, count: number) => {
    const rows = count === 1 ? '1 row has' : `${count} rows have`
    if (count > 0)
      findings.push({ relation, kind, column, count, message: `management.${relation}.${column}: ${rows} ${says}.` })
  }

  const checks = rowChecks(description, usable)
  const counts = checks.map(({ wrong }, i) => `count(*) filter (where ${wrong}) as c${i}`)
  const [row] = await ask<Record<string, unknown>>(`select ${['count(*) as rows', ...counts].join(', ')} from ${table}`)
  report.rows = Number(row?.rows)
  checks.forEach((check, i) => say(check, Number(row?.[`c${i}`])))

  for (const check of referenceChecks(description, usable, all)) {
    const [found] = await ask<{ count: unknown }>(`select count(*) as count from ${table} where ${check.wrong}`)
    say(check, Number(found?.count))
  }

  if (!description.key.every((column) => usable.has(column))) return
  const key = description.key.map(name).join(', ')
  const [twice] = await ask<{ count: unknown }>(
    `select count(*) as count from (select from ${table} group by ${key} having count(*) > 1) d`,
  )
  const count = Number(twice?.count)
  const message = `management.${relation}: ${count} values of (${description.key.join(', ')}) stand in several rows.`
  if (count > 0) findings.push({ relation, kind: 'duplicate', column: null, count, message })
}

/** One report per relation of the contract, in its order. A reference whose types do not compare is a `type` finding. */
export async function conform(ask: Ask): Promise<RelationReport[]> {
  const all = await readTypes(ask)
  const reports: RelationReport[] = []
  for (const relation of Object.keys(relations) as RelationName[]) {
    const types = all.get(relation)
    const report: RelationReport = { relation, present: types !== undefined, rows: null, findings: [] }
    reports.push(report)
    if (!types) continue
    const usable = shapeOf(relation, relations[relation], types, report)
    for (const [column, { refers }] of Object.entries(relations[relation].columns)) {
      const key = refers && relations[refers as RelationName].key[0]
      const [own, theirs] = [types.get(column), key && all.get(refers)?.get(key)]
      if (!usable.has(column) || !own || !theirs || own === theirs) continue
      if (whole.includes(own) && whole.includes(theirs)) continue
      if (texts.includes(own) && texts.includes(theirs)) continue
      usable.delete(column)
      const message = `management.${relation}.${column} is ${own}, but management.${refers}.${key} is ${theirs}.`
      report.findings.push({ relation, kind: 'type', column, count: null, message })
    }
    await contentOf(ask, report, usable, all)
  }
  return reports
}
