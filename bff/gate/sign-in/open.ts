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
  /** An end that must not be passed: a rotation does not prolong. */
  notAfter?: string
}

export interface Opened {
  handle: string
  hash: Uint8Array
}

const column = (kind: Opening['kind']) => (kind === 'code' ? 'code_id' : 'account_id')

/** Ends the oldest live sessions beyond the limit, making room for one. @returns how many */
async function makeRoom(gate: Kysely<PortalTables>, { kind, principal }: Opening): Promise<number> {
  const owner = sql.ref(column(kind))
  // Two sign-ins of one person at once must count one after the other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${column(kind)}.${principal}`}::text, 0))`.execute(gate)
  const ended = await sql<{ hash: Uint8Array }>`
    update portal.session set ended_at = now(), end_reason = 'limit'
    where hash in (
      select hash from portal.session
      where ${owner} = ${principal} and ended_at is null and now() < idle_until and now() < expires_at
      order by created_at desc, hash offset ${sql.lit(mostSessions[kind === 'code' ? 'code' : 'account'] - 1)})
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
  const { kind, key, lifetime } = opening
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
    })
    .execute()
  return { handle, hash, ended }
}
