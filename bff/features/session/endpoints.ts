/** The endpoints of the session: ways in, who I am, changes, the way out. */
import { gateEndpoint } from '../../base/endpoint.ts'
import { Problem } from '../../base/problem.ts'
import { signInByHandOff } from '../../gate/hand-off/sign-in.ts'
import { changeLanguage, signOut, switchCustomer } from '../../gate/sign-in/change.ts'
import { askSecondProof, previewCode, signInByCode } from '../../gate/sign-in/code.ts'
import { askRenewal } from '../../gate/sign-in/code-renew.ts'
import { askOneTimeCode, openByOneTimeCode } from '../../gate/sign-in/one-time-code.ts'
import { endMany, endOne, listSessions } from '../../gate/sign-in/own-sessions.ts'
import { signInByPassword } from '../../gate/sign-in/password.ts'
import { changePassword } from '../../gate/sign-in/password-change.ts'
import { previewLink, setPassword } from '../../gate/sign-in/password-link.ts'
import { askPasswordReset } from '../../gate/sign-in/password-reset.ts'
import { askRegistration, confirmRegistration, previewRegistration } from '../../gate/sign-in/registration.ts'
import { askStepUpCode, stepUp } from '../../gate/sign-in/step-up.ts'
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
  gateEndpoint('POST /session/one-time-code', {
    needs: 'key',
    input: { body: input.oneTimeCode },
    run: askOneTimeCode,
  }),
  gateEndpoint('POST /session/one-time-code/open', {
    needs: 'key',
    input: { body: input.oneTimeAnswer },
    run: openByOneTimeCode,
  }),
  gateEndpoint('POST /session/password-reset', {
    needs: 'anyone',
    input: { body: input.passwordReset },
    run: askPasswordReset,
  }),
  gateEndpoint('POST /session/code/preview', { needs: 'anyone', input: { body: input.shownCode }, run: previewCode }),
  gateEndpoint('POST /session/code/proof', { needs: 'key', input: { body: input.codeProof }, run: askSecondProof }),
  gateEndpoint('POST /session/code/renew', { needs: 'anyone', input: { body: input.renewal }, run: askRenewal }),
  gateEndpoint('POST /session/code', { needs: 'key', input: { body: input.code }, run: signInByCode }),
  gateEndpoint('POST /session/hand-off', { needs: 'key', input: { body: input.handOff }, run: signInByHandOff }),
  gateEndpoint('POST /session/password-link/preview', {
    needs: 'anyone',
    input: { body: input.link },
    run: previewLink,
  }),
  gateEndpoint('POST /session/password-link', {
    needs: 'anyone',
    input: { body: input.passwordLink },
    run: setPassword,
  }),
  gateEndpoint('POST /session/registration', {
    needs: 'anyone',
    input: { body: input.registration },
    run: askRegistration,
  }),
  gateEndpoint('POST /session/registration/preview', {
    needs: 'anyone',
    input: { body: input.link },
    run: previewRegistration,
  }),
  gateEndpoint('POST /session/registration/confirm', {
    needs: 'anyone',
    input: { body: input.link },
    run: confirmRegistration,
  }),
  gateEndpoint('POST /session/password', {
    needs: 'session',
    input: { body: input.passwordChange },
    run: changePassword,
  }),
  gateEndpoint('POST /session/step-up/code', {
    needs: 'session',
    input: { body: input.stepUpCode },
    run: askStepUpCode,
  }),
  gateEndpoint('POST /session/step-up', { needs: 'session', input: { body: input.stepUp }, run: stepUp }),
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
  gateEndpoint('GET /sessions', { needs: 'session', input: { query: input.sessionList }, run: listSessions }),
  gateEndpoint('DELETE /sessions/:id', { needs: 'session', input: { params: input.sessionId }, run: endOne }),
  gateEndpoint('DELETE /sessions', { needs: 'session', input: { query: input.sessionsEnd }, run: endMany }),
]
