/**
 * The catalogue, as it is for the current customer.
 *
 * Money is a decimal string in the company's currency, excluding VAT. Quantities are decimal strings. Every price is
 * null without the right `prices.read`, and where the vendor gives none ("contact us"): such an article cannot be
 * ordered. Addresses of pictures and documents are signed and good for a day.
 */

export interface Family {
  id: string
  label: string
  parentId: string | null
  /** Articles in it and in the families below. */
  count: number
}

/** `match` (with a machine only): the vendor's reference consumables first, black, cyan, magenta, yellow, then others. */
export type ArticleSort = 'name' | 'code' | 'price' | 'match'

export interface ArticleFilter {
  /** Searches label, code, manufacturer's code and brand. At most 100 characters. */
  q?: string
  /** A family with those below. */
  family?: string
  brand?: string[]
  /** Articles that fit a machine: an article of the catalogue, or a machine of the fleet. */
  compatible?: string
  equipment?: string
  /** Only what this customer has ordered before. 403 `column-hidden` without `orders.read`. */
  ordered?: boolean
  /** Only what some depot can promise now. */
  inStock?: boolean
}

/** Price of one unit when the least quantity is ordered. */
export interface ArticlePrice {
  unit: string
  /** Struck out: what it costs without the promotion; null when there is none. */
  regular: string | null
  /** Last day of the promotion, included; null when there is none, or when its end is open. */
  promotionEndsOn: string | null
  /** A kit: the price rises with its options. */
  from: boolean
  /** The best price of the price table, and the quantity from which it is given; null when one price is all. */
  best: { unit: string; fromQuantity: string } | null
}

export interface ArticleAvailability {
  /** `partly`: some, but fewer than asked for. */
  state: 'in_stock' | 'partly' | 'out_of_stock'
  /** What can be promised. Null unless the portal shows quantities (feature `catalogue-quantities`). */
  quantity: string | null
  /** Calendar days until it can be had, and that day; null in stock, and when no supplier's delay is known. */
  leadTimeDays: number | null
  expectedOn: string | null
}

export interface QuantityRules {
  /** What a first click orders; null when the vendor's rule leaves no quantity. */
  least: string | null
  /** By how much a stepper moves. */
  step: string
  decimals: number
  min: string | null
  pack: string | null
  max: string | null
}

/** `no-right`: this profile, or this portal, does not order · `no-price` · `no-quantity`: the vendor's rule leaves none. */
export type NotOrderable = 'no-right' | 'no-price' | 'no-quantity'

export interface ArticleRow {
  id: string
  code: string
  manufacturerCode: string | null
  label: string
  brand: string | null
  kind: 'article' | 'kit'
  colour: 'black' | 'cyan' | 'magenta' | 'yellow' | 'tricolour' | 'other' | null
  /** As printed: "pièce", "carton". */
  unit: string | null
  image: { url: string; title: string | null } | null
  price: ArticlePrice | null
  /** Null = nothing is said: the vendor keeps no depot. */
  availability: ArticleAvailability | null
  quantity: QuantityRules
  /** Why it cannot be put into the cart; null when it can. */
  notOrderable: NotOrderable | null
  /** With a machine: the vendor's reference for it. */
  preferred: boolean
}

export interface ArticlePage {
  rows: ArticleRow[]
  next: string | null
  /** Over the whole filtered set. */
  totals: { count: number }
  /** Nothing had all the words: these have some that are nearly theirs. */
  nearly: boolean
  /** Brands that occur with this filter, whatever brand it names. */
  brands: { brand: string; count: number }[]
  /** What the filter `compatible` or `equipment` is about; null label = the catalogue does not name it. */
  machine: { label: string | null } | null
  currency: string
  /** False: this profile sees no prices. */
  showsPrices: boolean
  /** False: the vendor keeps no depot, so that nothing is said about availability. */
  showsStock: boolean
}

/** A row of the price table: `unit` null = on request from this quantity on. */
export interface PriceStepRow {
  fromQuantity: string
  unit: string | null
  /** Without the promotion; null when there is none. */
  regular: string | null
}

export interface ArticlePart {
  articleId: string
  code: string
  label: string
  /** How many of it in one kit. */
  quantity: string
  unit: string | null
  optional: boolean
  /** What an option adds to one kit; null for what is always in it, and on request. */
  price: string | null
}

export interface ArticleSheet extends ArticleRow {
  /** Line feeds separate paragraphs. */
  description: string | null
  family: { id: string; label: string } | null
  taxRate: string | null
  images: { url: string; title: string | null }[]
  documents: { url: string; fileName: string; title: string | null; size: number | null }[]
  properties: { label: string; value: string }[]
  /** Rising; a single row when the price is the same for any quantity. */
  prices: PriceStepRow[]
  parts: ArticlePart[]
  /** What else would do, while this one cannot be had at once. */
  alternatives: ArticleRow[]
  currency: string
  showsPrices: boolean
}

export interface PricedWish {
  /** Why so many, or with these options, cannot be ordered; null when they can. */
  fault:
    | 'no-price'
    | 'option-unknown'
    | 'not-a-number'
    | 'not-positive'
    | 'too-large'
    | 'too-precise'
    | 'below-minimum'
    | 'above-maximum'
    | 'not-a-pack'
    | null
  unit: string | null
  regular: string | null
  promotionEndsOn: string | null
  /** Net amount of so many. */
  amount: string | null
  /** Whose price it is; `parts` = the sum of what a kit always holds. */
  rule: 'customer' | 'list' | 'everybody' | 'parts' | null
  /** Fraction: "0.2" is 20 %. */
  taxRate: string | null
  availability: ArticleAvailability | null
}

export interface Catalogue {
  /** Families that hold something for this customer, parents before their children, in the vendor's order. */
  'GET /catalogue/families': { reply: { rows: Family[]; count: number } }
  'GET /catalogue/articles': {
    query: ArticleFilter & { sort?: ArticleSort; order?: 'asc' | 'desc'; after?: string; limit?: number }
    reply: ArticlePage
  }
  'GET /catalogue/articles/:id': { params: { id: string }; reply: ArticleSheet }
  /** The price of a quantity, with the options of a kit that are chosen (their articles). */
  'GET /catalogue/articles/:id/price': {
    params: { id: string }
    query: { quantity: string; options?: string[] }
    reply: PricedWish
  }
}
