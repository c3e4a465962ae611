/** The filter of the list as SQL. Everything is said once here, for the page, the count and the brands. */
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { columnHas, patternOf, wordsOf } from '../../base/search.ts'
import type { GuardTables } from '../../db/types.ts'
import type { ArticleFilter } from './api.ts'

export type Builder = ExpressionBuilder<GuardTables, 'article'>
type Condition = Expression<SqlBool>

const columns = ['label', 'code', 'manufacturer_code', 'brand']
const codes = ['code', 'manufacturer_code']

/** A code is found however its parts are joined: `tn4050k` finds TN-4050K. */
function asCode(word: string): string {
  return Array.from(word.replace(/[-_./]/g, ''), patternOf).join('[-_./ ]?')
}

/** One letter too many, too few, another, or two changed round. In short words that would find everything. */
export function nearlyPattern(word: string): string | undefined {
  const letters = Array.from(word)
  if (letters.length < 4) return undefined
  const variants = letters.flatMap((letter, index) => {
    const before = patternOf(letters.slice(0, index).join(''))
    const rest = letters.slice(index + 1)
    const after = patternOf(rest.join(''))
    const swapped =
      rest.length === 0 ? [] : [`${before}${patternOf(rest[0] + letter)}${patternOf(rest.slice(1).join(''))}`]
    return [`${before}.?${after}`, `${before}.${patternOf(letter)}${after}`, ...swapped]
  })
  return `(?:${variants.join('|')})`
}

function hasWord(eb: Builder, word: string, nearly: boolean): Condition {
  const found = columns.map((column) => columnHas(`article.${column}`, word))
  if (/\d/.test(word) && word.length > 2)
    found.push(...codes.map((column) => sql<SqlBool>`${sql.ref(`article.${column}`)} ~ ${asCode(word)}`))
  const pattern = nearly ? nearlyPattern(word) : undefined
  if (pattern !== undefined)
    found.push(...columns.map((column) => sql<SqlBool>`${sql.ref(`article.${column}`)} ~ ${pattern}`))
  return eb.or(found)
}

/** Articles of a family and of those below it; `union` ends where a tree bites its tail. */
function inFamily(family: string): Condition {
  return sql<SqlBool>`${sql.ref('article.family_id')} in (
    with recursive below as (
      select f.id from article_family f where f.id = ${family}
      union select f.id from article_family f join below b on f.parent_id = b.id
    ) select id from below)`
}

export interface Machine {
  /** The article that the machine is. */
  id: string
  /** Only the vendor's reference consumables. */
  preferredOnly: boolean
}

function fits(eb: Builder, machine: Machine): Condition {
  return eb('article.id', 'in', (from) => {
    const fitting = from
      .selectFrom('article_compatibility')
      .select('article_compatibility.article_id')
      .where('article_compatibility.machine_id', '=', machine.id)
    return machine.preferredOnly ? fitting.where('article_compatibility.preferred', '=', true) : fitting
  })
}

/** Some depot can promise one of it; of a kit that no depot holds as such, each of its parts. */
function isInStock(): Condition {
  const held = sql`(select s.article_id, sum(s.quantity) as quantity from stock s group by s.article_id)`
  return sql<SqlBool>`(${sql.ref('article.id')} in (select h.article_id from ${held} h where h.quantity > 0)
    or (${sql.ref('article.kind')} = 'kit' and ${sql.ref('article.id')} not in (select s.article_id from stock s)
      and ${sql.ref('article.id')} in (
        select o.kit_id from article_option o left join ${held} h on h.article_id = o.article_id
        where not o.optional group by o.kit_id having bool_and(coalesce(h.quantity, 0) >= o.quantity))))`
}

/** What this customer has ordered before. */
function wasOrdered(eb: Builder): Condition {
  return eb('article.id', 'in', (from) =>
    from
      .selectFrom('sales_order_line')
      .select((line) => line.ref('sales_order_line.article_id').$notNull().as('id'))
      .where('sales_order_line.kind', '=', 'line')
      .where('sales_order_line.article_id', 'is not', null),
  )
}

export interface Wanted {
  filter: ArticleFilter
  /** Null = the filter names one that is no article, or that the session does not see: nothing fits it. */
  machine: Machine | null | undefined
  /** Words that are nearly right count too. */
  nearly: boolean
}

/** Articles that the filter keeps, of those that the guard shows. */
export function keeps(eb: Builder, { filter, machine, nearly }: Wanted): Condition {
  if (machine === null) return sql<SqlBool>`false`
  const conditions: Condition[] = wordsOf(filter.q ?? '').map((word) => hasWord(eb, word, nearly))
  if (filter.family !== undefined) conditions.push(inFamily(filter.family))
  if (filter.brand !== undefined) conditions.push(eb('article.brand', 'in', filter.brand))
  if (machine !== undefined) conditions.push(fits(eb, machine))
  if (filter.ordered === true) conditions.push(wasOrdered(eb))
  if (filter.inStock === true) conditions.push(isInStock())
  return eb.and(conditions)
}
