/** The ways beside the password: one file, fetched when somebody chooses one or comes by a link. */
import type { Desk, Wanted, Way } from '../way.ts'
import { Confirmation } from './confirmation.ts'
import { EmailLink } from './email-link.ts'
import { Link } from './link.ts'
import { NewPassword } from './new-password.ts'
import { OneTimeCode } from './one-time-code.ts'
import { Registration } from './registration.ts'
import { Reset } from './reset.ts'
import { TypedCode } from './typed-code.ts'
import { wayStyles } from './ways.styles.ts'

export function openWay(wanted: Wanted, desk: Desk): Way {
  desk.dress(wayStyles)
  switch (wanted.kind) {
    case 'one-time-code':
      return new OneTimeCode(desk, wanted.login)
    case 'reset':
      return new Reset(desk, wanted.login)
    case 'code':
      return new TypedCode(desk)
    case 'registration':
      return new Registration(desk)
    case 'link':
      return new Link(desk, wanted.code)
    case 'email':
      return new EmailLink(desk, wanted.token)
    case 'new-password':
      return new NewPassword(desk, wanted.token)
    default:
      return new Confirmation(desk, wanted.token)
  }
}
