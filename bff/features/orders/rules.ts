/** What is true of orders and of a cart. Pure: no clock, no database, no HTTP. */
import { toUnits } from '../../base/money.ts'
import { plain, product, unitsOf } from '../../base/pricing/decimal.ts'
import { Problem } from '../../base/problem.ts'
import type { Right } from '../../base/right.ts'
import type { CartLine, CartQuote, NewOrder, OrderSort, OrderState, OrderStep, QuotedCartLine } from './api.ts'

/** States in which something is still to come. */
export const openStates: readonly OrderState[] = ['received', 'confirmed', 'preparing', 'partly_delivered']

/** The states that a filter names, its groups opened. */
export function statesOf(wanted: readonly (OrderState | 'open')[]): OrderState[] {
  return [...new Set(wanted.flatMap((state) => (state === 'open' ? openStates : [state])))]
}

/** A sort by an amount would betray it. @throws Problem `column-hidden` */
export function refuseHidden({ sort }: { sort?: OrderSort }, rights: ReadonlySet<Right>) {
  if (sort === 'total' && !rights.has('orders.amounts')) throw new Problem('column-hidden')
}

const way: readonly OrderState[] = ['received', 'confirmed', 'preparing', 'partly_delivered', 'delivered']

/**
 * The steps in order. What was called off says so instead of going on; a delivery in parts is a step only where it
 * happens. Of when, only the order itself and the expected delivery are known.
 */
export function stepsOf(order: { state: OrderState; orderedOn: string; expectedOn: string | null }): OrderStep[] {
  const { state, orderedOn, expectedOn } = order
  const on = (of: OrderState) =>
    of === 'received' ? orderedOn : of === 'delivered' && state !== of ? expectedOn : null
  const step = (of: OrderState, progress: OrderStep['progress']): OrderStep => ({ state: of, progress, on: on(of) })
  if (state === 'cancelled' || state === 'refused') return [step('received', 'done'), step(state, 'current')]
  const at = way.indexOf(state)
  return way.flatMap((of, place) => {
    if (place === at) return step(of, 'current')
    if (of === 'partly_delivered') return []
    return step(of, place < at ? 'done' : 'next')
  })
}

/** What has still to come of a line; null when not known, when nothing more will, and when all is there. */
export function toCome(line: { quantity: string | null; delivered: string | null }, state: OrderState): string | null {
  if (!openStates.includes(state) || line.quantity === null || line.delivered === null) return null
  const left = (unitsOf(line.quantity) ?? 0n) - (unitsOf(line.delivered) ?? 0n)
  return left > 0n ? plain(left) : null
}

interface OrderedLine {
  kind: string
  article_id: string | null
  equipment_id: string | null
  quantity: string | null
  unit_price: string | null
}

/** Which articles are options of a kit: kit -> its options. */
export type OptionsOfKits = ReadonlyMap<string, ReadonlySet<string>>

/**
 * What to put into the cart to have each line once more. A line without a price below its kit, which offers it as an
 * option, was chosen with the kit.
 */
export function againOf(lines: readonly OrderedLine[], kits: OptionsOfKits): (CartLine | null)[] {
  let kit: { line: CartLine; options: ReadonlySet<string> } | undefined
  return lines.map((line) => {
    const { article_id: article, quantity } = line
    const units = quantity === null ? null : unitsOf(quantity)
    if (line.kind !== 'line' || article === null || units === null || units <= 0n) return null
    if (kit && line.unit_price === null && kit.options.has(article)) {
      kit.line.options = [...(kit.line.options ?? []), article]
      return null
    }
    const again: CartLine = {
      articleId: article,
      quantity: plain(units),
      ...(line.equipment_id !== null && { equipmentId: line.equipment_id }),
    }
    const options = kits.get(article)
    kit = options && { line: again, options }
    return again
  })
}

/** Line by line, what is no longer as it was seen; empty = nothing. Less stock counts, more does not. */
export function changesOf({ seen }: Pick<NewOrder, 'seen'>, now: CartQuote): Record<string, string> {
  const rank = { in_stock: 0, partly: 1, out_of_stock: 2 } as const
  const fields: Record<string, string> = {}
  for (const [at, line] of now.lines.entries()) {
    const was = seen.lines[at]
    if (!was) continue
    const name = `body.lines.${at}`
    if (was.unitPrice !== line.unitPrice || was.amount !== line.amount) fields[name] = 'price'
    else if (was.taxRate !== line.taxRate) fields[name] = 'tax'
    else if (was.supply !== null && line.supply !== null && rank[line.supply.state] > rank[was.supply])
      fields[name] = 'supply'
  }
  const totals = seen.exclTax !== now.exclTax || seen.inclTax !== now.inclTax
  if (totals && Object.keys(fields).length === 0) fields['body.seen'] = 'total'
  return fields
}

export function faultsOf(lines: readonly QuotedCartLine[]): Record<string, string> {
  return Object.fromEntries(lines.flatMap(({ fault }, at) => (fault === null ? [] : [[`body.lines.${at}`, fault]])))
}

/** How many of an option so many kits take along. */
export const times = (perKit: string, kits: string): string =>
  plain(product(unitsOf(perKit) ?? 0n, unitsOf(kits) ?? 0n))

/** A code without what its parts are joined by, in capitals. */
export const bareCode = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '').toUpperCase()

/** Whether an order of this amount asks who it is, where the portal has set one. Both excluding tax. */
export function isDelicate(exclTax: string | null, from: string | null): boolean {
  return exclTax !== null && from !== null && toUnits(exclTax, 2) >= toUnits(from, 2)
}
