/**
 * The oracle: from the demo's rows in memory, without SQL, what a session may see. Written by hand from the meaning of
 * the contract and not from its machine-readable scopes, so that a mistake there cannot hide here.
 */
import type { Right } from '../../bff/api.ts'
import type { RelationName } from '../../bff/management/contract.ts'
import { demoModel, type DemoModel, type DemoOptions } from '../../bff/management/demo/model.ts'
import type { Random } from '../../bff/management/demo/random.ts'
import type { DemoRow } from '../../bff/management/demo/rows.ts'

export { demoModel, type DemoModel, type DemoOptions }

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
    'documents.read',
    'orders.read',
    'orders.place',
    'requests.create',
    'interventions.read',
    'contacts.read',
  ],
  user: [
    'invoices.read',
    'invoices.amounts',
    'invoices.download',
    'fleet.read',
    'documents.read',
    'orders.read',
    'orders.place',
    'requests.create',
    'interventions.read',
    'contacts.read',
  ],
  buyer: ['invoices.read', 'invoices.amounts', 'invoices.download', 'fleet.read', 'orders.read', 'orders.place'],
  technical: [
    'invoices.read',
    'fleet.read',
    'documents.read',
    'requests.create',
    'interventions.read',
    'contacts.read',
  ],
  accounting: ['invoices.read', 'invoices.amounts', 'invoices.download', 'invoices.export', 'documents.read'],
}

type Judge<R extends RelationName> = (session: ProbeSession, row: DemoRow<R>) => boolean

/** A row of the customer at a site within reach. A row without site belongs to the whole customer. */
function reaches(session: ProbeSession, row: { customer_id: string; site_id: string | null }): boolean {
  if (row.customer_id !== session.customer || session.intervention !== null) return false
  return session.sites === null || (row.site_id !== null && session.sites.includes(row.site_id))
}

const invoicePart = (session: ProbeSession, row: { customer_id: string; site_id: string | null }) =>
  session.rights.has('invoices.read') && reaches(session, row)

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
  equipment: (session, row) => session.rights.has('fleet.read') && reaches(session, row),
  invoice: invoicePart,
  invoice_line: invoicePart,
  invoice_tax: invoicePart,
  invoice_due: invoicePart,
  invoice_payment: invoicePart,
  document(session, row) {
    const has = (right: Right) => session.rights.has(right)
    if (!reaches(session, row)) return false
    if (row.subject_kind === 'invoice') return has('invoices.download') && has('invoices.amounts')
    return row.subject_kind === 'equipment' ? has('fleet.read') : has('documents.read')
  },
}

/** Columns that show null without `invoices.amounts`. */
export const amountColumns: Readonly<Partial<Record<RelationName, readonly string[]>>> = {
  invoice: ['total_excl_tax', 'total_tax', 'total_incl_tax', 'remaining'],
  invoice_line: ['unit_price', 'amount_excl_tax'],
  invoice_tax: ['base', 'amount'],
  invoice_due: ['amount'],
  invoice_payment: ['amount'],
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
  /** A session that somebody could have: any customer, some or all of its sites, any profile. */
  session(random: Random): ProbeSession
  /** An id of the customer itself (`own`) or of anybody. Undefined when the customer has none. */
  pick(random: Random, relation: RelationName, own?: string): string | undefined
}

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

  const may = (session: ProbeSession, relation: RelationName, id: string) => {
    const row = byId.get(relation)?.get(id)
    return row !== undefined && judges[relation](session, row)
  }

  return {
    model,
    ids,
    may,
    visible: (session, relation) => ids(relation).filter((id) => may(session, relation, id)),
    row(session, relation, id) {
      if (!may(session, relation, id)) return null
      const seen: Record<string, unknown> = { ...(byId.get(relation)?.get(id) as object | undefined) }
      if (!session.rights.has('invoices.amounts')) for (const name of amountColumns[relation] ?? []) seen[name] = null
      return seen
    },
    session(random) {
      const customer = random.pick(ids('customer'))
      const own = ownIds('site', customer)
      const profile = random.pick(Object.keys(profileRights))
      const some = random.chance(0.4)
      return {
        customer,
        sites: some ? own.filter(() => random.chance(0.5)) : null,
        intervention: random.chance(0.05) ? '1' : null,
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
