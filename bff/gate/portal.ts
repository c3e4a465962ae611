/** Portals by publishable key, remembered for five seconds; after that the old one serves while the database is away. */
import type { Kysely } from 'kysely'
import type { PortalView } from '../api.ts'
import { readHome } from '../base/home.ts'
import type { PortalRecord } from '../base/portal.ts'
import { Problem } from '../base/problem.ts'
import type { PortalTables } from '../db/tables.ts'
import type { VendorDb } from '../db/types.ts'
import type { RelationName } from '../management/contract.ts'
import type { FunctionName } from '../management/functions.ts'

const form = /^pk_([a-z][a-z0-9]{0,30})_[a-z0-9]{16}$/
const life = 5_000
const most = 1_000

/** Relations without which a feature cannot work: where one is absent the feature is off, on both sides. */
const needed: Readonly<Record<string, readonly RelationName[]>> = {
  invoices: ['customer', 'invoice', 'invoice_line', 'invoice_due', 'invoice_payment'],
  fleet: ['customer', 'site', 'equipment'],
  interventions: ['customer', 'site', 'intervention'],
  requests: ['customer', 'site', 'nature', 'intervention'],
  catalogue: ['customer', 'article', 'article_price'],
  orders: ['customer', 'site', 'sales_order', 'sales_order_line'],
  dashboard: ['customer'],
}

/** Functions without which a feature cannot work. */
const called: Readonly<Record<string, FunctionName>> = { requests: 'create_request' }

/**
 * Acts inside a feature, on by themselves where it is on and the vendor's database takes them: without the function
 * reading goes on.
 */
const acts: Readonly<Record<string, { of: string; function: FunctionName }>> = {
  replying: { of: 'interventions', function: 'reply' },
  ordering: { of: 'orders', function: 'place_order' },
}

/** Features of a portal that this vendor's database can serve, and the acts that follow from them. */
export function featuresOf(wanted: readonly string[], db: Pick<VendorDb, 'relations' | 'functions'>): string[] {
  const has = (name: FunctionName | undefined) => name === undefined || db.functions.has(name)
  const on = wanted.filter(
    (feature) => (needed[feature] ?? []).every((name) => db.relations.has(name)) && has(called[feature]),
  )
  const following = Object.keys(acts).filter((act) => {
    const { of, function: name } = acts[act] as (typeof acts)[string]
    return on.includes(of) && has(name)
  })
  return [...on.filter((feature) => !(feature in acts)), ...following]
}

/** Name of the vendor in a portal key. @throws Problem `portal-unknown` */
export function vendorOf(key: string): string {
  const vendor = form.exec(key)?.[1]
  if (vendor === undefined) throw new Problem('portal-unknown')
  return vendor
}

async function load(db: VendorDb, key: string): Promise<PortalRecord | undefined> {
  const row = await (db.gate as Kysely<PortalTables>)
    .selectFrom('portal.portal')
    .select([
      'key',
      'name',
      'origins',
      'languages',
      'features',
      'branding',
      'sign_in',
      'sign_in_path',
      'order_step_up',
      'home',
    ])
    .where('key', '=', key)
    .where('enabled', '=', true)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    key: row.key,
    vendor: db.name,
    name: row.name,
    origins: row.origins,
    languages: row.languages.filter((language) => language === 'fr' || language === 'en'),
    features: featuresOf(row.features, db),
    branding: row.branding,
    signIn: row.sign_in,
    signInPath: row.sign_in_path,
    orderStepUp: row.order_step_up,
    home: readHome(row.home),
  }
}

export class Portals {
  readonly #db: VendorDb
  readonly #known = new Map<string, { record: PortalRecord | undefined; until: number }>()

  constructor(db: VendorDb) {
    this.#db = db
  }

  /** @throws Problem `portal-unknown` */
  async get(key: string): Promise<PortalRecord> {
    const known = this.#known.get(key)
    const record = known && performance.now() < known.until ? known.record : await this.#reload(key, known?.record)
    if (!record) throw new Problem('portal-unknown')
    return record
  }

  /** At once, without asking anybody, and perhaps a little old; undefined when nobody has asked for it yet. */
  known(key: string): PortalRecord | undefined {
    return this.#known.get(key)?.record
  }

  async #reload(key: string, old: PortalRecord | undefined): Promise<PortalRecord | undefined> {
    try {
      const record = await load(this.#db, key)
      if (this.#known.size >= most) this.#known.clear()
      this.#known.set(key, { record, until: performance.now() + life })
      return record
    } catch (error) {
      // Without the portal no browser may read the answer that says what is wrong.
      if (old) return old
      throw error
    }
  }
}

export function portalView(portal: PortalRecord): PortalView {
  return {
    key: portal.key,
    name: portal.name,
    languages: [...portal.languages],
    features: [...portal.features],
    branding: { ...portal.branding },
    signIn: {
      password: portal.signIn.includes('password'),
      code: portal.signIn.includes('code'),
      oneTimeCode: portal.signIn.includes('one-time-code'),
      registration: portal.signIn.includes('registration'),
    },
  }
}
