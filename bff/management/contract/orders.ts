/** The contract: sales orders. */
import { may, must, relation } from '../relation.ts'
import { orderAmounts, scoped } from './scopes.ts'

export const orders = {
  sales_order: relation({
    meaning: 'An order of a customer, from the day the vendor has it. Never a quote or a draft of the vendor’s own.',
    key: ['id'],
    scope: scoped,
    right: 'orders.read',
    columns: {
      id: must('id', 'Identifier'),
      customer_id: must('id', 'Customer', { refers: 'customer' }),
      site_id: may('id', 'Site that it is delivered to', { refers: 'site' }),
      billing_site_id: may('id', 'Site that is invoiced', { refers: 'site' }),
      number: must('text', 'Number'),
      state: must('text', '`received`: the vendor has still to confirm it', {
        choices: ['received', 'confirmed', 'preparing', 'partly_delivered', 'delivered', 'cancelled', 'refused'],
      }),
      reference: may('text', "The customer's own reference (purchase order)"),
      comment: may('text', 'What the customer wrote'),
      requester: may('text', 'Who ordered'),
      ordered_on: must('date', 'Date of the order'),
      expected_on: may('date', 'Delivery expected on'),
      currency: must('text', 'ISO 4217'),
      total_excl_tax: may('money', 'Total excluding VAT; null while a price is on request', orderAmounts),
      total_tax: may('money', 'VAT', orderAmounts),
      total_incl_tax: may('money', 'Total including VAT', orderAmounts),
      command_id: may('text', 'Identifier of the command by which it came from the counter'),
      changed_at: must('instant', 'Last change'),
    },
    indexes: ['(customer_id, ordered_on desc, id desc)', '(command_id)'],
  }),

  sales_order_line: relation({
    meaning: 'A line of a sales order.',
    key: ['id'],
    scope: scoped,
    right: 'orders.read',
    columns: {
      id: must('id', 'Identifier'),
      order_id: must('id', 'Order', { refers: 'sales_order' }),
      customer_id: must('id', "The order's customer", { refers: 'customer' }),
      site_id: may('id', "The order's site", { refers: 'site' }),
      article_id: may('id', 'Article', { refers: 'article' }),
      equipment_id: may('id', 'Machine that it is for', { refers: 'equipment' }),
      position: must('integer', 'Order on the document'),
      kind: must('text', 'Kind', { choices: ['line', 'title', 'subtotal', 'comment'] }),
      reference: may('text', 'Article code'),
      label: must('text', 'Text of the line'),
      quantity: may('quantity', 'Quantity ordered'),
      delivered_quantity: may('quantity', 'Quantity delivered so far; null = not known'),
      unit: may('text', 'Unit, as printed'),
      unit_price: may('price', 'Price of one unit excluding VAT, after discount', orderAmounts),
      amount_excl_tax: may('money', 'Amount excluding VAT', orderAmounts),
      tax_rate: may('rate', 'VAT rate'),
    },
    indexes: ['(order_id)', '(equipment_id)'],
  }),
} as const
