/** An order on its way to the vendor: what it names is checked, and the command is written by what the customer saw. */
import { orNotFound } from '../../base/found.ts'
import { Problem } from '../../base/problem.ts'
import type { QueryHandle } from '../../db/types.ts'
import type { PlaceOrder } from '../../management/functions.ts'
import type { NewCommand } from '../../outbox/submit.ts'
import type { NewOrder } from './api.ts'
import { placesNamed } from './cart-queries.ts'
import type { Quoted } from './quote.ts'
import { times } from './rules.ts'

/** Places that the order names are there for that. @throws Problem `not-found` with the field */
export async function checkPlaces(db: QueryHandle, { siteId, billingSiteId }: NewOrder): Promise<void> {
  const named = [siteId, billingSiteId].filter((id) => id !== undefined)
  if (named.length === 0) return
  const found = await orNotFound(placesNamed(db, named))
  const is = (id: string | undefined, use: 'is_delivery' | 'is_billing') =>
    id === undefined || found.some((site) => site.id === id && site[use])
  const fields: Record<string, string> = {}
  if (!is(siteId, 'is_delivery')) fields['body.siteId'] = 'not-found'
  if (!is(billingSiteId, 'is_billing')) fields['body.billingSiteId'] = 'not-found'
  if (Object.keys(fields).length > 0) throw new Problem('not-found', { fields })
}

/**
 * The command. Its prices are those that the customer saw, which the caller compares with what holds now: so the same
 * order sent twice is the same command, whatever became of prices in between.
 */
export function commandOf(order: NewOrder, { quote, offers }: Quoted): NewCommand<'place_order'> {
  const { key, seen, siteId = null, billingSiteId = null, reference = null, comment = null } = order
  const lines = order.lines.map((line, at): PlaceOrder['lines'][number] => {
    const { articleId, quantity, options = [], equipmentId = null } = line
    const offer = offers.get(articleId)
    const saw = seen.lines[at]
    const parts = (offer?.parts ?? []).filter((part) => part.optional && options.includes(part.article_id))
    return {
      article_id: articleId,
      reference: offer?.article.code ?? '',
      label: offer?.article.label ?? '',
      quantity,
      unit_price: saw?.unitPrice ?? null,
      amount_excl_tax: saw?.amount ?? null,
      tax_rate: saw?.taxRate ?? null,
      equipment_id: equipmentId,
      options: parts.map((part) => ({ article_id: part.article_id, quantity: times(part.quantity, quantity) })),
    }
  })
  return {
    key,
    function: 'place_order',
    siteId,
    interventionId: null,
    payload: {
      site_id: siteId,
      billing_site_id: billingSiteId,
      reference,
      comment,
      currency: quote.currency,
      total_excl_tax: seen.exclTax,
      total_incl_tax: seen.inclTax,
      lines,
    },
  }
}
