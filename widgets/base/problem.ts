/** What can go wrong, as a widget sees it: the catalogue of the BFF and what only a browser can know. */
import type { ProblemBody, ProblemCode } from '../../bff/api.ts'

/**
 * `offline` the device has no network · `unreachable` the counter does not answer, or something on the way blocks it ·
 * `timeout` no answer in time · `insecure-context` the page is plain http, so the browser offers no keys ·
 * `broken` a widget failed to draw itself.
 */
export type LocalCode = 'offline' | 'unreachable' | 'timeout' | 'insecure-context' | 'broken'

export type AnyCode = ProblemCode | LocalCode

export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: AnyCode
  /** 0 when no answer came. */
  readonly status: number
  /** Reference number to quote to the vendor; null when no answer came. */
  readonly reference: string | null
  /** Refused fields, path -> reason. */
  readonly fields: Record<string, string>
  /** Seconds to wait; null when unknown. */
  readonly retryAfter: number | null
  /** What holds now instead, with `price-changed`. */
  readonly current: unknown

  constructor(code: AnyCode, body?: Partial<ProblemBody>, options?: ErrorOptions) {
    super(code, options)
    this.code = code
    this.status = body?.status ?? 0
    this.reference = body?.request ?? null
    this.fields = body?.fields ?? {}
    this.retryAfter = body?.retryAfter ?? null
    this.current = body?.current
  }

  /** Worth another try without changing anything. */
  get retryable(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500 || this.code === 'scope-changed'
  }
}

/** Whatever was thrown, as a Problem. An abort stays an abort: callers look at their signal first. */
export function asProblem(thrown: unknown): Problem {
  return thrown instanceof Problem ? thrown : new Problem('broken', undefined, { cause: thrown })
}

/** The problem in an answer's body; `unexpected` when the body is none (a proxy's error page, say). */
export function readProblem(status: number, body: unknown): Problem {
  const told = (typeof body === 'object' && body !== null ? body : {}) as Partial<ProblemBody>
  return new Problem(told.code ?? 'unexpected', { ...told, status })
}
