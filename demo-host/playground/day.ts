/** What may happen on the way between a widget and the counter. Pure: shell, stage and worker share it. */
import type { SubReply } from '../../bff/api.ts'
import type { problemStatus } from '../../bff/base/problem-codes.ts'
import type { Choice } from './choice.ts'

/** Problem code -> its HTTP status, as in the counter's own catalogue: what the switch offers. */
export const failures = {
  'session-ended': 401,
  'right-missing': 403,
  'not-found': 404,
  'scope-changed': 409,
  'too-many-attempts': 429,
  unexpected: 500,
  'management-unavailable': 503,
} as const satisfies Partial<typeof problemStatus>

export type Failure = keyof typeof failures

export interface Day {
  /** Milliseconds. */
  delay: number
  fail: Failure | 'cut' | 'none'
  /** 0 to 1. */
  share: number
  calls: string
  offline: boolean
}

export const calm: Day = { delay: 0, fail: 'none', share: 1, calls: 'all', offline: false }

const isFailure = (text: string): text is Failure | 'cut' => text === 'cut' || Object.hasOwn(failures, text)

export function dayOf(choice: Choice): Day {
  return {
    delay: Number(choice.delay),
    fail: isFailure(choice.fail) ? choice.fail : 'none',
    share: Number(choice.share) / 100,
    calls: choice.calls,
    offline: choice.offline === 'yes',
  }
}

/** Whether the day befalls this call. @param chance - 0 to 1, drawn anew for each */
export function strikes(day: Day, key: string, chance: number): boolean {
  if (day.fail === 'none' || chance >= day.share) return false
  if (day.calls === 'all') return true
  if (day.calls === 'reads') return key.startsWith('GET ')
  return day.calls === 'writes' ? !key.startsWith('GET ') : day.calls === key
}

/** The refusal as the counter would word it. */
export function refusal(code: Failure): SubReply {
  const status = failures[code]
  return {
    status,
    body: {
      type: `urn:guichet:problem:${code}`,
      title: code,
      status,
      code,
      request: 'playground',
      ...(status === 429 && { retryAfter: 20 }),
    },
  }
}

/** One call as the shell's list shows it. `status` 0 = no answer came. */
export interface Told {
  kind: 'call'
  key: string
  status: number
  /** Milliseconds. */
  took: number
  /** By the playground, not by the counter. */
  made: boolean
}
