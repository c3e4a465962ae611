/**
 * The vocabulary in which the management contract is written: column kinds, relations, and the TypeScript row
 * that follows from them.
 *
 * Whatever the SQL type, values reach the features as: `id`, `ref`, numbers of every kind -> string (exact),
 * `date` -> 'YYYY-MM-DD', `instant` -> ISO string, `flag` -> boolean, `bytes` -> Buffer. An id keeps its native SQL
 * type in the vendor's database (a cast in a view stops index use) and travels as a string.
 */
import type { Right } from '../base/right.ts'

export type ColumnKind =
  /** identifier of this row or of another relation's row; any SQL type that prints and compares */
  | 'id'
  | 'text'
  | 'date'
  | 'instant'
  /** amount in the document's currency, at most 2 decimals */
  | 'money'
  /** unit price, at most 4 decimals */
  | 'price'
  | 'quantity'
  /** fraction: 0.2 is 20 % */
  | 'rate'
  | 'integer'
  | 'flag'
  | 'bytes'

export interface Options {
  /** Closed list of values, for `text`. */
  choices?: readonly string[]
  /** Relation that an `id` points to. */
  refers?: string
  /** Without this right the guard shows null instead of the value. */
  right?: Right
}

export interface Column extends Options {
  kind: ColumnKind
  nullable: boolean
  meaning: string
}

/** A column that always has a value. */
export function must<K extends ColumnKind, const O extends Options = Record<never, never>>(
  kind: K,
  meaning: string,
  options?: O,
): { kind: K; nullable: false; meaning: string } & O {
  return { kind, nullable: false, meaning, ...(options as O) }
}

/** A column that may be null. */
export function may<K extends ColumnKind, const O extends Options = Record<never, never>>(
  kind: K,
  meaning: string,
  options?: O,
): { kind: K; nullable: true; meaning: string } & O {
  return { kind, nullable: true, meaning, ...(options as O) }
}

/** A row of one customer, perhaps at one of its sites, perhaps of one intervention. */
export interface CustomerScope<N extends string = string> {
  customer: N
  site?: N
  intervention?: N
  siteless?: 'shown'
  interventionless?: 'shown'
}

/** A row for one customer, for the customers of a price list, or for everybody (both null). */
export interface OfferScope<N extends string = string> {
  offer: { customer: N; list: N }
}

export interface Relation<C extends Record<string, Column> = Record<string, Column>> {
  meaning: string
  /** Columns that identify a row. */
  key: readonly (keyof C & string)[]
  /**
   * Which column carries which boundary. `everyone` = a row of the vendor itself, shown to every live session.
   * A relation without `site` is hidden from a session limited to sites unless `siteless: 'shown'`; the same for
   * `intervention`.
   */
  scope: 'everyone' | OfferScope<keyof C & string> | CustomerScope<keyof C & string>
  /** Column with the article that a row is about: hidden from a customer whose catalogue is limited to others. */
  listed?: keyof C & string
  /** Right without which no row shows; or rights per value of a column, all needed (a value not listed never shows). */
  right?: Right | { by: keyof C & string; rights: Readonly<Record<string, readonly Right[]>> }
  columns: C
  /** Indexes that a large ERP needs, told to the integrator. */
  indexes?: readonly string[]
}

export function relation<const C extends Record<string, Column>>(description: Relation<C>): Relation<C> {
  return description
}

/** A relation as generators read it, whatever its columns. */
export type AnyRelation = Relation<Record<string, Column>>

/** The boundaries of a relation whose every row belongs to one customer; undefined for any other. */
export function customerScope({ scope }: Pick<AnyRelation, 'scope'>): CustomerScope | undefined {
  return scope === 'everyone' || 'offer' in scope ? undefined : scope
}

type Value<C extends Column> = C['kind'] extends 'flag'
  ? boolean
  : C['kind'] extends 'bytes'
    ? Uint8Array
    : C extends { choices: readonly (infer V)[] }
      ? V
      : string

/** The row of a relation as features read it through its guard. A column behind a right may always be null. */
export type Row<R extends { columns: Record<string, Column> }> = {
  [K in keyof R['columns']]: R['columns'][K] extends { nullable: false }
    ? R['columns'][K] extends { right: Right }
      ? Value<R['columns'][K]> | null
      : Value<R['columns'][K]>
    : Value<R['columns'][K]> | null
}
