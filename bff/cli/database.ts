/** The owner's access to one configured vendor, for commands that change accounts, codes and portals. */
import type { Config, VendorConfig } from '../config.ts'
import { type AdminDb, openAdmin } from '../db/admin.ts'
import { Refusal } from './command.ts'

/** The vendor that is meant: named, or the only one. @throws Refusal */
export function chosenVendor(config: Config, name: string | undefined): VendorConfig {
  const names = config.vendors.map((vendor) => vendor.name).join(', ')
  if (name === undefined && config.vendors.length > 1) {
    throw new Refusal(`There are several vendors: add --vendor with one of ${names}.`)
  }
  const vendor = name === undefined ? config.vendors[0] : config.vendors.find((one) => one.name === name)
  if (!vendor) throw new Refusal(`There is no vendor "${name}" in the configuration; known: ${names}.`)
  return vendor
}

/** The vendor that a portal key names. @throws Refusal */
export function vendorOfPortal(config: Config, key: string): VendorConfig {
  const name = /^pk_([a-z][a-z0-9]*)_[a-z0-9]{16}$/.exec(key)?.[1]
  if (name === undefined) throw new Refusal(`"${key}" is no portal key; they look like pk_vendor_0123456789abcdef.`)
  return chosenVendor(config, name)
}

/** Opens, checks that the tables are there, works, closes. */
export async function withAdmin<T>(vendor: VendorConfig, work: (admin: AdminDb) => Promise<T>): Promise<T> {
  const admin = await openAdmin(vendor)
  try {
    const [there] = await admin.query<{ there: boolean }>("select to_regclass('portal.account') is not null as there")
    if (!there?.there)
      throw new Refusal(`The database of "${vendor.name}" has no counter yet: run guichet migrate first.`)
    return await work(admin)
  } finally {
    await admin.close()
  }
}

/** Tells the running processes that rights or sessions changed. */
export async function tellProcesses(admin: AdminDb): Promise<void> {
  await admin.query("select pg_notify('guichet_session', '*')")
}

export async function note(
  admin: AdminDb,
  event: string,
  of: { account?: string; code?: string; portal?: string; detail?: Record<string, unknown> },
): Promise<void> {
  await admin.query(
    'insert into portal.journal (event, portal_key, account_id, code_id, detail) values ($1, $2, $3, $4, $5::jsonb)',
    [event, of.portal ?? null, of.account ?? null, of.code ?? null, JSON.stringify(of.detail ?? {})],
  )
}

/** @throws Refusal when the vendor's management database has no such customer, or a site is not the customer's. */
export async function checkCustomer(admin: AdminDb, customer: string, sites: readonly string[] = []): Promise<void> {
  const [found] = await admin.query('select 1 from management.customer where id::text = $1', [customer]).catch(() => {
    throw new Refusal('Schema "management" has no relation "customer" yet: map or create it, then run guichet migrate.')
  })
  if (!found) throw new Refusal(`The management database has no customer with the id "${customer}".`)
  if (sites.length === 0) return
  const known = await admin.query<{ id: string }>(
    'select id::text as id from management.site where customer_id::text = $1 and id::text = any($2::text[])',
    [customer, [...sites]],
  )
  const missing = sites.filter((site) => !known.some(({ id }) => id === site))
  if (missing.length > 0) throw new Refusal(`Customer ${customer} has no site with the id ${missing.join(', ')}.`)
}

/** @throws Refusal */
export async function checkProfile(admin: AdminDb, profile: string): Promise<void> {
  const rows = await admin.query<{ id: string }>('select id from portal.profile order by id')
  if (rows.some(({ id }) => id === profile)) return
  throw new Refusal(`There is no profile "${profile}"; known: ${rows.map(({ id }) => id).join(', ')}.`)
}

/** `--sites 1,2` as ids; absent = all sites. */
export function sitesOf(text: string | undefined): string[] | null {
  const ids = text
    ?.split(',')
    .map((id) => id.trim())
    .filter(Boolean)
  return ids && ids.length > 0 ? ids : null
}
