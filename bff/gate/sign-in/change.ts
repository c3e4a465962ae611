/** What a signed-in person does to the session itself: end it, move it to another customer, change its language. */
import { sql } from 'kysely'
import type { Key, Language, SessionOpened, SessionView } from '../../api.ts'
import type { GateCall } from '../../base/endpoint.ts'
import { Problem } from '../../base/problem.ts'
import type { LiveSession } from '../../base/session.ts'
import { journal } from '../journal.ts'
import { notifySessions } from '../session.ts'
import { lockAccount } from './account-lock.ts'
import { claimProof } from './claim.ts'
import { openSession } from './open.ts'
import { sessionView } from './view.ts'

type Call = Omit<GateCall<Key>, 'body' | 'params' | 'query'>

function sessionOf(call: Call): LiveSession {
  if (!call.session) throw new Problem('session-required')
  return call.session
}

const entryOf = (call: Call, session: LiveSession) => ({
  portal: call.portal.key,
  network: call.network,
  request: call.request,
  account: session.accountId,
  code: session.codeId,
  session: session.hash,
})

/** Ends the row; false when somebody was faster. */
async function end(gate: Call['gate'], hash: Uint8Array, reason: 'signed-out' | 'rotated'): Promise<boolean> {
  const ended = await sql`
    update portal.session set ended_at = now(), end_reason = ${reason}
    where hash = ${hash} and ended_at is null returning 1 as ended`.execute(gate)
  await notifySessions(gate, hash)
  return ended.rows.length > 0
}

export async function signOut(call: Call): Promise<{ ended: true }> {
  const session = sessionOf(call)
  await call.gate.transaction().execute(async (trx) => {
    await claimProof(trx, session.thumbprint, call.proof)
    if (await end(trx, session.hash, 'signed-out')) {
      await journal(trx, { ...entryOf(call, session), event: 'sign-out' })
    }
  })
  call.tools.changed(session.hash)
  return { ended: true }
}

/** The same person, key and absolute end; a new handle, because it opens other rows. @throws Problem `not-found` */
export async function switchCustomer(call: Call, customer: string): Promise<SessionOpened> {
  const session = sessionOf(call)
  const { accountId } = session
  if (accountId === null) throw new Problem('not-found')
  const { handle, hash } = await call.gate.transaction().execute(async (trx) => {
    await claimProof(trx, session.thumbprint, call.proof)
    if (!(await lockAccount(trx, accountId))) throw new Problem('session-ended')
    const target = await trx
      .selectFrom('portal.account_customer')
      .select('site_ids')
      .where('account_id', '=', accountId)
      .where('customer_id', '=', customer)
      .executeTakeFirst()
    if (!target) throw new Problem('not-found')
    const row = await trx
      .selectFrom('portal.session')
      .select(['idle_seconds', 'expires_at'])
      .where('hash', '=', session.hash)
      .executeTakeFirstOrThrow()
    if (!(await end(trx, session.hash, 'rotated'))) throw new Problem('session-rotated')
    const opened = await openSession(trx, call.tools.random, {
      kind: session.kind,
      principal: accountId,
      portal: session.portalKey,
      origin: session.origin,
      key: { x: session.publicX, y: session.publicY, thumbprint: session.thumbprint },
      customer,
      sites: target.site_ids,
      intervention: null,
      lifetime: { idle: Number(row.idle_seconds), whole: 365 * 24 * 3600 },
      notAfter: row.expires_at,
    })
    await journal(trx, { ...entryOf(call, session), event: 'customer-switched', detail: { customer } })
    return opened
  })
  call.tools.changed(session.hash)
  call.tools.opened(hash)
  return { handle, session: await sessionView(call.gate, hash) }
}

export async function changeLanguage(call: Call, language: Language): Promise<SessionView> {
  const session = sessionOf(call)
  await call.gate.transaction().execute(async (trx) => {
    await claimProof(trx, session.thumbprint, call.proof)
    if (session.accountId !== null) {
      await trx.updateTable('portal.account').set({ language }).where('id', '=', session.accountId).execute()
    } else {
      // A code is a link that several colleagues may hold: one's choice is not the others'.
      await trx.updateTable('portal.session').set({ language }).where('hash', '=', session.hash).execute()
    }
  })
  return sessionView(call.gate, session.hash)
}
