/** What Tryton's price lists come to, computed from its tables in exact fractions, without the mapping. */

export interface Price {
  article_id: string
  price_list_id: string
  from_quantity: string
  unit_price: string | null
}

interface Line {
  list: string
  category: string | null
  product: string | null
  quantity: string | null
  formula: string
}

export interface PricedArticle {
  id: string
  categories: string[]
  /** Default units in one sale unit. */
  ratio: string
  list_price: string
  cost_price: string
}

export interface PriceBook {
  lists: string[]
  lines: Line[]
  articles: PricedArticle[]
}

type Ask = <T>(sql: string) => Promise<T[]>

/** Of the web shop's articles, today. */
export async function priceBook(ask: Ask): Promise<PriceBook> {
  const lists = await ask<{ id: string }>(
    'select id::text from public.product_price_list where company = 1 order by id',
  )
  const lines = await ask<Line>(`
    select price_list::text as list, category::text, product::text, quantity::numeric::text as quantity, formula
    from public.product_price_list_line
    where current_date between coalesce(start_date, current_date) and coalesce(end_date, current_date)
    order by sequence nulls first, id`)
  const articles = await ask<PricedArticle>(`
    with recursive up (template, category) as (
      select template, category from public."product_template-product_category"
      union select id, account_category from public.product_template where account_category is not null
      union select u.template, c.parent from up u join public.product_category c on c.id = u.category where c.parent is not null)
    select p.id::text, array(select u.category::text from up u where u.template = p.template) as categories,
      (s.factor / d.factor)::numeric::text as ratio,
      (select list_price::text from public.product_list_price where template = p.template and company = 1) as list_price,
      (select cost_price::text from public.product_cost_price where product = p.id and company = 1) as cost_price
    from public."web_shop-product_product" w
    join public.product_product p on p.id = w.product
    join public.product_template t on t.id = p.template
    join public.product_uom d on d.id = t.default_uom join public.product_uom s on s.id = coalesce(t.sale_uom, t.default_uom)
    order by p.id`)
  return { lists: lists.map(({ id }) => id), lines, articles }
}

/** Numerator and denominator. */
type Fraction = readonly [bigint, bigint]

function fraction(text: string): Fraction {
  const [whole = '', decimals = ''] = text.split('.')
  return [BigInt(whole + decimals), 10n ** BigInt(decimals.length)]
}

const operations: Record<string, (a: Fraction, b: Fraction) => Fraction> = {
  '+': (a, b) => [a[0] * b[1] + b[0] * a[1], a[1] * b[1]],
  '-': (a, b) => [a[0] * b[1] - b[0] * a[1], a[1] * b[1]],
  '*': (a, b) => [a[0] * b[0], a[1] * b[1]],
  '/': (a, b) => [a[0] * b[1], a[1] * b[0]],
}

/** Two levels of operators, parentheses, numbers and names: all that the lists use. */
function evaluate(formula: string, names: Record<string, Fraction>): Fraction {
  const plain = formula.replace(/Decimal\("([\d.]+)"\)/g, '$1')
  const tokens = plain.match(/[a-z_]+|[\d.]+|[-+*/()]/g) ?? []
  let at = 0
  const atom = (): Fraction => {
    const token = tokens[at++] ?? ''
    if (token !== '(') return names[token] ?? fraction(token)
    const inner = level(0)
    at += 1
    return inner
  }
  const level = (depth: 0 | 1): Fraction => {
    const next = () => (depth === 0 ? level(1) : atom())
    let value = next()
    while (at < tokens.length && ['+-', '*/'][depth]?.includes(tokens[at] ?? ' ')) {
      const operation = operations[tokens[at++] ?? '']
      if (operation) value = operation(value, next())
    }
    return value
  }
  return level(0)
}

/** With four decimals, an exact half to the even neighbour. */
function rounded([numerator, denominator]: Fraction): string {
  const doubled = numerator * 20_000n
  const whole = doubled / denominator / 2n
  const rest = doubled - whole * 2n * denominator
  const up = rest > denominator || (rest === denominator && whole % 2n === 1n)
  const digits = String(up ? whole + 1n : whole).padStart(5, '0')
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`
}

/** Price of one sale unit when so many are taken. */
export function compute(book: PriceBook, list: string, article: PricedArticle, quantity: number): string {
  const asked = quantity * Number(article.ratio)
  const line = book.lines.find(
    (one) =>
      one.list === list &&
      (one.product === null || one.product === article.id) &&
      (one.category === null || article.categories.includes(one.category)) &&
      (one.quantity === null || Number(one.quantity) <= asked),
  )
  const perUnit = (price: string): Fraction => {
    const [a, b] = [fraction(price), fraction(article.ratio)]
    return [a[0] * b[0], a[1] * b[1]]
  }
  const price = perUnit(article.list_price)
  const names = { unit_price: price, list_price: price, cost_price: perUnit(article.cost_price) }
  return rounded(evaluate(line?.formula ?? 'unit_price', names))
}
