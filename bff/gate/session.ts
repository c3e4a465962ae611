/**
 * Live sessions by hash, remembered for a moment. What is remembered is dropped by `NOTIFY guichet_session`; while
 * notifications may be missed nothing is remembered. The guards in the database look at the row itself every time.
 */
import type { KeyObject } from 'node:crypto'
import { type Kysely, type Selectable, sql } from 'kysely'
import type { Right } from '../base/right.ts'
import { Problem } from '../base/problem.ts'
import type { LiveSession } from '../base/session.ts'
import type { LiveSessionView, PortalTables } from '../db/tables.ts'
import { publicKeyOf } from './proof.ts'

export interface KnownSession {
  live: LiveSession
  publicKey: KeyObject
  /** Monotonic milliseconds at which it ends by itself. */
  deadline: number
  /** Monotonic milliseconds from which a request prolongs the idle limit again. */
  touchAt: number
  /** Monotonic milliseconds until which delicate acts are open. */
  freshUntil: number
}

/** Why there is none: never was or has run out, was ended, has moved to a new handle. */
type Absent = 'ended' | 'rotated'

type Found = { session: KnownSession } | { absent: Absent }

interface Row
  extends Omit<Selectable<LiveSessionView>, 'hash' | 'profile_id' | 'idle_seconds' | 'last_seen_at' | 'proved_at'> {
  /** Seconds until it ends by itself, and since it was last prolonged. */
  remaining: string
  unseen: string
  /** Seconds since the person last showed who he is; null = never. */
  proved: string | null
}

const life = 5_000
const most = 10_000
const touchEvery = 60_000
/** For how long a shown factor opens delicate acts. */
const freshFor = 5 * 60_000

async function whyAbsent(gate: Kysely<PortalTables>, hash: Uint8Array): Promise<Absent> {
  const row = await gate.selectFrom('portal.session').select('end_reason').where('hash', '=', hash).executeTakeFirst()
  return row?.end_reason === 'rotated' ? 'rotated' : 'ended'
}

async function load(gate: Kysely<PortalTables>, hash: Uint8Array, now: number): Promise<Found> {
  const answer = await sql<Row>`
    select s.kind, s.account_id, s.code_id, s.portal_key, s.origin, s.public_x, s.public_y, s.thumbprint,
      s.customer_id, s.site_ids, s.intervention_id, s.rights, s.idle_until, s.expires_at,
      extract(epoch from least(s.idle_until, s.expires_at) - now())::float8 as remaining,
      extract(epoch from now() - s.last_seen_at)::float8 as unseen,
      extract(epoch from now() - s.proved_at)::float8 as proved
    from portal.live_session s where s.hash = ${hash}`.execute(gate)
  const row = answer.rows[0]
  if (!row) return { absent: await whyAbsent(gate, hash) }
  const publicKey = publicKeyOf(row.public_x, row.public_y)
  if (!publicKey) return { absent: 'ended' }
  const live: LiveSession = {
    hash,
    kind: row.kind,
    accountId: row.account_id,
    codeId: row.code_id,
    portalKey: row.portal_key,
    origin: row.origin,
    thumbprint: row.thumbprint,
    publicX: row.public_x,
    publicY: row.public_y,
    customerId: row.customer_id,
    siteIds: row.site_ids,
    interventionId: row.intervention_id,
    rights: new Set(row.rights as Right[]),
    idleUntil: new Date(row.idle_until),
    expiresAt: new Date(row.expires_at),
  }
  return {
    session: {
      live,
      publicKey,
      deadline: now + Number(row.remaining) * 1000,
      touchAt: now + touchEvery - Number(row.unseen) * 1000,
      freshUntil: row.proved === null ? 0 : now + freshFor - Number(row.proved) * 1000,
    },
  }
}

/** The person has shown who he is a moment ago. */
export const isFresh = ({ freshUntil }: KnownSession): boolean => performance.now() < freshUntil

export class Sessions {
  readonly #gate: Kysely<PortalTables>
  readonly #known = new Map<string, { found: Found; until: number }>()
  readonly #loading = new Map<string, Promise<Found>>()
  /** Counts drops: what was read before a drop must not be remembered after it. */
  #drops = 0
  #listening = false

  constructor(gate: Kysely<PortalTables>) {
    this.#gate = gate
  }

  /** @throws Problem `session-ended` or `session-rotated`. */
  async get(hash: Uint8Array): Promise<KnownSession> {
    const found = await this.#find(hash)
    if ('absent' in found) throw new Problem(found.absent === 'rotated' ? 'session-rotated' : 'session-ended')
    if (performance.now() >= found.session.deadline) throw new Problem('session-ended')
    return found.session
  }

  #find(hash: Uint8Array): Promise<Found> | Found {
    const id = Buffer.from(hash).toString('base64url')
    const known = this.#known.get(id)
    if (known && performance.now() < known.until) return known.found
    const loading = this.#loading.get(id)
    if (loading) return loading
    const drops = this.#drops
    const started = performance.now()
    const promise = load(this.#gate, hash, started)
      .then((found) => {
        if (this.#listening && drops === this.#drops) this.#keep(id, found, started + life)
        return found
      })
      .finally(() => this.#loading.get(id) === promise && this.#loading.delete(id))
    this.#loading.set(id, promise)
    return promise
  }

  #keep(id: string, found: Found, until: number): void {
    this.#known.delete(id)
    this.#known.set(id, { found, until })
    if (this.#known.size <= most) return
    const oldest = this.#known.keys().next()
    if (!oldest.done) this.#known.delete(oldest.value)
  }

  /** Prolongs the idle limit, at most once a minute. */
  async touch(session: KnownSession): Promise<void> {
    if (performance.now() < session.touchAt) return
    session.touchAt = performance.now() + touchEvery
    const answer = await sql<{ remaining: string }>`
      update portal.session
      set last_seen_at = now(), idle_until = least(now() + make_interval(secs => idle_seconds), expires_at)
      where hash = ${session.live.hash} and ended_at is null and now() < idle_until and now() < expires_at
        and last_seen_at <= now() - interval '55 seconds'
      returning extract(epoch from least(idle_until, expires_at) - now())::float8 as remaining`.execute(this.#gate)
    const remaining = answer.rows[0]?.remaining
    if (remaining !== undefined) session.deadline = performance.now() + Number(remaining) * 1000
  }

  /** Forgets one session, or all when something changed that may concern many. */
  drop(hash: Uint8Array | 'all'): void {
    this.#drops++
    this.#loading.clear()
    if (hash === 'all') this.#known.clear()
    else this.#known.delete(Buffer.from(hash).toString('base64url'))
  }

  /** A notification's payload: hex of a hash, or anything else for all. */
  notified(payload: string): void {
    this.drop(/^[0-9a-f]{64}$/.test(payload) ? Buffer.from(payload, 'hex') : 'all')
  }

  /** From now on notifications arrive (or may be missed): only then is anything remembered. */
  listening(on: boolean): void {
    this.#listening = on
    this.drop('all')
  }
}

/** Tells every process that a session (or, with `all`, any session) is not what it was. Sent when the transaction commits. */
export async function notifySessions(gate: Kysely<PortalTables>, hash: Uint8Array | 'all'): Promise<void> {
  const payload = hash === 'all' ? '*' : Buffer.from(hash).toString('hex')
  await sql`select pg_notify('guichet_session', ${payload})`.execute(gate)
}
