/** Step-up: the person shows once more who he is, and delicate acts are open for five minutes. */
import type { Challenge, SessionOpened } from '../../api.ts'
import type { GateCall } from '../../base/endpoint.ts'
import { Problem } from '../../base/problem.ts'
import { journal } from '../journal.ts'
import { giveBack } from '../throttle.ts'
import { lockAccount } from './account-lock.ts'
import { askForCode } from './ask.ts'
import { attempt } from './attempt.ts'
import { type Answered, judgeAnswer, useChallenge } from './challenge.ts'
import { claimProof } from './claim.ts'
import { limits } from './limits.ts'
import { accountSession, entryOf, moved, rotate, type SessionCall } from './rotate.ts'

/** @throws Problem `right-missing` for a portal code, `too-many-attempts` */
export async function askStepUpCode(call: GateCall<'POST /session/step-up/code'>): Promise<Challenge> {
  const { accountId, thumbprint } = accountSession(call)
  return askForCode(
    call,
    { thumbprint },
    {
      purpose: 'step-up',
      event: 'one-time-code-asked',
      kind: 'one-time-code',
      subject: `step-up ${accountId}`,
      content: { purpose: 'step-up', account: accountId, channel: call.body.channel ?? 'mail' },
    },
  )
}

/**
 * The own password, tried as any other.
 * @returns the hash that it fits, to be compared once more when the account is held
 * @throws Problem `sign-in-refused`, `too-many-attempts`, `overloaded`
 */
export async function ownPassword(call: SessionCall, account: string, password: string): Promise<string> {
  const trial = await attempt(call, `own ${account}`)
  const row = await call.gate
    .selectFrom('portal.account')
    .select('password_hash')
    .where('id', '=', account)
    .executeTakeFirst()
  const stored = row?.password_hash ?? null
  if ((await call.tools.passwords.fit(stored, password)) && stored !== null) {
    await trial.succeeded()
    return stored
  }
  await trial.failed()
  const { portal, network, request } = call
  const detail = { reason: 'step-up' }
  await journal(call.gate, { event: 'sign-in-refused', portal: portal.key, network, request, account, detail })
  throw new Problem('sign-in-refused')
}

/** @throws Problem `sign-in-refused`, `code-refused`, `right-missing`, `input-invalid`, `too-many-attempts` */
export async function stepUp(call: GateCall<'POST /session/step-up'>): Promise<SessionOpened> {
  const session = accountSession(call)
  const { accountId } = session
  const { password, challenge, code } = call.body
  let answered: Answered | undefined
  let stored: string | undefined
  if (challenge !== undefined && code !== undefined) {
    answered = await judgeAnswer(call, session.thumbprint, 'step-up', { challenge, code })
    if (answered.account !== accountId) throw new Problem('code-refused', { fields: { 'body.code': 'over' } })
  } else if (password !== undefined) {
    stored = await ownPassword(call, accountId, password)
  } else {
    throw new Problem('input-invalid', { fields: { body: 'missing' } })
  }
  const opened = await call.gate.transaction().execute(async (trx) => {
    await claimProof(trx, session.thumbprint, call.proof)
    const now = await lockAccount(trx, accountId)
    if (!now) throw new Problem('session-ended')
    if (stored !== undefined && now.passwordHash !== stored) throw new Problem('sign-in-refused')
    if (answered) {
      await useChallenge(trx, answered, call.portal.key)
      if (answered.budget) await giveBack(trx, answered.budget, limits.codes)
    }
    const next = await rotate(trx, call, session, { proved: 'now' })
    await journal(trx, {
      ...entryOf(call, session),
      event: 'step-up',
      detail: { by: answered ? 'one-time-code' : 'password' },
    })
    return next
  })
  return moved(call, session.hash, opened)
}
