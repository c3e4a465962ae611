/** Words of the catalogue. */
import type { ArticleSort, QuantityRules } from '../../../bff/api.ts'
import type { QuantityFault } from '../../base/quantity.ts'
import type { FilterName } from '../model.ts'
import type { CatalogueStrings } from './fr.ts'

const many = (n: number, one: string, more: string) => (n === 1 ? one : more)
const integer = new Intl.NumberFormat('en-GB')

const filterName: Record<FilterName, string> = {
  q: 'Search',
  machine: 'Machine',
  family: 'Family',
  brand: 'Brand',
  inStock: 'Availability',
  ordered: 'Ordered before',
}
const sortOrder: Record<`${ArticleSort} ${'asc' | 'desc'}`, string> = {
  'match asc': 'Best fit first',
  'match desc': 'Best fit first',
  'name asc': 'A to Z',
  'name desc': 'Z to A',
  'price asc': 'Cheapest first',
  'price desc': 'Dearest first',
  'code asc': 'By reference',
  'code desc': 'By reference, Z to A',
}

function fault(reason: QuantityFault, { min, max, pack, decimals }: QuantityRules): string {
  switch (reason) {
    case 'below-minimum':
      return `At least ${min}.`
    case 'above-maximum':
      return `At most ${max}.`
    case 'not-a-pack':
      return `In multiples of ${pack}.`
    case 'too-precise':
      return decimals === 0 ? 'A whole number.' : `At most ${decimals} ${many(decimals, 'decimal', 'decimals')}.`
    case 'too-large':
      return 'This quantity is too large.'
    case 'not-positive':
      return 'More than zero.'
    default:
      return 'Write a quantity, for example 2.'
  }
}

const strings: CatalogueStrings = {
  title: 'Catalogue',
  article: 'Article',
  filterName,
  sortOrder,
  sortBy: 'Sort by',
  decimalMark: '.',
  search: 'Search',
  searchPlaceholder: 'Article, reference, brand…',
  filters: (n) => (n === 0 ? 'Filters' : `Filters (${n})`),
  filterRegion: 'Filters of the catalogue',
  activeFilters: 'Filters in force',
  removeFilter: (filter, value) => `Remove the filter ${filter}: ${value}`,
  reset: 'Clear all',
  quoted: (text) => `“${text}”`,
  compatibleWith: (machine) => `Fits ${machine}`,
  compatible: 'Fits your machine',
  families: 'Families',
  allFamilies: 'All',
  brandAll: 'All brands',
  brandCount: (brand, n) => `${brand} (${integer.format(n)})`,
  inStock: 'In stock',
  ordered: 'Ordered before',
  count: (n) => `${integer.format(n)} ${many(n, 'article', 'articles')}`,
  found: (n) => (n === 0 ? 'No article found.' : `${integer.format(n)} ${many(n, 'article', 'articles')} found.`),
  shown: (n, of) => `${integer.format(n)} of ${integer.format(of)}`,
  more: 'Show more',
  moreShown: (n, of) => `${integer.format(n)} articles shown of ${integer.format(of)}.`,
  nearly: (q) => `Nothing is written exactly “${q}”. This comes close.`,
  nothing: 'The catalogue is empty for now',
  nothingHint: 'The articles that you can order will appear here.',
  nothingFound: 'No article matches',
  nothingFoundHint: 'Check the spelling or remove a filter.',
  close: 'Close',
  preferred: 'Recommended for the machine',
  from: 'From',
  exclTax: 'excl. VAT',
  exclTaxPer: (unit) => `excl. VAT / ${unit}`,
  insteadOf: 'instead of',
  promotion: 'Promotion',
  promotionUntil: (day) => `Promotion until ${day}`,
  betterFrom: (price, quantity) => `${price} from ${quantity}`,
  contactUs: 'Contact us',
  contactUsAbout: (label) => `Contact us about ${label}`,
  inStockOf: (n) => `${n} in stock`,
  partly: 'Partly in stock',
  partlyOf: (n) => `Only ${n} in stock`,
  outOfStock: 'Not in stock at present',
  onOrder: 'On order',
  leadTime: (days, day) => `In ${integer.format(days)} ${many(days, 'day', 'days')}, around ${day}`,
  quantity: 'Quantity',
  quantityOf: (label) => `Quantity: ${label}`,
  less: 'Less',
  increase: 'More',
  fault,
  soldBy: (pack) => `Sold by ${pack}.`,
  add: 'Add',
  addToCart: 'Add to cart',
  addOf: (words, label) => `${words}: ${label}`,
  added: 'Added',
  addedOf: (quantity, label) => `${quantity} × ${label}: in your cart.`,
  seeCart: 'See the cart',
  cartFailed: 'Your browser could not keep this article. Free some space or leave private browsing.',
  manufacturerCode: (code) => `manufacturer’s ref. ${code}`,
  pictures: 'Pictures',
  pictureOf: (n, of, title) => (title ? `Picture ${n} of ${of}: ${title}` : `Picture ${n} of ${of}`),
  totalFor: (quantity, amount) => `${quantity} for ${amount} excl. VAT`,
  priceFailed: 'The price could not be worked out.',
  prices: 'Price by quantity',
  fromQuantity: 'Quantity',
  from_: (quantity) => `from ${quantity}`,
  unitPrice: 'Unit price excl. VAT',
  yourPrice: '(your price)',
  nudge: (quantity, price) => `${quantity} more to get ${price}`,
  options: 'Detail and options',
  included: 'Always included',
  plus: (price) => `+\u00a0${price} excl. VAT`,
  about: 'Description',
  tax: 'VAT',
  documents: 'Documents',
  file: (name, size) =>
    size === null ? name : `${name}, ${integer.format(Math.max(1, Math.round(size / 1000)))}\u00a0kB`,
  alternatives: 'May do as well',
}

export default strings
export { default as shared } from '../../base/strings/en.ts'
