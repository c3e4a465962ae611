/** Opens session rows: at a way in, and when a person moves to another customer. Always inside a transaction. */
import { type Kysely, sql } from 'kysely'
import type { SessionKind, SignInKey } from '../../base/session.ts'
import type { PortalTables } from '../../db/tables.ts'
import { hashHandle, makeHandle } from '../handle.ts'
import { notifySessions } from '../session.ts'
import { type Lifetime, mostSessions } from './limits.ts'

export interface Opening {
  kind: SessionKind
  /** Account or code that the session belongs to. */
  principal: string
  portal: string
  origin: string
  key: SignInKey
  customer: string
  sites: readonly string[] | null
  intervention: string | null
  lifetime: Lifetime
  /** When the person showed who he is: at this moment, at another (`at`, an instant), or never. */
  proved: 'now' | { at: string } | null
  /** What a person recognises a device by, of the moment of the way in. */
  device: { browser: string | null; system: string | null; network: string | null }
  /** An end that must not be passed: a rotation does not prolong. */
  notAfter?: string
}

export interface Opened {
  handle: string
  hash: Uint8Array
}

const ownerOf = (kind: Opening['kind']) => (kind === 'code' ? 'code' : 'account')

/** Ends the oldest live sessions beyond the limit, making room for one. @returns how many */
async function makeRoom(gate: Kysely<PortalTables>, { kind, principal }: Opening): Promise<number> {
  const of = ownerOf(kind)
  const owner = sql.ref(`${of}_id`)
  // Two sign-ins of one person at once must count one after the other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${of}.${principal}`}::text, 0))`.execute(gate)
  const ended = await sql<{ hash: Uint8Array }>`
    update portal.session set ended_at = now(), end_reason = 'limit'
    where hash in (
      select hash from portal.session
      where ${owner} = ${principal} and ended_at is null and now() < idle_until and now() < expires_at
      order by created_at desc, hash offset ${sql.lit(mostSessions[of] - 1)})
    returning hash`.execute(gate)
  for (const { hash } of ended.rows) await notifySessions(gate, hash)
  return ended.rows.length
}

/** Inserts the row. The handle leaves this process once, in the answer. */
export async function openSession(
  gate: Kysely<PortalTables>,
  random: (size: number) => Uint8Array,
  opening: Opening,
): Promise<Opened & { ended: number }> {
  const ended = await makeRoom(gate, opening)
  const handle = makeHandle(random(32))
  const hash = hashHandle(handle)
  if (!hash) throw new Error('the random source gave no 32 bytes')
  const { kind, key, lifetime, proved, device } = opening
  const end = sql<string>`least(now() + make_interval(secs => ${lifetime.whole}), ${opening.notAfter ?? 'infinity'}::timestamptz)`
  await gate
    .insertInto('portal.session')
    .values({
      hash,
      kind,
      account_id: kind === 'code' ? null : opening.principal,
      code_id: kind === 'code' ? opening.principal : null,
      portal_key: opening.portal,
      origin: opening.origin,
      public_x: key.x,
      public_y: key.y,
      thumbprint: key.thumbprint,
      customer_id: opening.customer,
      site_ids: opening.sites ? [...opening.sites] : null,
      intervention_id: opening.intervention,
      idle_seconds: lifetime.idle,
      idle_until: sql<string>`least(now() + make_interval(secs => ${lifetime.idle}), ${end})`,
      expires_at: end,
      ended_at: null,
      end_reason: null,
      proved_at: proved === 'now' ? sql<string>`now()` : (proved?.at ?? null),
      browser: device.browser,
      system: device.system,
      network: device.network,
    })
    .execute()
  return { handle, hash, ended }
}
