/** From rows of the database to the shapes of the door. */
import { receiptOf } from '../../outbox/receipts.ts'
import type { OrderAddress, OrderFile, OrderLine, OrderRow, OrderSheet, OrderTotals, PendingOrder } from './api.ts'
import type { findParts } from './find.ts'
import type * as queries from './queries.ts'
import { againOf, stepsOf, toCome } from './rules.ts'

type Many<Q extends (...given: never[]) => Promise<readonly unknown[]>> = Awaited<ReturnType<Q>>

export type Parts = Awaited<ReturnType<typeof findParts>>

const plain = (text: string | null) => (text?.includes('.') ? text.replace(/\.?0+$/, '') : text)

/** At least 2 decimals, as many more as count. */
const priced = (text: string | null) => text && text.replace(/(\.\d{2}\d*?)0+$/, '$1')

export function rowOf(row: Many<typeof queries.page>[number]): OrderRow {
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    reference: row.reference,
    requester: row.requester,
    orderedOn: row.ordered_on,
    expectedOn: row.expected_on,
    currency: row.currency,
    exclTax: row.total_excl_tax,
    inclTax: row.total_incl_tax,
    site: row.place_id === null ? null : { id: row.place_id, name: row.place_name ?? '' },
  }
}

export function totalsOf(row: Awaited<ReturnType<typeof queries.totals>>): OrderTotals {
  const one = row.currency === row.other_currency
  return {
    count: Number(row.count),
    openCount: Number(row.open_count),
    inclTax: one ? row.incl_tax : null,
    currency: one ? row.currency : null,
  }
}

/** The totals of a filter that can keep no row. */
export const none: OrderTotals = { count: 0, openCount: 0, inclTax: null, currency: null }

export function pendingOf(row: Many<typeof queries.pending>[number]): PendingOrder {
  const { author, reference, currency, total_incl_tax: inclTax } = row
  return { ...receiptOf(row), reference, requester: author, inclTax, currency }
}

const fileOf = (file: Parts['files'][number]): OrderFile => ({
  id: file.id,
  role: file.role,
  fileName: file.file_name,
  title: file.title,
  mediaType: file.media_type,
  size: file.size === null ? null : Number(file.size),
})

function linesOf({ head, lines, options }: Parts): OrderLine[] {
  const grouped = Map.groupBy(options, (row) => row.kit_id)
  const kits = new Map([...grouped].map(([kit, rows]) => [kit, new Set(rows.map((row) => row.article_id))]))
  const again = againOf(lines, kits)
  return lines.map((line, at) => ({
    id: line.id,
    kind: line.kind,
    reference: line.reference,
    label: line.label,
    quantity: plain(line.quantity),
    delivered: plain(line.delivered_quantity),
    toCome: toCome({ quantity: line.quantity, delivered: line.delivered_quantity }, head.state),
    unit: line.unit,
    unitPrice: priced(line.unit_price),
    amount: line.amount_excl_tax,
    taxRate: line.tax_rate,
    equipment: line.equipment_id === null ? null : { id: line.equipment_id, label: line.equipment_label ?? '' },
    again: again[at] ?? null,
  }))
}

export function sheetOf(parts: Parts, mayOrder: boolean): OrderSheet {
  const { head } = parts
  const row = rowOf(head)
  const delivery: OrderAddress | null = row.site && {
    ...row.site,
    street: head.street,
    postalCode: head.postal_code,
    city: head.city,
  }
  const billing: OrderAddress | null =
    head.billing_id === null
      ? null
      : {
          id: head.billing_id,
          name: head.billing_name ?? '',
          street: head.billing_street,
          postalCode: head.billing_postal_code,
          city: head.billing_city,
        }
  return {
    ...row,
    comment: head.comment,
    tax: head.total_tax,
    delivery,
    billing,
    steps: stepsOf(row),
    lines: linesOf(parts),
    documents: parts.files.map(fileOf),
    mayOrder,
  }
}
