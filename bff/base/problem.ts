import { type ProblemBody, type ProblemCode, problemStatus } from './problem-codes.ts'

const titles: Record<ProblemCode, string> = {
  'input-invalid': 'The request is not of the documented form',
  'body-too-large': 'The request is too large',
  'body-too-slow': 'The request took too long to arrive',
  'session-required': 'Nobody is signed in',
  'session-ended': 'The session has ended',
  'session-rotated': 'The session has moved to a new handle',
  'proof-invalid': 'The proof of possession was refused',
  'use-dpop-nonce': 'The proof needs the nonce sent with this answer',
  'sign-in-refused': 'Login or password is not right',
  'code-refused': 'This code does not open anything',
  'code-expired': 'This code has expired and can be renewed',
  'second-proof-required': 'This code is old and needs a second proof',
  'link-refused': 'This link is no longer valid',
  'hand-off-refused': 'The sign-in of the website was not accepted',
  'origin-refused': 'This portal does not serve this website',
  'right-missing': 'Your profile does not allow this',
  'step-up-required': 'This needs you to show once more who you are',
  'account-required': 'A portal code cannot show who you are: this needs an account',
  'column-hidden': 'Your profile may not filter or sort by this',
  'not-found': 'There is no such thing for you',
  'portal-unknown': 'There is no such portal',
  'endpoint-unknown': 'There is no such endpoint',
  'scope-changed': 'The session shows another customer now',
  closed: 'This is closed and takes nothing more',
  'price-changed': 'Prices or stock are no longer as they were shown',
  'lines-refused': 'Some lines cannot be ordered',
  'key-reused': 'This key was used for something else',
  'password-weak': 'This password is too easy to guess',
  'too-many-rows': 'Too many rows for this kind of file',
  'too-many-attempts': 'Too many attempts, wait a moment',
  'quota-exceeded': 'That is enough for today',
  overloaded: 'Too busy, try again in a moment',
  'management-unavailable': 'The management database does not answer',
  unexpected: 'Something went wrong on our side',
}

interface Details {
  fields?: Record<string, string>
  retryAfter?: number
  current?: unknown
  portal?: unknown
  /** For the log only; never sent. */
  cause?: unknown
}

/** A refusal or failure that the caller is told about. Everything else that is thrown becomes `unexpected`. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: ProblemCode
  readonly details: Details

  constructor(code: ProblemCode, details: Details = {}) {
    super(titles[code], details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    this.details = details
  }

  get status(): number {
    return problemStatus[this.code]
  }

  /** The body of the answer. `request` is the reference that the caller may quote. */
  body(request: string): ProblemBody {
    const { fields, retryAfter, current, portal } = this.details
    return {
      type: `urn:guichet:problem:${this.code}`,
      title: titles[this.code],
      status: this.status,
      code: this.code,
      request,
      ...(fields && { fields }),
      ...(retryAfter !== undefined && { retryAfter }),
      ...(current !== undefined && { current }),
      ...(portal !== undefined && { portal }),
    }
  }
}
