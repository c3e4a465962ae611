/** When an article can be had: what its depots hold, and how long its suppliers need. */
import { plain, product, unitsOf } from './decimal.ts'

/** Days added to a supplier's own: they stand for week-ends and holidays (AR-122). */
export const safetyDays = 3

/** What is known of an article. The vendor who keeps no depot has none of it: then nothing is said at all. */
export interface Supply {
  /** What each depot can promise; may be negative. None = the article is in no depot. */
  depots: readonly string[]
  /** Calendar days that each supplier needs; null = not known. */
  delays: readonly (string | null)[]
}

/** A part of a kit that has no stock of its own. */
export interface PartSupply extends Supply {
  /** How many of it in one kit. */
  quantity: string
}

export interface Availability {
  /** `partly`: some, but fewer than wanted. */
  state: 'in_stock' | 'partly' | 'out_of_stock'
  /** What can be promised, never negative. */
  quantity: string
  /** Calendar days until the rest can be had; null when in stock, or when no supplier's delay is known. */
  leadTimeDays: number | null
}

function heldBy(depots: readonly string[]): bigint {
  const held = depots.reduce((sum, text) => sum + (unitsOf(text) ?? 0n), 0n)
  return held > 0n ? held : 0n
}

/** The shortest delay of several suppliers, plus the margin; null when none is known. */
export function leadTime(delays: readonly (string | null)[]): number | null {
  const known = delays.flatMap((days) => (days === null || !/^\d{1,4}$/.test(days) ? [] : Number(days)))
  return known.length === 0 ? null : Math.min(...known) + safetyDays
}

/** Neither kept in a depot nor delivered by a supplier: a service, about whose stock there is nothing to say. */
const isStocked = ({ depots, delays }: Supply): boolean => depots.length > 0 || delays.length > 0

/**
 * @param supply null when the vendor keeps no depot
 * @param wanted quantity that shall be had at once
 */
export function availabilityOf(supply: Supply | null, wanted: string): Availability | null {
  if (supply === null || !isStocked(supply)) return null
  const held = heldBy(supply.depots)
  const enough = held > 0n && held >= (unitsOf(wanted) ?? 0n)
  return {
    state: enough ? 'in_stock' : held > 0n ? 'partly' : 'out_of_stock',
    quantity: plain(held),
    leadTimeDays: enough ? null : leadTime(supply.delays),
  }
}

/**
 * A kit that no depot holds as such: as many as its scarcest part allows; it waits for the slowest part that is short,
 * and nobody knows how long when that one's delay is unknown.
 */
export function kitAvailability(own: Supply | null, parts: readonly PartSupply[], wanted: string): Availability | null {
  const stocked = parts.filter(isStocked)
  if (own === null || own.depots.length > 0 || stocked.length === 0) return availabilityOf(own, wanted)
  const kits = unitsOf(wanted) ?? 0n
  const each = stocked.map((part) => {
    const per = unitsOf(part.quantity) ?? 0n
    const held = heldBy(part.depots)
    return { whole: per > 0n ? held / per : 0n, short: held < product(per, kits), delay: leadTime(part.delays) }
  })
  const possible = each.reduce((least, { whole }) => (whole < least ? whole : least), each[0]?.whole ?? 0n)
  const short = each.filter((part) => part.short)
  const delays = short.flatMap(({ delay }) => delay ?? [])
  const state = short.length === 0 ? 'in_stock' : possible > 0n ? 'partly' : 'out_of_stock'
  return {
    state,
    quantity: possible.toString(),
    leadTimeDays: short.length > 0 && delays.length === short.length ? Math.max(...delays) : null,
  }
}

/** The calendar day so many days after `today` (both `YYYY-MM-DD`). */
export function dayAfter(today: string, days: number): string {
  const day = new Date(`${today}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + days)
  return day.toISOString().slice(0, 10)
}
