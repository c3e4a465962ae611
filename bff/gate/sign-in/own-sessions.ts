/** One's own sessions: shown, and ended one by one or all. With a portal code, which several may hold, this one only. */
import { type RawBuilder, sql } from 'kysely'
import type { Api, OwnSession } from '../../api.ts'
import type { GateCall } from '../../base/endpoint.ts'
import { decodeCursor, encodeCursor, notACursor, pageOf } from '../../base/page.ts'
import { Problem } from '../../base/problem.ts'
import type { LiveSession } from '../../base/session.ts'
import { journal, sessionPrefix } from '../journal.ts'
import { notifySessions } from '../session.ts'
import { claimProof } from './claim.ts'
import { entryOf, type SessionCall, sessionOf } from './rotate.ts'

interface Row {
  id: string
  kind: OwnSession['kind']
  created_at: string
  last_seen_at: string
  expires_at: string
  browser: string | null
  system: string | null
  network: string | null
  origin: string
}

const usual = 20
const sort = 'seen desc'
/** What `sessionPrefix` makes of a hash. */
const id = sql`encode(substring(s.hash from 1 for 8), 'hex')`
const live = sql`s.ended_at is null and now() < s.idle_until and now() < s.expires_at`

const own = ({ accountId, hash }: LiveSession): RawBuilder<unknown> =>
  accountId === null ? sql`s.hash = ${hash}` : sql`s.account_id = ${accountId}::uuid`

export async function listSessions(call: GateCall<'GET /sessions'>): Promise<Api['GET /sessions']['reply']> {
  const session = sessionOf(call)
  const { limit = usual, after } = call.query
  const cursor = after === undefined ? undefined : decodeCursor(after, sort, 2).values
  // A cursor is whatever its bearer makes it: an instant that is none is a cursor that is none.
  if (cursor && Number.isNaN(Date.parse(cursor[0] ?? ''))) {
    throw notACursor()
  }
  const seen = sql`date_trunc('milliseconds', s.last_seen_at)`
  const beyond = cursor ? sql`and (${seen}, ${id}) < (${cursor[0]}::timestamptz, ${cursor[1] ?? ''}::text)` : sql``
  const { rows } = await sql<Row>`
    select ${id} as id, s.kind, s.created_at, ${seen} as last_seen_at, s.expires_at, s.browser, s.system, s.network, s.origin
    from portal.session s where ${own(session)} and ${live} ${beyond}
    order by ${seen} desc, 1 desc limit ${limit + 1}`.execute(call.gate)
  const page = pageOf(rows, limit, (last) => encodeCursor({ sort, values: [last.last_seen_at, last.id] }))
  const current = sessionPrefix(session.hash)
  return {
    rows: page.rows.map(
      (row): OwnSession => ({
        id: row.id,
        kind: row.kind,
        createdAt: row.created_at,
        lastSeenAt: row.last_seen_at,
        expiresAt: row.expires_at,
        browser: row.browser,
        system: row.system,
        network: row.network,
        origin: row.origin,
        current: row.id === current,
      }),
    ),
    next: page.next,
  }
}

async function end(call: SessionCall, which: RawBuilder<unknown>): Promise<number> {
  const session = sessionOf(call)
  const ended = await call.gate.transaction().execute(async (trx) => {
    await claimProof(trx, session.thumbprint, call.proof)
    const { rows } = await sql<{ hash: Uint8Array }>`
      update portal.session s set ended_at = now(), end_reason = 'revoked'
      where ${own(session)} and ${live} and ${which} returning s.hash`.execute(trx)
    for (const { hash } of rows) {
      await notifySessions(trx, hash)
      await journal(trx, { ...entryOf(call, session), event: 'session-ended', detail: { ended: sessionPrefix(hash) } })
    }
    return rows
  })
  for (const { hash } of ended) call.tools.changed(hash)
  return ended.length
}

/** @throws Problem `not-found` for a session that is not one's own, or has ended */
export async function endOne(call: GateCall<'DELETE /sessions/:id'>): Promise<{ ended: true }> {
  if ((await end(call, sql`${id} = ${call.params.id}`)) === 0) throw new Problem('not-found')
  return { ended: true }
}

export async function endMany(call: GateCall<'DELETE /sessions'>): Promise<{ ended: number }> {
  const which = call.query.all ? sql`true` : sql`s.hash <> ${sessionOf(call).hash}`
  return { ended: await end(call, which) }
}
