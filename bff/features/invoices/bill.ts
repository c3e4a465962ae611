/** From what the session may see of an invoice to the bill that a copy is drawn from. */
import type { Address, Bill } from '../../pdf/bill.ts'
import { nextDue } from './rules.ts'
import { type Parts, taxesShown } from './rows.ts'
import type * as queries from './queries.ts'

type Company = NonNullable<Awaited<ReturnType<typeof queries.company>>>

export function billOf(parts: Parts, company: Company): Bill {
  const { head } = parts
  return {
    kind: head.kind,
    cancelled: head.state === 'cancelled',
    number: head.number,
    issuedOn: head.issued_on,
    suppliedOn: head.supplied_on,
    dueOn: head.kind === 'invoice' ? (head.due_on ?? nextDue(parts.dues)) : null,
    title: head.title,
    reference: head.reference,
    operation: head.operation,
    vatOnDebits: head.vat_on_debits,
    paymentTerms: head.payment_terms ?? head.customer_terms,
    currency: head.currency,
    seller: sellerOf(company),
    buyer: buyerOf(head),
    delivery: deliveryOf(head),
    lines: parts.lines.map((line) => ({
      kind: line.kind,
      reference: line.reference,
      label: line.label,
      quantity: line.quantity,
      unit: line.unit,
      unitPrice: line.unit_price,
      amount: line.amount_excl_tax,
      rate: line.tax_rate,
      category: line.tax_category,
    })),
    taxes: taxesShown(parts),
    totalExclTax: head.total_excl_tax,
    totalTax: head.total_tax,
    totalInclTax: head.total_incl_tax,
    remaining: head.remaining,
    dues: parts.dues.map((due) => ({ dueOn: due.due_on, amount: due.amount, settled: due.settled })),
    payments: parts.payments.map((payment) => ({
      paidOn: payment.paid_on,
      amount: payment.amount,
      method: payment.method,
    })),
    original: parts.corrected && { number: parts.corrected.number, issuedOn: parts.corrected.issued_on },
  }
}

function sellerOf(company: Company): Bill['seller'] {
  return {
    name: company.name,
    legalForm: company.legal_form,
    street: company.street,
    postalCode: company.postal_code,
    city: company.city,
    country: company.country_code,
    registrationNumber: company.registration_number,
    registry: company.registry,
    vatNumber: company.vat_number,
    email: company.email,
    phone: company.phone,
    iban: company.iban,
    bic: company.bic,
    latePenalty: company.late_penalty,
    earlyDiscount: company.early_discount,
  }
}

/** The bill-to address; the invoice's own place where the vendor keeps no other. */
function buyerOf(head: Parts['head']): Bill['buyer'] {
  const billed = head.billing_id !== null
  return {
    name: head.customer_name ?? head.billing_name ?? '',
    kind: head.customer_kind ?? 'company',
    code: head.customer_code,
    registrationNumber: head.customer_registration,
    vatNumber: head.customer_vat,
    street: billed ? head.billing_street : head.place_street,
    postalCode: billed ? head.billing_postal_code : head.place_postal_code,
    city: billed ? head.billing_city : head.place_city,
    country: billed ? head.billing_country : head.place_country,
  }
}

function deliveryOf(head: Parts['head']): Address | null {
  if (head.place_id === null || head.billing_id === null || head.place_id === head.billing_id) return null
  return {
    name: head.place_name ?? '',
    street: head.place_street,
    postalCode: head.place_postal_code,
    city: head.place_city,
    country: head.place_country,
  }
}
