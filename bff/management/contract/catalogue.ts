/** The contract: articles, what they cost this customer, and when they can be had. */
import { may, must, relation } from '../relation.ts'
import { offered } from './scopes.ts'

const right = 'catalogue.read' as const
const article = must('id', 'Article', { refers: 'article' })

export const catalogue = {
  article_family: relation({
    meaning: 'A family of articles; families form a tree.',
    key: ['id'],
    scope: 'everyone',
    right,
    columns: {
      id: must('id', 'Identifier'),
      parent_id: may('id', 'Family above', { refers: 'article_family' }),
      label: must('text', 'Name'),
      position: must('integer', 'Order within its parent'),
      changed_at: must('instant', 'Last change'),
    },
    indexes: ['(parent_id)'],
  }),

  article: relation({
    meaning:
      'An article that customers may order. What is not for customers is left out; `customer.catalogue` and `article_access` limit it further.',
    key: ['id'],
    scope: 'everyone',
    listed: 'id',
    right,
    columns: {
      id: must('id', 'Identifier'),
      family_id: may('id', 'Family', { refers: 'article_family' }),
      code: must('text', "The vendor's code"),
      manufacturer_code: may('text', "Manufacturer's reference"),
      label: must('text', 'Name'),
      description: may('text', 'Text for customers, without mark-up; line feeds separate paragraphs'),
      brand: may('text', 'Brand'),
      kind: must('text', 'A kit is made of other articles, see `article_option`', { choices: ['article', 'kit'] }),
      colour: may('text', 'Colour of a consumable', {
        choices: ['black', 'cyan', 'magenta', 'yellow', 'tricolour', 'other'],
      }),
      unit: may('text', 'Unit, as printed'),
      decimals: must('integer', 'Decimals that a quantity may have, 0 to 3'),
      min_quantity: may('quantity', 'Least quantity of an order'),
      pack_quantity: may('quantity', 'Quantities must be multiples of it'),
      max_quantity: may('quantity', 'Greatest quantity of an order'),
      tax_rate: may('rate', 'VAT rate of a sale to this vendor’s customers at home'),
      changed_at: must('instant', 'Last change'),
    },
    indexes: ['(family_id)', '(code)'],
  }),

  article_access: relation({
    meaning: 'Articles that a customer with `catalogue = listed` may see and order.',
    key: ['id'],
    scope: { customer: 'customer_id', siteless: 'shown' },
    right,
    columns: {
      id: must('id', 'Identifier'),
      customer_id: must('id', 'Customer', { refers: 'customer' }),
      article_id: article,
    },
    indexes: ['(customer_id, article_id)'],
  }),

  article_property: relation({
    meaning: 'A property of an article, for its page and for filters.',
    key: ['id'],
    scope: 'everyone',
    listed: 'article_id',
    right,
    columns: {
      id: must('id', 'Identifier'),
      article_id: article,
      label: must('text', 'Property, e.g. "Format"'),
      value: must('text', 'Value, e.g. "A4"'),
      position: must('integer', 'Order on the page'),
    },
    indexes: ['(article_id)'],
  }),

  article_media: relation({
    meaning: 'A picture or a file of an article.',
    key: ['id'],
    scope: 'everyone',
    listed: 'article_id',
    right,
    columns: {
      id: must('id', 'Identifier'),
      article_id: article,
      role: must('text', 'The first `image` stands on tiles', { choices: ['image', 'document'] }),
      file_name: must('text', 'File name'),
      title: may('text', 'Title; of an image, what it shows'),
      media_type: must('text', 'Media type'),
      size: may('integer', 'Bytes'),
      position: must('integer', 'Order'),
      content: may('bytes', 'The exact bytes'),
      changed_at: must('instant', 'Last change'),
    },
    indexes: ['(article_id)'],
  }),

  article_price: relation({
    meaning:
      'Net price of one unit from a quantity on: of one customer, of a price list, or of everybody (both null). Of the rows that apply, those of the customer win over those of his list, and these over everybody’s; within them the greatest bound that the quantity reaches.',
    key: ['id'],
    scope: offered,
    listed: 'article_id',
    right: 'prices.read',
    columns: {
      id: must('id', 'Identifier'),
      article_id: article,
      customer_id: may('id', 'Customer', { refers: 'customer' }),
      price_list_id: may('id', 'Price list, see `customer.price_list_id`'),
      from_quantity: must('quantity', 'Applies from this quantity on; 1 for the first bound'),
      unit_price: may('price', 'Price of one unit excluding VAT; null = on request, never 0'),
      valid_from: may('date', 'First day'),
      valid_until: may('date', 'Last day'),
    },
    indexes: ['(article_id)', '(customer_id)'],
  }),

  article_promotion: relation({
    meaning: 'A lower price for a time, for one customer, a price list, or everybody (both null).',
    key: ['id'],
    scope: offered,
    listed: 'article_id',
    right: 'prices.read',
    columns: {
      id: must('id', 'Identifier'),
      article_id: article,
      customer_id: may('id', 'Customer', { refers: 'customer' }),
      price_list_id: may('id', 'Price list'),
      from_quantity: must('quantity', 'Applies from this quantity on; 1 for any'),
      unit_price: must('price', 'Price of one unit excluding VAT'),
      starts_on: may('date', 'First day'),
      ends_on: may('date', 'Last day, included'),
    },
    indexes: ['(article_id)'],
  }),

  article_option: relation({
    meaning: 'A component of a kit: always in it, or chosen by the customer.',
    key: ['id'],
    scope: 'everyone',
    listed: 'kit_id',
    right,
    columns: {
      id: must('id', 'Identifier'),
      kit_id: must('id', 'The kit', { refers: 'article' }),
      article_id: article,
      quantity: must('quantity', 'How many of it in one kit'),
      optional: must('flag', 'True: the customer chooses; false: always in it'),
      position: must('integer', 'Order'),
    },
    indexes: ['(kit_id)'],
  }),

  article_compatibility: relation({
    meaning: 'A consumable or part that fits a machine.',
    key: ['id'],
    scope: 'everyone',
    listed: 'article_id',
    right,
    columns: {
      id: must('id', 'Identifier'),
      article_id: article,
      machine_id: must('id', 'Article that the machine is', { refers: 'article' }),
      preferred: must('flag', 'The reference consumable, against others that fit too'),
    },
    indexes: ['(machine_id)', '(article_id)'],
  }),

  stock: relation({
    meaning:
      'What can be promised of an article in a depot: on hand less what is reserved. Without this relation nothing is said about availability.',
    key: ['id'],
    scope: 'everyone',
    listed: 'article_id',
    right,
    columns: {
      id: must('id', 'Identifier'),
      article_id: article,
      depot: must('text', 'Name of the depot'),
      quantity: must('quantity', 'Available quantity; may be negative'),
    },
    indexes: ['(article_id)'],
  }),

  supplier_delay: relation({
    meaning: 'How long a supplier needs for an article.',
    key: ['id'],
    scope: 'everyone',
    listed: 'article_id',
    right,
    columns: {
      id: must('id', 'Identifier'),
      article_id: article,
      days: may('integer', 'Calendar days; null = not known'),
    },
    indexes: ['(article_id)'],
  }),
} as const
