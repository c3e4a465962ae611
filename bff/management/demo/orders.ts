/** A customer's orders: what was ordered at the prices that it has, and how far each has come. */
import { fromUnits, multiply, sum, taxesOf, toUnits } from '../../base/money.ts'
import type { Shelf, ShelfArticle } from './articles/rows.ts'
import { onOffer, priceFor, type Terms, termsOf } from './articles/terms.ts'
import { dateOf, type Day, instantOf, workday } from './calendar.ts'
import type { CustomerFile } from './customers.ts'
import { paper } from './documents.ts'
import type { Ids } from './ids.ts'
import { demoPeople } from './people.ts'
import { Random } from './random.ts'
import { type DemoRow, type DemoRows, noRows } from './rows.ts'
import { fileNumber } from './service/papers.ts'
import type { PlannedThing } from './service/plan.ts'
import { typeset } from './typeset.ts'
import type { DemoVendor } from './vendors.ts'

export type OrderFate = DemoRow<'sales_order'>['state'] | 'unpriced'

export const orderSpecimens: readonly { ago: number; fate: OrderFate }[] = [
  { ago: 0, fate: 'received' },
  { ago: 1, fate: 'unpriced' },
  { ago: 3, fate: 'confirmed' },
  { ago: 5, fate: 'preparing' },
  { ago: 11, fate: 'partly_delivered' },
  { ago: 19, fate: 'delivered' },
  { ago: 27, fate: 'refused' },
  { ago: 41, fate: 'cancelled' },
  { ago: 52, fate: 'delivered' },
]

const room = 64
type Order = DemoRow<'sales_order'>
type Line = DemoRow<'sales_order_line'>

export function orderRows(
  of: DemoVendor,
  ids: Ids,
  shelf: Shelf,
  file: CustomerFile,
  plans: readonly PlannedThing<OrderFate>[],
  today: Day,
): DemoRows {
  const rows = noRows()
  const book = new OrderBook(of, ids, shelf, file, today)
  for (const plan of plans) {
    const { order, lines } = book.write(plan)
    rows.sales_order.push(order)
    rows.sales_order_line.push(...lines)
    const confirmed = !['received', 'refused', 'cancelled'].includes(order.state) && order.total_incl_tax !== null
    if (file.sketch.named && confirmed && plan.day > today - 365) {
      rows.document.push(confirmation(of, ids, file, plan, order, lines))
    }
  }
  return rows
}

/** What of a line has been delivered when the order is in this state; `last`: the last of several lines. */
function delivered(state: Order['state'], quantity: string, last: boolean): string {
  if (state === 'delivered') return quantity
  if (state !== 'partly_delivered' || last) return '0.000'
  const units = toUnits(quantity, 3)
  // Whole pieces: half of the first lines, all of a single piece.
  return units <= 1_000n ? quantity : fromUnits((units / 2_000n) * 1_000n, 3)
}

class OrderBook {
  readonly #of: DemoVendor
  readonly #ids: Ids
  readonly #shelf: Shelf
  readonly #file: CustomerFile
  readonly #today: Day
  readonly #random: Random
  readonly #terms: Terms
  /** What stands in a warehouse, is offered to this customer and has a price for him. */
  readonly #wares: readonly ShelfArticle[]
  readonly #kits: readonly ShelfArticle[]
  readonly #unpriced: readonly ShelfArticle[]

  constructor(of: DemoVendor, ids: Ids, shelf: Shelf, file: CustomerFile, today: Day) {
    this.#of = of
    this.#ids = ids
    this.#shelf = shelf
    this.#file = file
    this.#today = today
    this.#random = new Random(`${of.vendor} orders ${file.sketch.n}`)
    const terms = termsOf(of, file.sketch)
    this.#terms = terms
    const offered = shelf.articles.filter((one) => onOffer(of, terms, one))
    const priced = offered.filter((one) => priceFor(terms, shelf, one, '1.000') !== null)
    this.#wares = priced.filter(({ draft }) => !draft.parts && (draft.stock ?? draft.fits) !== undefined)
    this.#kits = priced.filter(({ draft }) => draft.parts)
    this.#unpriced = offered.filter(({ draft }) => draft.price === null)
  }

  write(plan: PlannedThing<OrderFate>): { order: Order; lines: Line[] } {
    const random = this.#random
    const { customer, sites, contacts } = this.#file
    const state = plan.fate === 'unpriced' ? 'received' : (plan.fate ?? this.#usual(plan.day))
    const site = random.chance(0.92) ? random.pick(sites.filter((one) => one.is_delivery)) : null
    const people = demoPeople.filter(
      (one) =>
        one.vendor === this.#of.vendor &&
        one.customers.includes(customer.name) &&
        (one.profile === 'buyer' || one.profile === 'supervisor'),
    )
    const order: Order = {
      id: this.#ids('sales_order', plan.n),
      customer_id: customer.id,
      site_id: site?.id ?? null,
      billing_site_id: customer.billing_site_id,
      number: plan.number,
      state,
      reference: random.chance(0.6) ? `BC ${dateOf(plan.day).slice(2, 4)}-${random.digits(4)}` : null,
      comment: random.chance(0.2) ? random.pick(comments) : null,
      requester: random.pick([...people, ...people, ...contacts]).name,
      ordered_on: dateOf(plan.day),
      expected_on: this.#expected(state, plan.day),
      currency: 'EUR',
      total_excl_tax: null,
      total_tax: null,
      total_incl_tax: null,
      command_id: null,
      changed_at: instantOf(Math.min(this.#today, plan.day + (state === 'received' ? 0 : 2)), plan.n),
    }
    const lines = this.#lines(plan, order)
    const counted = lines.filter((line) => line.kind === 'line')
    if (counted.every((line) => line.amount_excl_tax !== null)) {
      const taxes = taxesOf(counted.map((line) => ({ amount: line.amount_excl_tax ?? '', rate: line.tax_rate })))
      order.total_excl_tax = sum(counted.map((line) => line.amount_excl_tax ?? ''))
      order.total_tax = sum(taxes.map((tax) => tax.amount))
      order.total_incl_tax = sum([order.total_excl_tax, order.total_tax])
    }
    return { order, lines }
  }

  #usual(day: Day): Order['state'] {
    if (this.#random.chance(0.05)) return this.#random.pick(['cancelled', 'refused'])
    const age = this.#today - day
    if (age > 21) return 'delivered'
    return this.#random.pick(
      age < 2 ? ['received', 'confirmed'] : ['confirmed', 'preparing', 'partly_delivered', 'delivered'],
    )
  }

  #expected(state: Order['state'], day: Day): string | null {
    if (state === 'received' || state === 'refused' || state === 'cancelled') return null
    const random = this.#random
    return dateOf(state === 'delivered' ? workday(day + random.int(3, 9)) : workday(this.#today + random.int(3, 8)))
  }

  /** Articles of one order: supplies of a machine, or what is needed about the house; at times a kit. */
  #basket(plan: PlannedThing<OrderFate>): { article: ShelfArticle; machine: string | null }[] {
    const random = this.#random
    const taken = new Map<ShelfArticle, string | null>()
    const machine = random.chance(0.45) && this.#file.machines.length > 0 ? random.pick(this.#file.machines) : null
    const code = machine && this.#shelf.machine(machine.label)?.draft.code
    const fitting = code ? this.#wares.filter(({ draft }) => draft.fits?.includes(code)) : []
    for (const article of fitting) if (taken.size < 4 && random.chance(0.6)) taken.set(article, machine?.id ?? null)
    for (let n = random.int(1, 4); n > 0; n--) {
      const article = random.pick(this.#wares)
      if (!taken.has(article)) taken.set(article, null)
    }
    const kit = this.#kits[0]
    if (kit && (plan.fate === 'delivered' || random.chance(0.06))) taken.set(kit, null)
    const asked = this.#unpriced[0]
    if (asked && plan.fate === 'unpriced') taken.set(asked, null)
    return [...taken].map(([article, owner]) => ({ article, machine: owner }))
  }

  #lines(plan: PlannedThing<OrderFate>, order: Order): Line[] {
    const lines: Line[] = []
    const add = (article: ShelfArticle, quantity: string, machine: string | null) => {
      const { draft, id } = article
      const price = priceFor(this.#terms, this.#shelf, article, quantity)
      lines.push({
        ...this.#head(plan, order, lines.length),
        article_id: id,
        equipment_id: machine,
        kind: 'line',
        reference: draft.code,
        label: typeset(draft.label),
        quantity,
        unit: draft.unit ?? 'pièce',
        unit_price: price && multiply(price, '1', 4),
        amount_excl_tax: price && multiply(price, quantity, 2),
        tax_rate: multiply(draft.rate ?? '0.2', '1', 4),
      })
    }
    for (const { article, machine } of this.#basket(plan)) {
      const quantity = this.#quantity(article)
      add(article, quantity, machine)
      const option = article.draft.parts?.find(([, , optional]) => optional)
      const chosen = option && this.#shelf.find(option[0])
      if (chosen && onOffer(this.#of, this.#terms, chosen)) add(chosen, multiply(option[1], quantity, 3), null)
    }
    if (this.#random.chance(0.1)) {
      const label = typeset('Livraison groupée demandée.')
      lines.push({ ...this.#head(plan, order, lines.length), ...words, label })
    }
    const last = lines.findLastIndex((line) => line.kind === 'line')
    for (const [index, line] of lines.entries()) {
      if (line.quantity !== null) line.delivered_quantity = delivered(order.state, line.quantity, index === last)
    }
    return lines
  }

  #head(plan: PlannedThing<OrderFate>, order: Order, place: number) {
    return {
      id: this.#ids('sales_order_line', plan.n * room + place),
      order_id: order.id,
      customer_id: order.customer_id,
      site_id: order.site_id,
      position: String(place + 1),
      delivered_quantity: null,
    }
  }

  /** A quantity that the article allows. */
  #quantity({ draft }: ShelfArticle): string {
    const pack = toUnits(draft.pack ?? '1', 3)
    const least = toUnits(draft.min ?? '1', 3)
    const wanted = pack * BigInt(this.#random.int(1, Array.isArray(draft.price) ? 12 : 4))
    return fromUnits(wanted < least ? least : wanted, 3)
  }
}

const words = {
  article_id: null,
  equipment_id: null,
  kind: 'comment' as const,
  reference: null,
  quantity: null,
  unit: null,
  unit_price: null,
  amount_excl_tax: null,
  tax_rate: null,
}

const comments = [
  'Livrer à l’accueil, entre 9 h et 12 h.',
  'Merci de grouper avec la prochaine visite du technicien.',
  'Le quai de livraison est derrière le bâtiment.',
]

const euros = (amount: string | null) => `${(amount ?? '').replace('.', ',')}\u00a0€`

function confirmation(
  of: DemoVendor,
  ids: Ids,
  file: CustomerFile,
  plan: PlannedThing<OrderFate>,
  order: Order,
  lines: readonly Line[],
): DemoRow<'document'> {
  const title = `Confirmation de commande ${order.number}`
  const content = paper(of, title, order.ordered_on, [
    `Client ${file.customer.code}, ${file.customer.name}`,
    ...(order.reference ? [`Votre référence\u00a0: ${order.reference}`] : []),
    '',
    ...lines.map(({ quantity, label, amount_excl_tax }) =>
      quantity ? `${quantity.replace(/\.?0+$/, '')} × ${label}\u00a0: ${euros(amount_excl_tax)} HT` : label,
    ),
    '',
    `Total HT\u00a0: ${euros(order.total_excl_tax)}`,
    `TVA\u00a0: ${euros(order.total_tax)}`,
    `Total TTC\u00a0: ${euros(order.total_incl_tax)}`,
  ])
  return {
    id: ids('document', fileNumber(plan.n, 7)),
    customer_id: order.customer_id,
    site_id: order.site_id,
    intervention_id: null,
    subject_kind: 'order',
    subject_id: order.id,
    role: 'original',
    file_name: `commande-${order.number}.pdf`,
    title: 'Confirmation de commande',
    media_type: 'application/pdf',
    size: String(content.length),
    content,
    changed_at: order.changed_at,
  }
}
