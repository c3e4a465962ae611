/** What a database says when it refuses, in the words of the counter. */
import { Problem } from '../base/problem.ts'

/** SQLSTATEs raised by the generated guard functions. */
export const guardState = {
  ended: 'GU001',
  rotated: 'GU002',
  scope: 'GU003',
  replayed: 'GU004',
  right: 'GU005',
  reused: 'GU006',
  outside: 'GU007',
  off: 'GU008',
} as const

const problems: Record<string, () => Problem> = {
  [guardState.ended]: () => new Problem('session-ended'),
  [guardState.rotated]: () => new Problem('session-rotated'),
  [guardState.scope]: () => new Problem('scope-changed'),
  [guardState.replayed]: () => new Problem('proof-invalid'),
  [guardState.right]: () => new Problem('right-missing'),
  [guardState.reused]: () => new Problem('key-reused'),
  [guardState.outside]: () => new Problem('not-found'),
  [guardState.off]: () => new Problem('endpoint-unknown'),
}

/** Values that no column of that type can hold: a malformed id, number, date or byte sequence. */
const malformed = new Set(['22P02', '22003', '22007', '22008', '22021', '22P05', '22026', '22001'])

/** Busy, but alive: too many connections, a lock that does not come, a deadlock. */
const busy = new Set(['53300', '53400', '55P03', '40001', '40P01'])

/** Not reachable, going down, starting, answering too slowly, or refusing the session that we come with. */
const away = new Set([
  '57P01',
  '57P02',
  '57P03',
  '57P04',
  '57P05',
  '57014',
  '25P03',
  '25P04',
  '3D000',
  '28P01',
  '28000',
])

const network = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : ''
}

/**
 * True when the database refused a value as not of the column's type. Ids are native types behind guards, so this is
 * what a malformed id ends in; a feature answers 404. The transaction cannot be used further.
 */
export function isMalformed(error: unknown): boolean {
  return malformed.has(codeOf(error))
}

/** True when the database itself does not answer, as opposed to refusing a statement. */
export function isAway(error: unknown): boolean {
  const code = codeOf(error)
  // 08 connection, 58 system, XX internal, HV a foreign server behind a foreign table.
  if (away.has(code) || network.has(code) || /^(08|58|HV)/.test(code)) return true
  return (
    error instanceof Error &&
    /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded|timeout expired|Query read timeout|Cannot use a pool)/.test(
      error.message,
    )
  )
}

/** Refusals of the guard and failures of the database as Problems; any other error as it came. */
export function translate(error: unknown): unknown {
  if (error instanceof Problem) return error
  const code = codeOf(error)
  const known = problems[code]
  if (known) return known()
  if (busy.has(code)) return new Problem('overloaded', { retryAfter: 2, cause: error })
  if (isAway(error)) return new Problem('management-unavailable', { cause: error })
  return error
}
