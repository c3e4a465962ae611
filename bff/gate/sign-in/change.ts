/** What a signed-in person does to the session itself: end it, move it to another customer, change its language. */
import type { Language, SessionOpened, SessionView } from '../../api.ts'
import { Problem } from '../../base/problem.ts'
import { journal } from '../journal.ts'
import { lockAccount } from './account-lock.ts'
import { claimProof } from './claim.ts'
import { endSession, entryOf, moved, rotate, type SessionCall, sessionOf } from './rotate.ts'
import { sessionView } from './view.ts'

export async function signOut(call: SessionCall): Promise<{ ended: true }> {
  const session = sessionOf(call)
  await call.gate.transaction().execute(async (trx) => {
    await claimProof(trx, session.thumbprint, call.proof)
    if (await endSession(trx, session.hash, 'signed-out')) {
      await journal(trx, { ...entryOf(call, session), event: 'sign-out' })
    }
  })
  call.tools.changed(session.hash)
  return { ended: true }
}

/** The same person, key and absolute end; a new handle, because it opens other rows. @throws Problem `not-found` */
export async function switchCustomer(call: SessionCall, customer: string): Promise<SessionOpened> {
  const session = sessionOf(call)
  const { accountId } = session
  if (accountId === null) throw new Problem('not-found')
  const opened = await call.gate.transaction().execute(async (trx) => {
    await claimProof(trx, session.thumbprint, call.proof)
    if (!(await lockAccount(trx, accountId))) throw new Problem('session-ended')
    const target = await trx
      .selectFrom('portal.account_customer')
      .select('site_ids')
      .where('account_id', '=', accountId)
      .where('customer_id', '=', customer)
      .executeTakeFirst()
    if (!target) throw new Problem('not-found')
    const next = await rotate(trx, call, { ...session, accountId }, { customer, sites: target.site_ids })
    await journal(trx, { ...entryOf(call, session), event: 'customer-switched', detail: { customer } })
    return next
  })
  return moved(call, session.hash, opened)
}

export async function changeLanguage(call: SessionCall, language: Language): Promise<SessionView> {
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
