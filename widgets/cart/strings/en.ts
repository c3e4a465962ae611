import type { CartStrings } from './fr.ts'

const many = (n: number, one: string, more: string) => (n === 1 ? one : more)
const integer = new Intl.NumberFormat('en-GB')

const strings: CartStrings = {
  title: 'Cart',
  recapTitle: 'Check and order',
  lines: 'Articles in the cart',
  fault: (code, rules) => {
    switch (code) {
      case 'gone':
        return 'This article is no longer offered. Remove it to order the rest.'
      case 'no-price':
        return 'Price on request: contact us about this article.'
      case 'equipment-unknown':
        return 'The machine of this line is no longer among yours.'
      case 'option-unknown':
        return 'An option you chose is no longer offered.'
      case 'below-minimum':
        return `Minimum: ${rules?.min}`
      case 'above-maximum':
        return `Maximum: ${rules?.max}`
      case 'not-a-pack':
        return `Sold by ${rules?.step}`
      case 'too-precise':
        return rules?.decimals ? `${rules.decimals} decimals at most` : 'Whole quantities only'
      default:
        return 'Enter a quantity'
    }
  },
  supply: (state, some, day) => {
    const rest = day ? `expected around ${day}` : 'delay to be confirmed'
    if (state === 'in_stock') return some ? `In stock (${some})` : 'In stock'
    if (state === 'partly') return `${some ? `${some} in stock` : 'Partly in stock'}, the rest ${rest}`
    return day ? `Expected around ${day}` : 'Delay to be confirmed'
  },
  decimalMark: '.',
  goneLabel: 'Article no longer in the catalogue',
  forMachine: (label) => `for ${label}`,
  with: (options) => `With ${options.join(', ')}`,
  quantityOf: (label) => `Quantity of ${label}`,
  less: 'Less',
  increase: 'More',
  each: (price) => `${price} each excl. VAT`,
  insteadOf: (price) => `instead of ${price}`,
  better: (more, price) => `${more} more and it is ${price}`,
  remove: (label) => `Remove ${label}`,
  removed: (label) => `“${label}” removed from the cart.`,
  undo: 'Undo',
  undone: (label) => `“${label}” is back in the cart.`,
  quickAdd: 'Add by reference',
  quickHint: 'Our code or the maker’s',
  quickWhich: 'Several articles match:',
  quickNone: 'No article has this reference.',
  quickEmpty: 'Type a reference.',
  add: 'Add',
  added: (label) => `“${label}” added to the cart.`,
  full: 'Your browser could not keep this article: the cart is full (100 lines), or this is private browsing.',
  summary: 'Summary',
  exclTax: 'Total excl. VAT',
  tax: 'VAT',
  taxAt: (rate) => `VAT ${rate}`,
  taxLater: 'when invoiced',
  inclTax: 'Total incl. VAT',
  without: (n) => `Without ${integer.format(n)} ${many(n, 'line', 'lines')} to correct.`,
  goOn: 'Check and order',
  correct: 'Correct or remove the marked lines to go on.',
  changeCart: 'Change the cart',
  empty: 'Your cart is empty',
  emptyHint: 'Add articles from the catalogue, or by their reference.',
  catalogue: 'See the catalogue',
  see: (n) => `Cart, ${integer.format(n)} ${many(n, 'article', 'articles')}`,
  cart: 'Cart',
  where: 'Addresses',
  delivery: 'Delivery',
  billing: 'Invoice',
  billingUsual: 'Usual address',
  choose: 'Choose…',
  siteMissing: 'Choose the delivery address.',
  noSites: 'Delivered to your usual address.',
  yours: 'Your details',
  reference: 'Your reference (optional)',
  referenceHint: 'Purchase order number, shown on the order and the invoice.',
  comment: 'Comment (optional)',
  recapLines: (n) => `${integer.format(n)} ${many(n, 'line', 'lines')}`,
  times: (quantity, unit) => (unit ? `${quantity} × ${unit}` : `× ${quantity}`),
  payment: (terms) => `Payment: ${terms}`,
  confirmed: 'Your supplier checks and confirms every order.',
  terms: 'Terms of sale',
  order: 'Send the order',
  orderAndPay: 'Order with obligation to pay',
  changedTitle: 'Prices or stock have changed since your recap',
  accept: 'Accept the new prices',
  accepted: 'New prices accepted. You can order.',
  acceptFirst: 'Accept the new prices first.',
  notSent: 'The order was not sent',
  kept: 'Everything is kept here: trying again will not order twice.',
  alreadyTitle: 'An order has already left from here',
  alreadyText: 'Your cart has changed since. Check your orders before you send another.',
  alreadyNew: 'Make it a new order',
  placedTitle: 'Order registered',
  placedText: 'It is on its way to your supplier; its number will show here.',
  placedNumber: (number) => `Order ${number}`,
  placedKnown: 'Your supplier has received it and will confirm it.',
  placedBad: 'Order not accepted',
  placedFailed: 'It could not be passed on. Contact us and quote the number of the receipt.',
  receipt: (receipt) => `Receipt ${receipt}`,
  seeOrders: 'See my orders',
  again: 'New order',
}

export default strings
export { default as shared } from '../../base/strings/en.ts'
