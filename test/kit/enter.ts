/** A live session for a test client, written straight into the database: any profile, any limit, no password. */
import { createHash, randomBytes } from 'node:crypto'
import type { AdminDb } from '../../bff/db/admin.ts'
import { thumbprintOf } from '../../bff/gate/proof.ts'
import type { TestClient } from './client.ts'

export interface Entry {
  customer: string
  profile?: string
  sites?: readonly string[] | null
  /** The person has just shown who he is. */
  proved?: boolean
  /** Other customers of the same account, with the same profile. */
  others?: readonly string[]
}

let people = 0

/** @returns the hash of the handle that the client now holds */
export async function enter(admin: AdminDb, client: TestClient, entry: Entry): Promise<Buffer> {
  const { customer, profile = 'supervisor', sites = null, others = [], proved = false } = entry
  const number = ++people
  const handle = `cps_${randomBytes(32).toString('base64url')}`
  const hash = createHash('sha256').update(handle).digest()
  const [account] = await admin.query<{ id: string }>(
    'insert into portal.account (login, name) values ($1, $1) returning id',
    [`walker${process.pid}x${number}`],
  )
  for (const one of [customer, ...others]) {
    await admin.query(
      'insert into portal.account_customer (account_id, customer_id, profile_id, site_ids) values ($1, $2, $3, $4)',
      [account?.id, one, profile, one === customer ? sites : null],
    )
  }
  const { x, y } = client.jwk
  await admin.query(
    `insert into portal.session (hash, kind, account_id, portal_key, origin, public_x, public_y, thumbprint,
        customer_id, site_ids, proved_at, idle_seconds, idle_until, expires_at)
      values ($1, 'password', $2, $3, $4, $5, $6, $7, $8, $9, case when $10 then now() end, 1800, now() + interval '30 minutes', now() + interval '12 hours')`,
    [hash, account?.id, client.options.pk, client.options.origin, x, y, thumbprintOf(x, y), customer, sites, proved],
  )
  client.handle = handle
  return hash
}
