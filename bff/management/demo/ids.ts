/** Identifiers in the native form of a vendor: 64-bit numbers, or UUIDs. Any row's id is known from its number. */
import { createHash } from 'node:crypto'
import type { IdType } from '../reference/schema.ts'

/** `of('invoice', 42)`: the same text on every run. */
export type Ids = (kind: string, n: number) => string

export function idsOf(vendor: string, type: IdType): Ids {
  if (type === 'bigint') return (_kind, n) => String(n)
  const kinds = new Map<string, { hex: string; high: number; low: bigint }>()
  const kindOf = (kind: string) => {
    const known = kinds.get(kind)
    if (known) return known
    const hex = createHash('sha256').update(`${vendor} ${kind}`).digest('hex')
    const made = { hex, high: Number(`0x${hex.slice(16, 24)}`), low: BigInt(`0x${hex.slice(24, 36)}`) }
    kinds.set(kind, made)
    return made
  }
  return (kind, n) => {
    // Multiplication by an odd constant and exclusive or are permutations: no two numbers meet in one id.
    const { hex, high, low } = kindOf(kind)
    const first = ((Math.imul(n, 0x9e3779b1) ^ high) >>> 0).toString(16).padStart(8, '0')
    const last = (BigInt.asUintN(48, BigInt(n) * 0x5deece66dn) ^ low).toString(16).padStart(12, '0')
    return `${first}-${hex.slice(0, 4)}-4${hex.slice(4, 7)}-a${hex.slice(7, 10)}-${last}`
  }
}
