/**
 * The oracle: from the demo's rows in memory, without SQL, what a session may see. Written by hand from the meaning of
 * the contract and not from its machine-readable scopes, so that a mistake there cannot hide here.
 */
import type { Right } from '../../bff/api.ts'
import type { RelationName } from '../../bff/management/contract.ts'
import { demoModel as makeModel, type DemoModel, type DemoOptions } from '../../bff/management/demo/model.ts'
import type { Random } from '../../bff/management/demo/random.ts'
import type { DemoRow } from '../../bff/management/demo/rows.ts'

export type { DemoModel, DemoOptions }

const small = new Map<string, DemoModel>()

/** The demo's rows in memory. The small ones are made once a process, for everybody: nobody changes them. */
export function demoModel(options: DemoOptions): DemoModel {
  const key = `${options.vendor} ${options.today}`
  const known = options.size === 'small' ? small.get(key) : undefined
  const model = known ?? makeModel(options)
  if (options.size === 'small') small.set(key, model)
  return model
}

/** What the database knows of a live session. */
export interface ProbeSession {
  customer: string
  /** Null = every site of the customer; empty = none at all. */
  sites: readonly string[] | null
  intervention: string | null
  profile: string
  rights: ReadonlySet<Right>
}

/** The rights of the profiles that every portal starts with. */
export const profileRights: Readonly<Record<string, readonly Right[]>> = {
  supervisor: [
    'invoices.read',
    'invoices.amounts',
    'invoices.download',
    'invoices.export',
    'fleet.read',
    'fleet.export',
    'documents.read',
    'catalogue.read',
    'prices.read',
    'orders.read',
    'orders.amounts',
    'orders.place',
    'orders.export',
    'requests.create',
    'interventions.read',
    'interventions.reply',
    'interventions.export',
    'contacts.read',
  ],
  user: [
    'invoices.read',
    'invoices.amounts',
    'invoices.download',
    'fleet.read',
    'documents.read',
    'catalogue.read',
    'prices.read',
    'orders.read',
    'orders.amounts',
    'orders.place',
    'requests.create',
    'interventions.read',
    'interventions.reply',
    'contacts.read',
  ],
  buyer: [
    'invoices.read',
    'invoices.amounts',
    'invoices.download',
    'fleet.read',
    'catalogue.read',
    'prices.read',
    'orders.read',
    'orders.amounts',
    'orders.place',
    'orders.export',
  ],
  technical: [
    'invoices.read',
    'fleet.read',
    'fleet.export',
    'documents.read',
    'requests.create',
    'interventions.read',
    'interventions.reply',
    'interventions.export',
    'contacts.read',
  ],
  accounting: [
    'invoices.read',
    'invoices.amounts',
    'invoices.download',
    'invoices.export',
    'documents.read',
    'orders.read',
    'orders.amounts',
    'orders.export',
  ],
  newcomer: ['fleet.read', 'interventions.read'],
}

/** What the judges must know of a customer besides the row before them. */
interface Facts {
  /** Price list of a customer; null = none. */
  listOf(customer: string): string | null
  /** Whether a customer may know an article at all. */
  offers(customer: string, article: string): boolean
}

type Judge<R extends RelationName> = (session: ProbeSession, row: DemoRow<R>, facts: Facts) => boolean

interface Placed {
  customer_id: string
  site_id: string | null
}

/** A row of the customer at a site within reach. A row without site belongs to the whole customer. */
function reaches(session: ProbeSession, row: Placed): boolean {
  if (row.customer_id !== session.customer || session.intervention !== null) return false
  return session.sites === null || (row.site_id !== null && session.sites.includes(row.site_id))
}

/** What concerns one intervention: also for who was let in for this one only, as long as its site is within reach. */
function concerns(session: ProbeSession, row: Placed, intervention: string | null): boolean {
  if (session.intervention === null) return reaches(session, row)
  return session.intervention === intervention && reaches({ ...session, intervention: null }, row)
}

const invoicePart = (session: ProbeSession, row: Placed) => session.rights.has('invoices.read') && reaches(session, row)
const orderPart = (session: ProbeSession, row: Placed) => session.rights.has('orders.read') && reaches(session, row)
const servicePart = (session: ProbeSession, row: Placed & { intervention_id: string }) =>
  session.rights.has('interventions.read') && concerns(session, row, row.intervention_id)

const catalogue = (session: ProbeSession) => session.rights.has('catalogue.read')
const articlePart = (session: ProbeSession, row: { article_id: string }, facts: Facts) =>
  catalogue(session) && facts.offers(session.customer, row.article_id)

/** A price: for one customer, else for those of a list, else for all; never for an article that he is not offered. */
function offer(
  session: ProbeSession,
  row: { article_id: string; customer_id: string | null; price_list_id: string | null },
  facts: Facts,
): boolean {
  if (!session.rights.has('prices.read') || !facts.offers(session.customer, row.article_id)) return false
  if (row.customer_id !== null) return row.customer_id === session.customer
  return row.price_list_id === null || row.price_list_id === facts.listOf(session.customer)
}

const judges: { readonly [R in RelationName]: Judge<R> } = {
  company: () => true,
  // The own name is shown to everybody who is signed in, whatever he is limited to.
  customer: (session, row) => row.id === session.customer,
  site: (session, row) => reaches(session, { customer_id: row.customer_id, site_id: row.id }),
  // Somebody who answers for the whole customer is shown at each of its sites too.
  contact: (session, row) =>
    session.rights.has('contacts.read') &&
    (reaches(session, row) ||
      (row.customer_id === session.customer && row.site_id === null && session.intervention === null)),
  // A contract for the whole customer covers each of its sites.
  service_contract: (session, row) =>
    session.rights.has('fleet.read') &&
    (reaches(session, row) ||
      (row.customer_id === session.customer && row.site_id === null && session.intervention === null)),
  equipment: (session, row) => session.rights.has('fleet.read') && reaches(session, row),
  // What may be asked for is the same for everybody.
  nature: () => true,
  intervention: (session, row) => session.rights.has('interventions.read') && concerns(session, row, row.id),
  visit: servicePart,
  visit_work: servicePart,
  exchange: servicePart,
  article_family: catalogue,
  article: (session, row, facts) => catalogue(session) && facts.offers(session.customer, row.id),
  // The list itself is a matter of the customer, not of who was let in for one intervention.
  article_access: (session, row) =>
    catalogue(session) && row.customer_id === session.customer && session.intervention === null,
  article_property: articlePart,
  article_media: articlePart,
  article_price: offer,
  article_promotion: offer,
  article_option: (session, row, facts) => catalogue(session) && facts.offers(session.customer, row.kit_id),
  article_compatibility: articlePart,
  stock: articlePart,
  supplier_delay: articlePart,
  sales_order: orderPart,
  sales_order_line: orderPart,
  invoice: invoicePart,
  invoice_line: invoicePart,
  invoice_tax: invoicePart,
  invoice_due: invoicePart,
  invoice_payment: invoicePart,
  document(session, row) {
    const has = (right: Right) => session.rights.has(right)
    if (!concerns(session, row, row.intervention_id)) return false
    // The bytes of invoices and orders show amounts.
    if (row.subject_kind === 'invoice') return has('invoices.download') && has('invoices.amounts')
    if (row.subject_kind === 'order') return has('orders.read') && has('orders.amounts')
    if (row.subject_kind === 'equipment') return has('fleet.read')
    return has(row.subject_kind === 'customer' ? 'documents.read' : 'interventions.read')
  },
}

/** Columns that show null without the right to amounts. */
export const amountColumns: Readonly<Partial<Record<RelationName, { right: Right; columns: readonly string[] }>>> = {
  invoice: { right: 'invoices.amounts', columns: ['total_excl_tax', 'total_tax', 'total_incl_tax', 'remaining'] },
  invoice_line: { right: 'invoices.amounts', columns: ['unit_price', 'amount_excl_tax'] },
  invoice_tax: { right: 'invoices.amounts', columns: ['base', 'amount'] },
  invoice_due: { right: 'invoices.amounts', columns: ['amount'] },
  invoice_payment: { right: 'invoices.amounts', columns: ['amount'] },
  sales_order: { right: 'orders.amounts', columns: ['total_excl_tax', 'total_tax', 'total_incl_tax'] },
  sales_order_line: { right: 'orders.amounts', columns: ['unit_price', 'amount_excl_tax'] },
}

export interface Oracle {
  readonly model: DemoModel
  /** Every id of a relation, visible or not. */
  ids(relation: RelationName): readonly string[]
  /** False for an id that does not exist, too. */
  may(session: ProbeSession, relation: RelationName, id: string): boolean
  /** Ids that the session sees, in the model's order. */
  visible(session: ProbeSession, relation: RelationName): string[]
  /** The row as the session must see it, amounts cut; null when it may not see it. */
  row(session: ProbeSession, relation: RelationName, id: string): Record<string, unknown> | null
  /**
   * A session that somebody could have: any customer, some or all of its sites, any profile; `one`: let in for one
   * intervention of the customer, with a profile that may read it.
   */
  session(random: Random, one?: 'one'): ProbeSession
  /** An id of the customer itself (`own`) or of anybody. Undefined when the customer has none. */
  pick(random: Random, relation: RelationName, own?: string): string | undefined
}

/** Profiles of people at work: who has just registered himself sees next to nothing, and proves little. */
const working = Object.keys(profileRights).filter((name) => name !== 'newcomer')

export function oracleOf(model: DemoModel): Oracle {
  const byId = new Map<RelationName, Map<string, never>>()
  const byCustomer = new Map<string, string[]>()
  for (const relation of Object.keys(model.rows) as RelationName[]) {
    const index = new Map<string, never>()
    for (const row of model.rows[relation]) {
      index.set(row.id, row as never)
      const customer = 'customer_id' in row ? row.customer_id : relation === 'customer' ? row.id : null
      if (!customer) continue
      const list = byCustomer.get(`${relation} ${customer}`)
      if (list) list.push(row.id)
      else byCustomer.set(`${relation} ${customer}`, [row.id])
    }
    byId.set(relation, index)
  }
  const all = new Map([...byId].map(([relation, index]) => [relation, [...index.keys()]]))
  const ids = (relation: RelationName) => all.get(relation) ?? []
  const ownIds = (relation: RelationName, customer: string) => byCustomer.get(`${relation} ${customer}`) ?? []

  const customers = new Map(model.rows.customer.map((row) => [row.id, row]))
  const listed = new Set(model.rows.article_access.map((row) => `${row.customer_id} ${row.article_id}`))
  const facts: Facts = {
    listOf: (customer) => customers.get(customer)?.price_list_id ?? null,
    offers: (customer, article) => customers.get(customer)?.catalogue === 'all' || listed.has(`${customer} ${article}`),
  }

  const may = (session: ProbeSession, relation: RelationName, id: string) => {
    const row = byId.get(relation)?.get(id)
    return row !== undefined && judges[relation](session, row, facts)
  }

  /** Mostly one of the customer's own; one of another customer opens nothing. */
  const intervention = (random: Random, customer: string, chance: number) => {
    const own = ownIds('intervention', customer)
    return random.pick(own.length > 0 && random.chance(chance) ? own : ids('intervention'))
  }

  return {
    model,
    ids,
    may,
    visible: (session, relation) => ids(relation).filter((id) => may(session, relation, id)),
    row(session, relation, id) {
      if (!may(session, relation, id)) return null
      const seen: Record<string, unknown> = { ...(byId.get(relation)?.get(id) as object | undefined) }
      const cut = amountColumns[relation]
      if (cut && !session.rights.has(cut.right)) for (const name of cut.columns) seen[name] = null
      return seen
    },
    session(random, one) {
      const customer = random.pick(ids('customer'))
      const own = ownIds('site', customer)
      const profile = random.pick(one ? ['supervisor', 'user', 'technical'] : working)
      const some = random.chance(one ? 0.2 : 0.4)
      return {
        customer,
        sites: some ? own.filter(() => random.chance(0.5)) : null,
        intervention: one || random.chance(0.06) ? intervention(random, customer, one ? 1 : 0.85) : null,
        profile,
        rights: new Set(profileRights[profile]),
      }
    },
    pick(random, relation, own) {
      const list = own === undefined ? ids(relation) : ownIds(relation, own)
      return list.length > 0 ? random.pick(list) : undefined
    },
  }
}
