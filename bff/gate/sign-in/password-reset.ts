/** Forgotten password: the answer says nothing, the link goes to the address on file. */
import type { Accepted } from '../../api.ts'
import type { GateCall } from '../../base/endpoint.ts'
import { loginOf } from '../../base/login.ts'
import { Problem } from '../../base/problem.ts'
import { ask } from './ask.ts'
import { resetLinkMinutes } from './limits.ts'

/** @throws Problem `endpoint-unknown` where nobody signs in by password, `too-many-attempts`, `input-invalid` */
export async function askPasswordReset(call: GateCall<'POST /session/password-reset'>): Promise<Accepted> {
  if (!call.portal.signIn.includes('password')) throw new Problem('endpoint-unknown')
  const login = loginOf(call.body.login)
  if (login === undefined) throw new Problem('input-invalid', { fields: { 'body.login': 'invalid' } })
  const content = { login, path: call.portal.signInPath }
  await ask(call, { event: 'password-reset-asked', kind: 'password-reset', subject: `reset ${login}`, content })
  return { accepted: true, minutes: resetLinkMinutes }
}
