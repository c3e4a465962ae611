/** An expired link renews itself: the fresh one goes to whom the old one was given, never to who asks. */
import type { GateCall } from '../../base/endpoint.ts'
import { Problem } from '../../base/problem.ts'
import { ask } from './ask.ts'
import { hashPortalCode, readPortalCode } from './portal-code.ts'

/** The same answer for any code that can be one, good or not. @throws Problem `endpoint-unknown`, `too-many-attempts` */
export async function askRenewal(call: GateCall<'POST /session/code/renew'>): Promise<{ accepted: true }> {
  if (!call.portal.signIn.includes('code')) throw new Problem('endpoint-unknown')
  const code = readPortalCode(call.body.code)
  if (code === undefined) throw new Problem('code-refused')
  const secret = Buffer.from(hashPortalCode(code)).toString('hex')
  const content = { secret, path: call.portal.signInPath }
  await ask(call, { event: 'code-renewal-asked', kind: 'code-renewal', subject: `renew ${secret}`, content })
  return { accepted: true }
}
