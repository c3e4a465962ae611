/** Guards of what a vendor offers: articles, their prices, and what else hangs on an article. */
import type { AnyRelation, OfferScope } from '../../management/relation.ts'
import type { Native } from './native.ts'
import { name } from './quote.ts'

/** Somebody is signed in. */
export const somebody = '(select s.customer is not null from s)'

/** The session's own customer, once per query. Its row is read with the owner's rights, as all that guards read. */
const own = (column: string, type: string) =>
  `(select c.${column} from management.customer c where c.id = (select s.customer::${type} from s))`

/**
 * The offers of one customer, of his price list, and of everybody. CASE decides by what the row is: an offer to another
 * customer must not show because it names a list too.
 */
export function offerSql({ offer }: OfferScope, typeOf: (column: string) => string): string {
  const customer = `r.${name(offer.customer)}`
  const list = `r.${name(offer.list)}`
  const type = typeOf(offer.customer)
  return `case when ${customer} is not null then ${customer} = (select s.customer::${type} from s)
      when ${list} is not null then ${list} = ${own('price_list_id', type)}
      else ${somebody} end`
}

/** A customer whose catalogue is a list sees what is on it; one whose row is gone sees nothing. */
export function listedOf({ listed }: AnyRelation, native: Native): string[] {
  if (!listed) return []
  const customer = native.get('customer')?.get('id')
  if (!customer) return ['false']
  const access = native.get('article_access')?.get('customer_id')
  const onList = access
    ? `exists (select from management.article_access a
        where a.customer_id = (select s.customer::${access} from s) and a.article_id = r.${name(listed)})`
    : 'false'
  return [`case when ${own('catalogue', customer)} = 'all' then true else ${onList} end`]
}
