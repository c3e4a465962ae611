/** The endpoints of the session: ways in, who I am, changes, the way out. */
import { gateEndpoint } from '../../base/endpoint.ts'
import { Problem } from '../../base/problem.ts'
import { signInByHandOff } from '../../gate/hand-off/sign-in.ts'
import { changeLanguage, signOut, switchCustomer } from '../../gate/sign-in/change.ts'
import { previewCode, signInByCode } from '../../gate/sign-in/code.ts'
import { signInByPassword } from '../../gate/sign-in/password.ts'
import { setPassword } from '../../gate/sign-in/password-link.ts'
import { sessionView } from '../../gate/sign-in/view.ts'
import * as input from './input.ts'

export const session = [
  gateEndpoint('GET /session', {
    needs: 'session',
    input: {},
    run(call) {
      if (!call.session) throw new Problem('session-required')
      return sessionView(call.gate, call.session.hash)
    },
  }),
  gateEndpoint('POST /session', { needs: 'key', input: { body: input.signIn }, run: signInByPassword }),
  gateEndpoint('POST /session/code/preview', { needs: 'anyone', input: { body: input.code }, run: previewCode }),
  gateEndpoint('POST /session/code', { needs: 'key', input: { body: input.code }, run: signInByCode }),
  gateEndpoint('POST /session/hand-off', { needs: 'key', input: { body: input.handOff }, run: signInByHandOff }),
  gateEndpoint('POST /session/password-link', {
    needs: 'anyone',
    input: { body: input.passwordLink },
    run: setPassword,
  }),
  gateEndpoint('PUT /session/customer', {
    needs: 'session',
    input: { body: input.customer },
    run: (call) => switchCustomer(call, call.body.customer),
  }),
  gateEndpoint('PATCH /session', {
    needs: 'session',
    input: { body: input.language },
    run: (call) => changeLanguage(call, call.body.language),
  }),
  gateEndpoint('DELETE /session', { needs: 'session', input: {}, run: signOut }),
]
