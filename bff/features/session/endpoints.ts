/** The endpoints of the session: ways in, who I am, changes, the way out. */
import type { Key } from '../../api.ts'
import { type GateEndpoint, gateEndpoint } from '../../base/endpoint.ts'
import { Problem } from '../../base/problem.ts'
import { signInByHandOff } from '../../gate/hand-off/sign-in.ts'
import { changeLanguage, signOut, switchCustomer } from '../../gate/sign-in/change.ts'
import { askSecondProof, previewCode, signInByCode } from '../../gate/sign-in/code.ts'
import { askRenewal } from '../../gate/sign-in/code-renew.ts'
import { askEmailChange, confirmEmailLink, previewEmailLink } from '../../gate/sign-in/email-change.ts'
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

const gate = <K extends Key>(
  key: K,
  needs: GateEndpoint<K>['needs'],
  takes: GateEndpoint<K>['input'],
  run: GateEndpoint<K>['run'],
) => gateEndpoint(key, { needs, input: takes, run })

export const session = [
  gate('GET /session', 'session', {}, (call) => {
    if (!call.session) throw new Problem('session-required')
    return sessionView(call.gate, call.session.hash)
  }),
  gate('POST /session', 'key', { body: input.signIn }, signInByPassword),
  gate('POST /session/one-time-code', 'key', { body: input.oneTimeCode }, askOneTimeCode),
  gate('POST /session/one-time-code/open', 'key', { body: input.oneTimeAnswer }, openByOneTimeCode),
  gate('POST /session/password-reset', 'anyone', { body: input.passwordReset }, askPasswordReset),
  gate('POST /session/code/preview', 'anyone', { body: input.shownCode }, previewCode),
  gate('POST /session/code/proof', 'key', { body: input.codeProof }, askSecondProof),
  gate('POST /session/code/renew', 'anyone', { body: input.renewal }, askRenewal),
  gate('POST /session/code', 'key', { body: input.code }, signInByCode),
  gate('POST /session/hand-off', 'key', { body: input.handOff }, signInByHandOff),
  gate('POST /session/password-link/preview', 'anyone', { body: input.link }, previewLink),
  gate('POST /session/password-link', 'anyone', { body: input.passwordLink }, setPassword),
  gate('POST /session/registration', 'anyone', { body: input.registration }, askRegistration),
  gate('POST /session/registration/preview', 'anyone', { body: input.link }, previewRegistration),
  gate('POST /session/registration/confirm', 'anyone', { body: input.link }, confirmRegistration),
  gate('POST /session/password', 'session', { body: input.passwordChange }, changePassword),
  gate('POST /session/email', 'session', { body: input.emailChange }, askEmailChange),
  gate('POST /session/email/preview', 'anyone', { body: input.link }, previewEmailLink),
  gate('POST /session/email/confirm', 'anyone', { body: input.link }, confirmEmailLink),
  gate('POST /session/step-up/code', 'session', { body: input.stepUpCode }, askStepUpCode),
  gate('POST /session/step-up', 'session', { body: input.stepUp }, stepUp),
  gate('PUT /session/customer', 'session', { body: input.customer }, (call) =>
    switchCustomer(call, call.body.customer),
  ),
  gate('PATCH /session', 'session', { body: input.language }, (call) => changeLanguage(call, call.body.language)),
  gate('DELETE /session', 'session', {}, signOut),
  gate('GET /sessions', 'session', { query: input.sessionList }, listSessions),
  gate('DELETE /sessions/:id', 'session', { params: input.sessionId }, endOne),
  gate('DELETE /sessions', 'session', { query: input.sessionsEnd }, endMany),
]
