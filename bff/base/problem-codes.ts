/** The catalogue of what can go wrong: code -> HTTP status. The one list that both houses speak. */
export const problemStatus = {
  'input-invalid': 400,
  'body-too-large': 413,
  'body-too-slow': 408,
  'session-required': 401,
  'session-ended': 401,
  'session-rotated': 401,
  'proof-invalid': 401,
  'use-dpop-nonce': 401,
  'sign-in-refused': 401,
  'code-refused': 401,
  'code-expired': 401,
  'second-proof-required': 401,
  'link-refused': 401,
  'hand-off-refused': 401,
  'origin-refused': 403,
  'right-missing': 403,
  'step-up-required': 403,
  'account-required': 403,
  'column-hidden': 403,
  'not-found': 404,
  'portal-unknown': 404,
  'endpoint-unknown': 404,
  'scope-changed': 409,
  closed: 409,
  'price-changed': 409,
  'lines-refused': 422,
  'key-reused': 422,
  'password-weak': 422,
  'too-many-rows': 422,
  'too-many-attempts': 429,
  'quota-exceeded': 429,
  overloaded: 503,
  'management-unavailable': 503,
  unexpected: 500,
} as const

export type ProblemCode = keyof typeof problemStatus

/** RFC 9457 problem details, media type `application/problem+json`. */
export interface ProblemBody {
  type: string
  title: string
  status: number
  code: ProblemCode
  /** Reference number to quote to support; equals the `X-Request-Id` header. */
  request: string
  /** Which fields were refused and why: path -> code such as `too-long`. With `input-invalid`, with `not-found` about an id in the body, and with `code-refused` about a one-time code. */
  fields?: Record<string, string>
  /** Seconds to wait. Only with `too-many-attempts` and `overloaded`. */
  retryAfter?: number
  /** What holds now instead. Only with `price-changed`: a `CartQuote`. */
  current?: unknown
  /** The portal's public configuration, sent with the nonce challenge so that the round trip is not wasted. */
  portal?: unknown
}
