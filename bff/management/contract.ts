/**
 * The management contract: what the counter reads from a company's own management database (schema `management`).
 *
 * One description, from which come the TypeScript rows, the guard views, the documentation page and the checks of a
 * vendor's mapping. A relation may be a table or a plain view; an integrator writes it once.
 */
import { catalogue } from './contract/catalogue.ts'
import { fleet } from './contract/fleet.ts'
import { interventions } from './contract/interventions.ts'
import { orders } from './contract/orders.ts'
import { invoiceAmounts as amounts, ofIntervention, scoped } from './contract/scopes.ts'
import { type AnyRelation, may, must, relation, type Row } from './relation.ts'

export const contract = {
  company: relation({
    meaning: 'The vendor itself, as it must appear on its documents, and the settings of its management. One row.',
    key: ['id'],
    scope: 'everyone',
    columns: {
      id: must('id', 'Identifier of the company'),
      name: must('text', 'Legal name'),
      legal_form: may('text', 'Legal form and share capital, e.g. "SAS au capital de 50 000 €"'),
      street: may('text', 'Street lines of the registered office'),
      postal_code: may('text', 'Postcode'),
      city: may('text', 'City'),
      country_code: may('text', 'ISO 3166 alpha-2'),
      registration_number: may('text', 'SIREN, 9 digits'),
      registry: may('text', 'Register of companies, e.g. "RCS Angers 732 829 320"'),
      vat_number: may('text', 'VAT identification number'),
      email: may('text', 'E-mail for customers'),
      phone: may('text', 'Telephone for customers'),
      iban: may('text', 'IBAN on which invoices are paid'),
      bic: may('text', 'BIC of that account'),
      late_penalty: may('text', 'Sentence on the late-payment penalty rate (L.441-10 C. com.)'),
      early_discount: may('text', 'Sentence on the discount for early payment, or on its absence'),
      currency: must('text', 'ISO 4217 of the books'),
      time_zone: must('text', 'IANA time zone in which dates are meant, e.g. Europe/Paris'),
      vat_rounding: must('text', 'How VAT is rounded', {
        choices: ['half-up/rate', 'half-up/line', 'half-even/rate', 'half-even/line'],
      }),
    },
  }),

  customer: relation({
    meaning: 'A client of the vendor: a company or a person.',
    key: ['id'],
    scope: { customer: 'id', siteless: 'shown', interventionless: 'shown' },
    columns: {
      id: must('id', 'Identifier'),
      code: may('text', "The vendor's code for this customer"),
      name: must('text', 'Legal or trade name'),
      kind: must('text', 'Business customer or consumer', { choices: ['company', 'person'] }),
      registration_number: may('text', 'SIREN, 9 digits'),
      vat_number: may('text', 'VAT identification number'),
      email: may('text', 'Main e-mail'),
      phone: may('text', 'Main telephone'),
      payment_terms: may('text', 'Payment terms in words'),
      billing_site_id: may('id', 'Site that is invoiced unless an order says otherwise', { refers: 'site' }),
      price_list_id: may('id', 'Price list, see `article_price`'),
      catalogue: must('text', '`all`: every article; `listed`: those of `article_access` only', {
        choices: ['all', 'listed'],
      }),
      active: must('flag', 'Still a customer'),
      changed_at: must('instant', 'Last change'),
    },
  }),

  site: relation({
    meaning: 'A place of a customer: where machines stand, where goods go, where invoices are sent.',
    key: ['id'],
    scope: { customer: 'customer_id', site: 'id' },
    columns: {
      id: must('id', 'Identifier'),
      customer_id: must('id', 'Customer', { refers: 'customer' }),
      name: must('text', 'What people call the place'),
      street: may('text', 'Street lines, separated by line feeds'),
      postal_code: may('text', 'Postcode'),
      city: may('text', 'City'),
      country_code: may('text', 'ISO 3166 alpha-2'),
      establishment_number: may('text', 'SIRET, 14 digits'),
      is_billing: must('flag', 'Invoices go there'),
      is_delivery: must('flag', 'Goods go there'),
      active: must('flag', 'In use'),
      changed_at: must('instant', 'Last change'),
    },
    indexes: ['(customer_id)'],
  }),

  contact: relation({
    meaning: "A person (or mailbox) at a customer's.",
    key: ['id'],
    scope: { ...scoped, siteless: 'shown' },
    right: 'contacts.read',
    columns: {
      id: must('id', 'Identifier'),
      customer_id: must('id', 'Customer', { refers: 'customer' }),
      site_id: may('id', 'Site where the person works', { refers: 'site' }),
      name: must('text', 'Name'),
      role: may('text', 'Function, in words'),
      email: may('text', 'E-mail'),
      phone: may('text', 'Telephone'),
      active: must('flag', 'Still there'),
      changed_at: must('instant', 'Last change'),
    },
    indexes: ['(customer_id)'],
  }),

  ...fleet,
  ...interventions,
  ...catalogue,
  ...orders,

  invoice: relation({
    meaning:
      'A customer invoice or credit note that has been issued. Never a supplier invoice, a draft, or a document without number.',
    key: ['id'],
    scope: scoped,
    right: 'invoices.read',
    columns: {
      id: must('id', 'Identifier'),
      customer_id: must('id', 'Customer', { refers: 'customer' }),
      site_id: may('id', 'Site that the invoice is about', { refers: 'site' }),
      billing_site_id: may('id', 'Address printed as the bill-to address', { refers: 'site' }),
      number: must('text', 'Number'),
      kind: must('text', 'Kind', { choices: ['invoice', 'credit_note'] }),
      state: must('text', 'open until wholly settled', { choices: ['open', 'paid', 'cancelled'] }),
      issued_on: must('date', 'Date of issue'),
      supplied_on: may('date', 'Date of the supply, where it differs'),
      due_on: may('date', 'Next unsettled due date; the last one when all are settled'),
      title: may('text', 'Subject'),
      reference: may('text', "The customer's own reference (purchase order)"),
      original_id: may('id', 'On a credit note: the invoice that it corrects', { refers: 'invoice' }),
      operation: may('text', 'Category of the operation', { choices: ['goods', 'services', 'both'] }),
      vat_on_debits: must('flag', 'The vendor opted to pay VAT on debits'),
      payment_terms: may('text', 'Payment terms in words'),
      currency: must('text', 'ISO 4217'),
      total_excl_tax: must('money', 'Total excluding VAT; negative on a credit note', amounts),
      total_tax: must('money', 'VAT', amounts),
      total_incl_tax: must('money', 'Total including VAT', amounts),
      remaining: must('money', 'Still to pay; 0 when paid or cancelled; negative on an unused credit note', amounts),
      changed_at: must('instant', 'Last change'),
    },
    indexes: ['(customer_id, issued_on desc, id desc)', '(original_id)'],
  }),

  invoice_line: relation({
    meaning: 'A line of an invoice.',
    key: ['id'],
    scope: scoped,
    right: 'invoices.read',
    columns: {
      id: must('id', 'Identifier'),
      invoice_id: must('id', 'Invoice', { refers: 'invoice' }),
      customer_id: must('id', "The invoice's customer", { refers: 'customer' }),
      site_id: may('id', "The invoice's site", { refers: 'site' }),
      position: must('integer', 'Order on the document'),
      kind: must('text', 'Kind', { choices: ['line', 'title', 'subtotal', 'comment'] }),
      reference: may('text', 'Article code'),
      label: must('text', 'Text of the line'),
      quantity: may('quantity', 'Quantity'),
      unit: may('text', 'Unit, as printed'),
      unit_price: may('price', 'Price of one unit excluding VAT, after discount', amounts),
      amount_excl_tax: may('money', 'Amount excluding VAT', amounts),
      tax_rate: may('rate', 'VAT rate'),
      tax_category: may('text', 'VAT category code of EN 16931: S, Z, E, AE, K, G, O'),
    },
    indexes: ['(invoice_id)'],
  }),

  invoice_tax: relation({
    meaning: 'VAT of an invoice per rate, as booked.',
    key: ['id'],
    scope: scoped,
    right: 'invoices.read',
    columns: {
      id: must('id', 'Identifier'),
      invoice_id: must('id', 'Invoice', { refers: 'invoice' }),
      customer_id: must('id', "The invoice's customer", { refers: 'customer' }),
      site_id: may('id', "The invoice's site", { refers: 'site' }),
      rate: may('rate', 'Rate'),
      label: may('text', 'Name of the tax, where it is more than a rate'),
      base: must('money', 'Base', amounts),
      amount: must('money', 'Tax', amounts),
    },
    indexes: ['(invoice_id)'],
  }),

  invoice_due: relation({
    meaning: 'A due date of an invoice; several when it is paid in instalments.',
    key: ['id'],
    scope: scoped,
    right: 'invoices.read',
    columns: {
      id: must('id', 'Identifier'),
      invoice_id: must('id', 'Invoice', { refers: 'invoice' }),
      customer_id: must('id', "The invoice's customer", { refers: 'customer' }),
      site_id: may('id', "The invoice's site", { refers: 'site' }),
      due_on: must('date', 'Due on'),
      amount: must('money', 'Amount due on that day', amounts),
      settled: must('flag', 'Wholly paid'),
    },
    indexes: ['(invoice_id)'],
  }),

  invoice_payment: relation({
    meaning: 'Money received for an invoice.',
    key: ['id'],
    scope: scoped,
    right: 'invoices.read',
    columns: {
      id: must('id', 'Identifier'),
      invoice_id: must('id', 'Invoice', { refers: 'invoice' }),
      customer_id: must('id', "The invoice's customer", { refers: 'customer' }),
      site_id: may('id', "The invoice's site", { refers: 'site' }),
      paid_on: must('date', 'Received on'),
      amount: must('money', 'Amount', amounts),
      method: may('text', 'How it was paid, in words'),
    },
    indexes: ['(invoice_id)'],
  }),

  document: relation({
    meaning:
      'A file about something that the customer may see. A closed list of subjects: a row without customer is never "public".',
    key: ['id'],
    scope: ofIntervention,
    right: {
      by: 'subject_kind',
      // The bytes of an invoice show its amounts, so that right is needed too.
      rights: {
        invoice: ['invoices.download', 'invoices.amounts'],
        equipment: ['fleet.read'],
        intervention: ['interventions.read'],
        exchange: ['interventions.read'],
        // An order form shows prices.
        order: ['orders.read', 'orders.amounts'],
        customer: ['documents.read'],
      },
    },
    columns: {
      id: must('id', 'Identifier'),
      customer_id: must('id', 'Customer', { refers: 'customer' }),
      site_id: may('id', 'Site', { refers: 'site' }),
      intervention_id: may('id', 'On a file of an intervention or of an exchange about it: which', {
        refers: 'intervention',
      }),
      subject_kind: must('text', 'What the file is about', {
        choices: ['invoice', 'equipment', 'intervention', 'exchange', 'order', 'customer'],
      }),
      subject_id: must('id', 'Identifier of the subject, printed as text'),
      role: must(
        'text',
        '`original`: the document itself as the vendor sent it; `attachment`: something joined to it',
        {
          choices: ['original', 'attachment'],
        },
      ),
      file_name: must('text', 'File name'),
      title: may('text', 'Title'),
      media_type: must('text', 'Media type'),
      size: may('integer', 'Bytes'),
      content: may('bytes', 'The exact bytes'),
      changed_at: must('instant', 'Last change'),
    },
    indexes: ['(subject_kind, subject_id)', '(customer_id)'],
  }),
} as const

export type Contract = typeof contract
export type RelationName = keyof Contract

/** The same description for generators, which walk it without knowing its columns. */
export const relations = contract as unknown as Readonly<Record<RelationName, AnyRelation>>

/** Every contract relation as a Kysely table: what the schema `guard` shows. */
export type ContractTables = { [R in RelationName]: Row<Contract[R]> }
