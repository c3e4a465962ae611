/** The own password, changed by whoever is signed in: the former one is asked for, and every other session ends. */
import { sql } from 'kysely'
import type { SessionOpened } from '../../api.ts'
import type { GateCall } from '../../base/endpoint.ts'
import { Problem } from '../../base/problem.ts'
import { journal } from '../journal.ts'
import { notifySessions } from '../session.ts'
import { lockAccount } from './account-lock.ts'
import { claimProof } from './claim.ts'
import { postPasswordChanged } from './links.ts'
import { contextOf } from './password-link.ts'
import { weaknessOf } from './password-rules.ts'
import { accountSession, entryOf, moved, rotate } from './rotate.ts'
import { ownPassword } from './step-up.ts'

/**
 * @throws Problem `sign-in-refused` for a wrong `current`, `input-invalid` where it is missing, `step-up-required` where
 *   there is none yet and the session is not fresh, `password-weak`, `right-missing` for a portal code
 */
export async function changePassword(call: GateCall<'POST /session/password'>): Promise<SessionOpened> {
  const { gate, portal, body } = call
  const session = accountSession(call)
  const account = await gate
    .selectFrom('portal.account')
    .select(['id', 'login', 'name', 'email', 'language', 'password_hash'])
    .where('id', '=', session.accountId)
    .executeTakeFirst()
  if (!account) throw new Problem('session-ended')
  let former: string | null = null
  if (account.password_hash !== null) {
    if (body.current === undefined) throw new Problem('input-invalid', { fields: { 'body.current': 'missing' } })
    former = await ownPassword(call, account.id, body.current)
  } else if (!call.fresh) {
    throw new Problem('step-up-required')
  }
  const weakness = weaknessOf(body.password, await contextOf(gate, portal.name, account))
  if (weakness) throw new Problem('password-weak', { fields: { 'body.password': weakness } })
  const stored = await call.tools.passwords.hash(body.password)
  const opened = await gate.transaction().execute(async (trx) => {
    await claimProof(trx, session.thumbprint, call.proof)
    const now = await lockAccount(trx, account.id)
    if (!now) throw new Problem('session-ended')
    if (now.passwordHash !== former) throw new Problem('sign-in-refused')
    await trx.updateTable('portal.account').set({ password_hash: stored }).where('id', '=', account.id).execute()
    // A link that somebody asked for before is not a way around the new one.
    await sql`delete from portal.password_link where account_id = ${account.id} and used_at is null`.execute(trx)
    const ended = await sql`
      update portal.session set ended_at = now(), end_reason = 'revoked'
      where account_id = ${account.id} and hash <> ${session.hash} and ended_at is null returning 1 as ended`.execute(
      trx,
    )
    const next = await rotate(trx, call, session, former === null ? {} : { proved: 'now' })
    await postPasswordChanged(
      trx,
      { email: account.email, language: account.language === 'en' ? 'en' : 'fr' },
      portal.key,
    )
    const detail = { ended: ended.rows.length }
    await journal(trx, { ...entryOf(call, session), event: 'password-changed', detail })
    await notifySessions(trx, 'all')
    return next
  })
  call.tools.changed('all')
  return moved(call, session.hash, opened)
}
