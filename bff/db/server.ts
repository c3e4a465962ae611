/** Connections to a PostgreSQL server: one pool per role, each logging in as that role itself. */
import { createHmac } from 'node:crypto'
import pg from 'pg'
import type { Role, VendorPlace } from './place.ts'
import { pgTypes } from './values.ts'

/** Milliseconds to get a connection, new or free. */
const patience = 1000

/**
 * The roles' passwords. Without configured ones they are HMAC-SHA256(the URL's password, role name) in base64url: nothing
 * to keep in step between processes, and worth nothing without the owner's password.
 * @throws Error when the URL has no password to derive from.
 */
export function rolePassword(place: VendorPlace, role: Role): string {
  const given = role === 'guichet_app' ? place.appPassword : place.gatePassword
  if (given !== undefined) return given
  const secret = decodeURIComponent(new URL(place.url ?? '').password)
  if (!secret)
    throw new Error(
      `The database URL of "${place.name}" has no password to derive those of guichet_app and guichet_gate from: configure them.`,
    )
  return createHmac('sha256', secret).update(role).digest('base64url')
}

export function roleUrlOf(place: VendorPlace, role: Role): string {
  const url = new URL(place.url ?? '')
  url.username = role
  url.password = rolePassword(place, role)
  return url.href
}

export interface PoolOptions {
  role: Role | null
  max: number
  pipeline?: boolean
  /** Milliseconds that a statement may take, in place of the role's own limit. */
  patience?: number
}

export function openPool(place: VendorPlace, { role, max, pipeline = false, patience: slow }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: role ? roleUrlOf(place, role) : (place.url ?? ''),
    max,
    pipeline,
    types: pgTypes,
    ...(slow !== undefined && { statement_timeout: slow }),
    connectionTimeoutMillis: role ? patience : 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    application_name: role ?? 'guichet',
    // Text forms that the parsers rely on, whatever the server's own settings. Typed void, awaited in fact.
    onConnect: (client) =>
      client.query("set datestyle = 'ISO'; set bytea_output = 'hex'; set timezone = 'UTC'") as unknown as undefined,
  })
  // An idle connection that breaks (a restart of the server) is dropped by the pool; without a listener the process dies.
  pool.on('error', () => {})
  // One that breaks while it is lent rejects its query and, beside that, tells the client itself: the same holds.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** @throws Error with a sentence for the operator when the server is older than 15. */
export function checkVersion(name: string, version: number): void {
  if (version < 150_000)
    throw new Error(
      `The database of "${name}" is PostgreSQL ${Math.floor(version / 10_000)}; Guichet needs 15 or later.`,
    )
}
