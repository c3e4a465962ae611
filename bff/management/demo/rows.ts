/** Rows of the contract as plain values, exactly as the database prints them. */
import { type Contract, type RelationName, relations } from '../contract.ts'
import type { Column, Row } from '../relation.ts'

/** A stored row: unlike a guarded one, an amount that must exist is there. */
type Stored<R extends { columns: Record<string, Column> }> = {
  -readonly [K in keyof R['columns']]: R['columns'][K] extends { nullable: false } ? NonNullable<Row<R>[K]> : Row<R>[K]
}

export type DemoRow<R extends RelationName> = Stored<Contract[R]>
export type DemoRows = { [R in RelationName]: DemoRow<R>[] }

export function noRows(): DemoRows {
  return Object.fromEntries(Object.keys(relations).map((name) => [name, []])) as unknown as DemoRows
}
