/** What the invoices feature reads, through the guards of one session. */
import { type ExpressionBuilder, sql } from 'kysely'
import { countOf } from '../../base/count.ts'
import { type Asked, inOrder, isBehind } from '../../base/keyset.ts'
import type { GuardTables, QueryHandle } from '../../db/types.ts'
import type { InvoiceFilter } from './api.ts'
import { isOverdue, keeps, todayAt } from './search.ts'

/** How the vendor keeps its books: the time zone of its dates, its currency, its rounding of VAT. */
export function settings(db: QueryHandle) {
  return db.selectFrom('company').select(['time_zone', 'currency', 'vat_rounding']).limit(1).executeTakeFirst()
}

const invoiceColumns = [
  'invoice.id',
  'invoice.number',
  'invoice.kind',
  'invoice.state',
  'invoice.issued_on',
  'invoice.due_on',
  'invoice.reference',
  'invoice.title',
  'invoice.currency',
  'invoice.total_excl_tax',
  'invoice.total_tax',
  'invoice.total_incl_tax',
  'invoice.remaining',
] as const

const rowColumns = [...invoiceColumns, 'site.id as place_id', 'site.name as place_name'] as const

export interface Wanted {
  filter: InvoiceFilter
  now: Date
}

/**
 * One page of rows in order, and one row more. The place's name
 * is joined to the page alone: a guard is a barrier, through which a join would fetch the customer's every invoice.
 */
export function page(db: QueryHandle, { filter, now }: Wanted, asked: Asked) {
  return db
    .selectFrom((from) =>
      from
        .selectFrom('invoice')
        .select([...invoiceColumns, 'invoice.site_id'])
        .where((eb) => keeps(eb, filter, now))
        .where(isBehind(asked))
        .orderBy(inOrder(asked.order))
        .limit(asked.limit + 1)
        .as('invoice'),
    )
    .leftJoin('site', 'site.id', 'invoice.site_id')
    .select(rowColumns)
    .orderBy(inOrder(asked.order))
    .execute()
}

type Builder = ExpressionBuilder<GuardTables, 'invoice'>

/** Totals of everything that the filter keeps, in one scan; sums are null where amounts are hidden. */
export function totals(db: QueryHandle, { filter, now }: Wanted) {
  return db
    .selectFrom('invoice')
    .where((eb) => keeps(eb, filter, now))
    .select((eb) => {
      const open = eb('invoice.state', '=', 'open')
      const overdue = isOverdue(eb, now)
      return [
        eb.fn.countAll<string>().as('count'),
        eb.fn.countAll<string>().filterWhere(open).as('open_count'),
        eb.fn.sum<string | null>('invoice.remaining').filterWhere(open).as('open'),
        eb.fn.countAll<string>().filterWhere(overdue).as('overdue_count'),
        eb.fn.sum<string | null>(late(eb, now)).filterWhere(overdue).as('overdue'),
        eb.fn.min('invoice.currency').as('currency'),
        eb.fn.max('invoice.currency').as('other_currency'),
      ]
    })
    .executeTakeFirstOrThrow()
}

/** How many rows the filter keeps. */
export function count(db: QueryHandle, { filter, now }: Wanted): Promise<number> {
  return countOf(db.selectFrom('invoice').where((eb) => keeps(eb, filter, now)))
}

/** Of an overdue invoice, what is late: what remains, less the instalments that are still to come. */
function late(eb: Builder, now: Date) {
  const toCome = eb
    .selectFrom('invoice_due')
    .select((due) => due.fn.sum<string>('invoice_due.amount').as('amount'))
    .whereRef('invoice_due.invoice_id', '=', 'invoice.id')
    .where('invoice_due.settled', '=', false)
    .where('invoice_due.due_on', '>=', todayAt(eb, now))
    .$asScalar()
  return sql<string | null>`greatest(${eb.ref('invoice.remaining')} - coalesce(${toCome}, 0), 0)`
}

/** One invoice, whole. */
export function head(db: QueryHandle, id: string) {
  return db
    .selectFrom('invoice')
    .leftJoin('site', 'site.id', 'invoice.site_id')
    .leftJoin('site as billing', 'billing.id', 'invoice.billing_site_id')
    .leftJoin('customer', 'customer.id', 'invoice.customer_id')
    .select(rowColumns)
    .select([
      'invoice.supplied_on',
      'invoice.operation',
      'invoice.vat_on_debits',
      'invoice.payment_terms',
      'site.street as place_street',
      'site.postal_code as place_postal_code',
      'site.city as place_city',
      'site.country_code as place_country',
      'billing.id as billing_id',
      'billing.name as billing_name',
      'billing.street as billing_street',
      'billing.postal_code as billing_postal_code',
      'billing.city as billing_city',
      'billing.country_code as billing_country',
      'customer.name as customer_name',
      'customer.code as customer_code',
      'customer.kind as customer_kind',
      'customer.registration_number as customer_registration',
      'customer.vat_number as customer_vat',
      'customer.payment_terms as customer_terms',
    ])
    .where('invoice.id', '=', id)
    .executeTakeFirst()
}

/** Enough of an invoice to name its file, and whether the session may have one at this moment. */
export function name(db: QueryHandle, id: string) {
  return db
    .selectFrom('invoice')
    .select(['id', 'number', 'kind'])
    .select(sql<boolean>`guard.may('invoices.download')`.as('may_download'))
    .where('id', '=', id)
    .executeTakeFirst()
}

export function lines(db: QueryHandle, invoice: string) {
  return db
    .selectFrom('invoice_line')
    .select([
      'id',
      'kind',
      'reference',
      'label',
      'quantity',
      'unit',
      'unit_price',
      'amount_excl_tax',
      'tax_rate',
      'tax_category',
    ])
    .where('invoice_id', '=', invoice)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

export function taxes(db: QueryHandle, invoice: string) {
  return db
    .selectFrom('invoice_tax')
    .select(['rate', 'label', 'base', 'amount'])
    .where('invoice_id', '=', invoice)
    .orderBy('rate', (rate) => rate.desc().nullsLast())
    .orderBy('id')
    .execute()
}

export function dues(db: QueryHandle, invoice: string) {
  return db
    .selectFrom('invoice_due')
    .select(['due_on', 'amount', 'settled'])
    .where('invoice_id', '=', invoice)
    .orderBy('due_on')
    .orderBy('id')
    .execute()
}

export function payments(db: QueryHandle, invoice: string) {
  return db
    .selectFrom('invoice_payment')
    .select(['id', 'paid_on', 'amount', 'method'])
    .where('invoice_id', '=', invoice)
    .orderBy('paid_on')
    .orderBy('id')
    .execute()
}

export function creditNotes(db: QueryHandle, invoice: string) {
  return db
    .selectFrom('invoice')
    .select(['id', 'number', 'issued_on', 'total_incl_tax'])
    .where('original_id', '=', invoice)
    .where('kind', '=', 'credit_note')
    .orderBy('issued_on')
    .orderBy('id')
    .execute()
}

/** The invoice that a credit note corrects. Not joined, for the reason told at `page`. */
export function corrected(db: QueryHandle, creditNote: string) {
  return db
    .selectFrom('invoice')
    .select(['id', 'number', 'issued_on'])
    .where('id', '=', (eb) =>
      eb
        .selectFrom('invoice as note')
        .select('note.original_id')
        .where('note.id', '=', creditNote)
        .$asScalar()
        .$notNull(),
    )
    .executeTakeFirst()
}

/** The vendor's own PDF of an invoice, the newest if there are several; its bytes are read by `originalBytes`. */
export function original(db: QueryHandle, invoice: string) {
  return db
    .selectFrom('document')
    .select(['id', 'file_name'])
    .where('subject_kind', '=', 'invoice')
    .where('subject_id', '=', invoice)
    .where('role', '=', 'original')
    .where('media_type', '=', 'application/pdf')
    .where('content', 'is not', null)
    .orderBy('changed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function originalBytes(db: QueryHandle, document: string): Promise<Uint8Array | null> {
  const row = await db.selectFrom('document').select('content').where('id', '=', document).executeTakeFirst()
  return row?.content ?? null
}

/** The vendor as it must appear on a document. */
export function company(db: QueryHandle) {
  return db
    .selectFrom('company')
    .select(['name', 'legal_form', 'street', 'postal_code', 'city', 'country_code', 'registration_number', 'registry'])
    .select(['vat_number', 'email', 'phone', 'iban', 'bic', 'late_penalty', 'early_discount'])
    .limit(1)
    .executeTakeFirst()
}
