/** Writes a demo vendor into its database: schema `management`, its rows, and the portal's own rows. */
import { hash } from '@node-rs/argon2'
import { type RelationName, relations } from '../contract.ts'
import { referenceFunctions } from '../reference/functions.ts'
import { referenceKeys, referenceTables, referenceTypes } from '../reference/schema.ts'
import { type DemoOptions, demoParts, demoPortal } from './model.ts'
import { codeHash } from './portal-rows.ts'
import { noRows } from './rows.ts'
import { stampSql } from './stamp.ts'
import { vendors } from './vendors.ts'

/** What seeding needs of an owner's connection. */
export interface SeedDb {
  query<T = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<T[]>
  script(sql: string): Promise<void>
}

/** Rows per statement: large enough to be fast, small enough for the embedded engine's memory. */
const chunk = 2_000

const names = Object.keys(relations) as RelationName[]

/** A replacer sees every cell, which costs a third of a large load: only where there are bytes. */
const withBytes = new Set(
  names.filter((name) => Object.values(relations[name].columns).some((of) => of.kind === 'bytes')),
)

/** Comment on the schema by which a later seed knows that it may throw it away. */
const mark = 'Guichet demo data: made anew by every seed'

/**
 * Makes schema `management` anew and fills it; an earlier demo in it is gone. Run migrations afterwards: guards are made
 * for the relations that exist.
 * @throws Error with a sentence when there is a schema `management` that no demo has made: it may be a company's data.
 */
export async function seedManagement(db: SeedDb, options: DemoOptions): Promise<void> {
  const { idType } = vendors[options.vendor]
  const [found] = await db.query<{ comment: string | null }>(
    "select obj_description(oid, 'pg_namespace') as comment from pg_namespace where nspname = 'management'",
  )
  if (found && found.comment !== mark) {
    throw new Error(
      `The database of "${options.vendor}" has a schema "management" that is not demo data. Nothing was changed: give the demo a database of its own.`,
    )
  }
  await db.script(
    `drop schema if exists management cascade;
    ${referenceTables({ ids: idType })}
    comment on schema management is '${mark}';`,
  )

  const waiting = noRows() as Record<RelationName, object[]>
  const flush = async (name: RelationName) => {
    const rows = waiting[name].splice(0)
    for (let i = 0; i < rows.length; i += chunk) {
      await db.query(
        `insert into management.${name} select * from json_populate_recordset(null::management.${name}, $1::json)`,
        [JSON.stringify(rows.slice(i, i + chunk), withBytes.has(name) ? printBytes : undefined)],
      )
    }
  }
  for (const part of demoParts(options)) {
    for (const name of names) {
      for (const row of part[name]) waiting[name].push(row)
      if (waiting[name].length >= chunk) await flush(name)
    }
  }
  for (const name of names) await flush(name)

  await db.script(referenceKeys())
  if (idType === 'bigint') await db.script(sequencesSql())
  await db.script(referenceFunctions({ ids: idType }))
  await db.script('analyze')
  await db.script(stampSql(options))
}

/** PostgreSQL reads `\x…` as bytes. `JSON.stringify` has called `toJSON` of a Buffer before the replacer sees it. */
function printBytes(this: unknown, key: string, value: unknown): unknown {
  const own = (this as Record<string, unknown>)[key]
  return own instanceof Uint8Array ? `\\x${Buffer.from(own).toString('hex')}` : value
}

/** Rows that come later get the numbers after the demo's. */
function sequencesSql(): string {
  return names
    .filter((name) => referenceTypes(name, 'bigint').id === 'bigint')
    .map((name) => {
      const last = `(select coalesce(max(id), 0) + 1 from management.${name})`
      return `select setval(pg_get_serial_sequence('management.${name}', 'id'), ${last}, false);`
    })
    .join('\n')
}

/**
 * Portal, accounts, memberships and codes; schema `portal` must have been migrated. Demo rows of an earlier seed are
 * replaced (their sessions and links go with them), every other row stays.
 */
export async function seedPortal(db: SeedDb, options: DemoOptions, hashed = usualHash): Promise<void> {
  const { portals, accounts, memberships, codes } = demoPortal(options)
  for (const one of portals) {
    await db.query(
      `insert into portal.portal (key, name, origins, languages, features, branding, sign_in, sign_in_path)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (key) do update set name = excluded.name, origins = excluded.origins, languages = excluded.languages,
         features = excluded.features, branding = excluded.branding, sign_in = excluded.sign_in,
         sign_in_path = excluded.sign_in_path, enabled = true, updated_at = now()`,
      [
        one.key,
        one.name,
        one.origins,
        one.languages,
        one.features,
        JSON.stringify(one.branding),
        one.sign_in,
        one.sign_in_path,
      ],
    )
  }
  await db.query('delete from portal.account where login = any($1::text[])', [accounts.map((one) => one.login)])
  await db.query('delete from portal.code where id = any($1::uuid[])', [codes.map((one) => one.id)])

  const hashes = new Map<string, string>()
  for (const { password } of accounts) {
    if (!hashes.has(password)) hashes.set(password, await hashed(password))
  }
  for (const one of accounts) {
    await db.query(
      'insert into portal.account (id, login, email, phone, name, language, password_hash) values ($1, $2, $3, $4, $5, $6, $7)',
      [one.id, one.login, one.email, one.phone, one.name, one.language, hashes.get(one.password)],
    )
  }
  for (const one of memberships) {
    await db.query(
      'insert into portal.account_customer (account_id, customer_id, profile_id, site_ids) values ($1, $2, $3, $4)',
      [one.account_id, one.customer_id, one.profile_id, one.site_ids],
    )
  }
  const expires = new Date(Date.now() + 365 * 86_400_000).toISOString()
  for (const one of codes) {
    await db.query(
      `insert into portal.code (id, secret_hash, label, language, customer_id, site_ids, profile_id, expires_at, contact_email, contact_phone)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        one.id,
        codeHash(one.text),
        one.label,
        one.language,
        one.customer_id,
        one.site_ids,
        one.profile_id,
        expires,
        one.contact_email,
        one.contact_phone,
      ],
    )
  }
}

/** Parameters of the gate's own password hashing, so that signing in does not have to renew it. */
const usualHash = (password: string) =>
  // 2 = argon2id: the package's enum exists for type checkers only.
  hash(password, { algorithm: 2, memoryCost: 65_536, timeCost: 3, parallelism: 1 })

/** Both, on a database whose schema `portal` is there. Guards must be made anew afterwards (`migrateVendor`). */
export async function seedDemo(db: SeedDb, options: DemoOptions, hashed = usualHash): Promise<void> {
  await seedManagement(db, options)
  await seedPortal(db, options, hashed)
}
