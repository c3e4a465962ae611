/** A session moves to a new handle: same person, key, device and absolute end; the old handle is worth nothing at once. */
import { type Kysely, sql } from 'kysely'
import type { Key, SessionOpened } from '../../api.ts'
import type { GateCall } from '../../base/endpoint.ts'
import { Problem } from '../../base/problem.ts'
import type { LiveSession } from '../../base/session.ts'
import type { PortalTables } from '../../db/tables.ts'
import { notifySessions } from '../session.ts'
import { type Opened, openSession } from './open.ts'
import { sessionView } from './view.ts'

export type SessionCall = Omit<GateCall<Key>, 'body' | 'params' | 'query'>

/** @throws Problem `session-required` */
export function sessionOf(call: SessionCall): LiveSession {
  if (!call.session) throw new Problem('session-required')
  return call.session
}

/** The session of somebody who has an account. @throws Problem `session-required`, `right-missing` for a portal code */
export function accountSession(call: SessionCall): LiveSession & { accountId: string } {
  const session = sessionOf(call)
  const { accountId } = session
  if (accountId === null) throw new Problem('right-missing')
  return { ...session, accountId }
}

/** What the journal says of whoever does something to the own session. */
export const entryOf = (call: SessionCall, session: LiveSession) => ({
  portal: call.portal.key,
  network: call.network,
  request: call.request,
  account: session.accountId,
  code: session.codeId,
  session: session.hash,
})

/** Ends the row; false when somebody was faster. */
export async function endSession(
  gate: Kysely<PortalTables>,
  hash: Uint8Array,
  reason: 'signed-out' | 'rotated',
): Promise<boolean> {
  const ended = await sql`
    update portal.session set ended_at = now(), end_reason = ${reason}
    where hash = ${hash} and ended_at is null returning 1 as ended`.execute(gate)
  await notifySessions(gate, hash)
  return ended.rows.length > 0
}

/**
 * In the transaction of what asks for it. Nothing is prolonged.
 * @param changes another customer with its sites; a factor shown now
 * @throws Problem `session-rotated` when somebody was faster
 */
export async function rotate(
  trx: Kysely<PortalTables>,
  call: SessionCall,
  session: LiveSession & { accountId: string },
  changes: { customer?: string; sites?: readonly string[] | null; proved?: 'now' },
): Promise<Opened> {
  const row = await trx
    .selectFrom('portal.session')
    .select(['idle_seconds', 'expires_at', 'proved_at', 'browser', 'system', 'network', 'site_ids'])
    .where('hash', '=', session.hash)
    .executeTakeFirstOrThrow()
  if (!(await endSession(trx, session.hash, 'rotated'))) throw new Problem('session-rotated')
  return openSession(trx, call.tools.random, {
    kind: session.kind,
    principal: session.accountId,
    portal: session.portalKey,
    origin: session.origin,
    key: { x: session.publicX, y: session.publicY, thumbprint: session.thumbprint },
    customer: changes.customer ?? session.customerId,
    sites: changes.sites === undefined ? row.site_ids : changes.sites,
    intervention: session.interventionId,
    lifetime: { idle: Number(row.idle_seconds), whole: 365 * 24 * 3600 },
    proved: changes.proved ?? (row.proved_at === null ? null : { at: row.proved_at }),
    device: { browser: row.browser, system: row.system, network: row.network },
    notAfter: row.expires_at,
  })
}

/** The answer to whoever got a new handle. */
export async function moved(call: SessionCall, from: Uint8Array, { handle, hash }: Opened): Promise<SessionOpened> {
  call.tools.changed(from)
  call.tools.opened(hash)
  return { handle, session: await sessionView(call.gate, hash) }
}
