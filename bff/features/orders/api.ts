/**
 * The cart and the orders of the current customer.
 *
 * Money is a decimal string, excluding VAT unless said otherwise; quantities are decimal strings; dates are `YYYY-MM-DD`
 * in the vendor's time zone. Amounts of orders are null without the right `orders.amounts`, prices of the cart without
 * `prices.read`: then nothing can be ordered.
 */
import type { ExportJob, NewExport } from '../../sheet/job.ts'
import type { CommandReceipt } from '../../outbox/receipt.ts'

/** `received`: the vendor has still to confirm it. */
export type OrderState =
  | 'received'
  | 'confirmed'
  | 'preparing'
  | 'partly_delivered'
  | 'delivered'
  | 'cancelled'
  | 'refused'

export type OrderSort = 'ordered' | 'expected' | 'number' | 'total'

export interface OrderFilter {
  /** Searches number, own reference, requester, and code and label of the lines. At most 100 characters. */
  q?: string
  /** Ordered on or after / on or before. */
  from?: string
  to?: string
  /** `open` stands for every state in which something is still to come. */
  state?: (OrderState | 'open')[]
  site?: string
  /** Orders with a line for this machine. */
  equipment?: string
}

export interface OrderRow {
  id: string
  number: string
  state: OrderState
  /** The customer's own reference. */
  reference: string | null
  requester: string | null
  orderedOn: string
  expectedOn: string | null
  currency: string
  exclTax: string | null
  /** Including VAT; null while a price is on request. */
  inclTax: string | null
  site: { id: string; name: string } | null
}

export interface OrderTotals {
  /** Over the whole filtered set, not the page. */
  count: number
  openCount: number
  /** Sum including VAT; null where amounts are hidden, and where the set has several currencies. */
  inclTax: string | null
  currency: string | null
}

/** An order that left here and is not in the list yet: on its way, refused, or given up. */
export interface PendingOrder extends CommandReceipt {
  reference: string | null
  requester: string | null
  inclTax: string | null
  currency: string | null
}

export interface OrderAddress {
  id: string
  name: string
  street: string | null
  postalCode: string | null
  city: string | null
}

/** `done` has been reached, `current` is where it stands, `next` lies ahead. `on`: when, as far as known. */
export interface OrderStep {
  state: OrderState
  progress: 'done' | 'current' | 'next'
  on: string | null
}

export interface OrderLine {
  id: string
  kind: 'line' | 'title' | 'subtotal' | 'comment'
  reference: string | null
  label: string
  quantity: string | null
  /** So far; null = not known. */
  delivered: string | null
  /** Still to come; null when not known, or when nothing more will. */
  toCome: string | null
  unit: string | null
  unitPrice: string | null
  amount: string | null
  taxRate: string | null
  equipment: { id: string; label: string } | null
  /** What to put into the cart to have it once more; null for words, and for an option, which comes with its kit. */
  again: CartLine | null
}

/** A file to be had by `POST /documents/:id/ticket`. */
export interface OrderFile {
  id: string
  role: 'original' | 'attachment'
  fileName: string
  title: string | null
  mediaType: string
  size: number | null
}

export interface OrderSheet extends OrderRow {
  comment: string | null
  tax: string | null
  delivery: OrderAddress | null
  billing: OrderAddress | null
  steps: OrderStep[]
  lines: OrderLine[]
  documents: OrderFile[]
  /** The session may order, so that "buy again" is offered. */
  mayOrder: boolean
}

export interface CartLine {
  articleId: string
  quantity: string
  /** Articles chosen among the options of a kit. */
  options?: string[]
  /** Machine that it is for. */
  equipmentId?: string
}

/**
 * Why a line cannot be ordered. `gone`: no such article for this customer (any more) · `no-price`: on request ·
 * `equipment-unknown`: the machine is not one that this session sees · else about quantity or options.
 */
export type CartFault =
  | 'gone'
  | 'no-price'
  | 'equipment-unknown'
  | 'option-unknown'
  | 'not-a-number'
  | 'not-positive'
  | 'too-large'
  | 'too-precise'
  | 'below-minimum'
  | 'above-maximum'
  | 'not-a-pack'

export interface CartSupply {
  state: 'in_stock' | 'partly' | 'out_of_stock'
  /** What can be promised. Null unless the portal shows quantities. */
  quantity: string | null
  leadTimeDays: number | null
  /** The day on which the rest can be had. */
  expectedOn: string | null
}

export interface CartQuantityRules {
  least: string | null
  step: string
  decimals: number
  min: string | null
  pack: string | null
  max: string | null
}

export interface QuotedCartLine {
  articleId: string
  quantity: string
  /** Null = the line can be ordered. */
  fault: CartFault | null
  /** Null when gone. */
  code: string | null
  label: string | null
  unit: string | null
  image: { url: string; title: string | null } | null
  /** `quantity`: of it in all. */
  options: { articleId: string; label: string; quantity: string }[]
  equipment: { id: string; label: string } | null
  unitPrice: string | null
  /** Struck out: without the promotion; null when there is none. */
  regular: string | null
  promotionEndsOn: string | null
  amount: string | null
  /** Fraction: "0.2" is 20 %. */
  taxRate: string | null
  rules: CartQuantityRules | null
  /** A quantity not far above from which one unit costs less; null when there is none. */
  better: { fromQuantity: string; unitPrice: string } | null
  /** Null = nothing is said: the vendor keeps no depot. */
  supply: CartSupply | null
}

export interface CartQuote {
  /** In the order of the question. */
  lines: QuotedCartLine[]
  /** Of the lines that can be ordered. VAT and what follows from it are null where a rate is not known here. */
  exclTax: string | null
  taxes: { rate: string | null; base: string; amount: string }[]
  tax: string | null
  inclTax: string | null
  currency: string
  /** There are lines, and each can be ordered. */
  orderable: boolean
}

/** What the customer saw of a line when he pressed the button, as the quote told it. */
export interface SeenLine {
  unitPrice: string
  amount: string
  taxRate: string | null
  supply: CartSupply['state'] | null
}

export interface NewOrder {
  /** UUID made when the recap opened: the same key and content is the same order. */
  key: string
  /** 1 to 100. */
  lines: CartLine[]
  /** Where it is delivered; must be named by a session limited to sites. */
  siteId?: string
  billingSiteId?: string
  /** Own reference, 1 to 64 characters. */
  reference?: string
  /** 1 to 2,000 characters. */
  comment?: string
  seen: { lines: SeenLine[]; exclTax: string; inclTax: string | null }
}

/** What the recap is filled with. */
export interface OrderForm {
  /** In use, sorted by name, at most 200. */
  deliverySites: OrderAddress[]
  billingSites: OrderAddress[]
  /** Who is invoiced unless the order says otherwise; null when it is not for this session to see. */
  billingSiteId: string | null
  siteRequired: boolean
  /** A person's order must be placed by a button that says it is to be paid. */
  customerKind: 'company' | 'person'
  paymentTerms: string | null
}

/** An article found by what a buyer types of its code. */
export interface ArticleByCode {
  id: string
  code: string
  manufacturerCode: string | null
  label: string
  /** What a first click orders; null when the vendor's rule leaves no quantity. */
  least: string | null
}

export interface Orders {
  'GET /orders': {
    query: OrderFilter & { sort?: OrderSort; order?: 'asc' | 'desc'; after?: string; limit?: number }
    /** `pending`: with the first page only, of the last 14 days, the newest first, at most 20. */
    reply: { rows: OrderRow[]; next: string | null; totals: OrderTotals; pending: PendingOrder[] }
  }
  /** The list as a file, see `GET /exports/:id`: with the list's own filters and order. */
  'POST /orders/exports': {
    body: NewExport<OrderFilter & { sort?: OrderSort; order?: 'asc' | 'desc' }>
    reply: ExportJob
  }
  'GET /orders/form': { reply: OrderForm }
  'GET /orders/:id': { params: { id: string }; reply: OrderSheet }
  /**
   * Prices and stock are taken again. 409 `price-changed` when something is dearer, cheaper, or less available than
   * `seen`: the body's `current` is the quote that holds now. 422 `lines-refused` with a `CartFault` per line. 403
   * `step-up-required` from the amount that the vendor has set (`account-required` for a portal code, which can show no
   * factor): the same body with the same key again afterwards.
   */
  'POST /orders': { body: NewOrder; reply: CommandReceipt }
  /** Prices a cart; nothing is kept. */
  'POST /cart/quote': { body: { lines: CartLine[] }; reply: CartQuote }
  /** Articles whose code, or manufacturer's code, is this one or begins with it, however its parts are joined; at most 8. */
  'GET /cart/articles': { query: { code: string }; reply: { rows: ArticleByCode[] } }
}
