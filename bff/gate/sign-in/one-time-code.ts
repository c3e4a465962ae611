/** The way in by one-time code: asked for by whoever types something, opened by whoever reads the message. */
import type { Challenge, SessionOpened } from '../../api.ts'
import type { GateCall } from '../../base/endpoint.ts'
import { loginOf } from '../../base/login.ts'
import { phoneOf } from '../../base/phone.ts'
import { Problem } from '../../base/problem.ts'
import { giveBack } from '../throttle.ts'
import { lockAccount } from './account-lock.ts'
import { askForCode } from './ask.ts'
import { judgeAnswer, useChallenge } from './challenge.ts'
import { enterAccount, entered, firstCustomer } from './enter.ts'
import { lifetimes, limits } from './limits.ts'

/** @throws Problem `endpoint-unknown` where the portal does not offer it, `too-many-attempts`, `input-invalid` */
export async function askOneTimeCode(call: GateCall<'POST /session/one-time-code'>): Promise<Challenge> {
  const { body, portal } = call
  if (!portal.signIn.includes('one-time-code')) throw new Problem('endpoint-unknown')
  const identifier = loginOf(body.identifier)
  if (identifier === undefined) throw new Problem('input-invalid', { fields: { 'body.identifier': 'invalid' } })
  const channel = body.channel ?? (phoneOf(identifier) === undefined ? 'mail' : 'sms')
  return askForCode(call, call.key, {
    purpose: 'sign-in',
    event: 'one-time-code-asked',
    kind: 'one-time-code',
    subject: identifier,
    content: { purpose: 'sign-in', identifier, channel },
  })
}

/** @throws Problem `code-refused` with `wrong` or `over`, whatever the cause; `too-many-attempts`, `overloaded` */
export async function openByOneTimeCode(call: GateCall<'POST /session/one-time-code/open'>): Promise<SessionOpened> {
  const { gate, key, portal } = call
  if (!key) throw new Problem('proof-invalid')
  if (!portal.signIn.includes('one-time-code')) throw new Problem('endpoint-unknown')
  const answered = await judgeAnswer(call, key.thumbprint, 'sign-in', call.body)
  const { account, budget } = answered
  const start = account === null ? undefined : await firstCustomer(gate, account)
  const over = new Problem('code-refused', { fields: { 'body.code': 'over' } })
  if (account === null || !start) throw over
  const opened = await gate.transaction().execute(async (trx) => {
    await useChallenge(trx, answered, portal.key)
    if (!(await lockAccount(trx, account))) throw over
    if (budget) await giveBack(trx, budget, limits.codes)
    return enterAccount(trx, call, { account, key, start, kind: 'one-time-code', lifetime: lifetimes.oneTimeCode })
  })
  return entered(call, opened)
}
