/** A cart as it is asked about and compared. Pure. */
import type { CartLine, CartQuote, NewOrder, QuotedCartLine } from '../../bff/api.ts'
import { type CartLine as KeptLine, sameThing } from '../base/cart-store.ts'

/** A line of the store as the BFF takes it. */
export const askedOf = ({ articleId, quantity, options, equipmentId }: KeptLine): CartLine => ({
  articleId,
  quantity,
  ...(options.length > 0 && { options: [...options] }),
  ...(equipmentId !== null && { equipmentId }),
})

/** A line of the store with what was told of it; `fresh` = of this very quantity. */
export interface Shown {
  kept: KeptLine
  quoted: QuotedCartLine | undefined
  fresh: boolean
}

/** The lines as they are now, each with the answer to it: the cart may have moved since it was asked about. */
export function shownOf(lines: readonly KeptLine[], asked: readonly KeptLine[], quote: CartQuote | null): Shown[] {
  return lines.map((kept) => {
    const at = asked.findIndex((one) => sameThing(one, kept))
    const quoted = at < 0 ? undefined : quote?.lines[at]
    return { kept, quoted, fresh: quoted !== undefined && asked[at]?.quantity === kept.quantity }
  })
}

/** What the customer sees of a quote that can be ordered. */
export function seenOf({ lines, exclTax, inclTax }: CartQuote): NewOrder['seen'] {
  return {
    lines: lines.map(({ unitPrice, amount, taxRate, supply }) => ({
      unitPrice: unitPrice ?? '0',
      amount: amount ?? '0',
      taxRate,
      supply: supply?.state ?? null,
    })),
    exclTax: exclTax ?? '0',
    inclTax,
  }
}

export interface Change {
  at: number
  before: QuotedCartLine
  now: QuotedCartLine
}

/** Lines of which the customer saw something else. */
export function changesOf(before: CartQuote, now: CartQuote): Change[] {
  return now.lines.flatMap((line, at) => {
    const was = before.lines[at]
    if (!was) return []
    const same =
      was.unitPrice === line.unitPrice &&
      was.amount === line.amount &&
      was.taxRate === line.taxRate &&
      was.supply?.state === line.supply?.state
    return same ? [] : [{ at, before: was, now: line }]
  })
}

/** Without what joins its parts, in capitals: codes are typed in many ways. */
export const bareCode = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '').toUpperCase()

export interface Writing {
  /** Idempotency key: the same until the order has been taken. */
  key: string
  siteId: string
  billingSiteId: string
  reference: string
  comment: string
}

/** The body of the order; empty fields are left out. */
export function bodyOf(lines: readonly KeptLine[], quote: CartQuote, writing: Writing): NewOrder {
  const { key, siteId, billingSiteId } = writing
  const reference = writing.reference.trim()
  const comment = writing.comment.trim()
  return {
    key,
    lines: lines.map(askedOf),
    ...(siteId && { siteId }),
    ...(billingSiteId && { billingSiteId }),
    ...(reference && { reference }),
    ...(comment && { comment }),
    seen: seenOf(quote),
  }
}
