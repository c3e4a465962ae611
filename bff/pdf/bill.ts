/**
 * What a copy of an invoice is made from: plain values, as the management database holds them.
 *
 * Amounts are decimal strings in `currency`, dates `YYYY-MM-DD`, a rate is a fraction ("0.2" is 20 %).
 */

export interface Address {
  name: string
  /** Street lines, separated by line feeds. */
  street: string | null
  postalCode: string | null
  city: string | null
  /** ISO 3166 alpha-2; France is not printed. */
  country: string | null
}

export interface Seller extends Address {
  legalForm: string | null
  registrationNumber: string | null
  registry: string | null
  vatNumber: string | null
  email: string | null
  phone: string | null
  iban: string | null
  bic: string | null
  latePenalty: string | null
  earlyDiscount: string | null
}

export interface Buyer extends Address {
  kind: 'company' | 'person'
  code: string | null
  registrationNumber: string | null
  vatNumber: string | null
}

export interface BillLine {
  kind: 'line' | 'title' | 'subtotal' | 'comment'
  reference: string | null
  label: string
  quantity: string | null
  unit: string | null
  unitPrice: string | null
  amount: string | null
  rate: string | null
  /** VAT category of EN 16931; `AE` is reverse charge. */
  category: string | null
}

export interface Bill {
  kind: 'invoice' | 'credit_note'
  cancelled: boolean
  number: string
  issuedOn: string
  suppliedOn: string | null
  dueOn: string | null
  title: string | null
  /** The customer's own reference. */
  reference: string | null
  operation: 'goods' | 'services' | 'both' | null
  vatOnDebits: boolean
  paymentTerms: string | null
  currency: string
  seller: Seller
  buyer: Buyer
  /** Where it was delivered or done, when that is not the buyer's address. */
  delivery: Address | null
  lines: BillLine[]
  taxes: { rate: string | null; label: string | null; base: string | null; amount: string | null }[]
  totalExclTax: string | null
  totalTax: string | null
  totalInclTax: string | null
  remaining: string | null
  dues: { dueOn: string; amount: string | null; settled: boolean }[]
  payments: { paidOn: string; amount: string | null; method: string | null }[]
  /** On a credit note: the invoice that it corrects. */
  original: { number: string; issuedOn: string } | null
}

export interface CopyOptions {
  language: 'fr' | 'en'
  /** Day on which the copy is made: it stands on every page. Same bill, same day, same bytes. */
  madeOn: string
  /** The vendor's colour, `#rrggbb`; used for one rule and the mark. */
  accent?: string | undefined
}
