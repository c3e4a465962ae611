/** What the ways in leave for after their answers, by kind of the outbox. */
import type { Kind } from '../../../outbox/relay.ts'
import { codeRenewalKind } from './code-renewal.ts'
import { emailChangeKind } from './email-change.ts'
import { oneTimeCodeKind } from './one-time-code.ts'
import { passwordResetKind } from './password-reset.ts'
import { registrationKind } from './registration.ts'
import type { LaterTools } from './tools.ts'

export const signInKinds = (tools: LaterTools): Record<string, Kind> => ({
  'one-time-code': oneTimeCodeKind(tools),
  'password-reset': passwordResetKind(tools),
  'code-renewal': codeRenewalKind(tools),
  'email-change': emailChangeKind(tools),
  registration: registrationKind(tools),
})
