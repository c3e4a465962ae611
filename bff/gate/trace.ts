/** The outermost step: reference number, one log line, and every failure turned into an answer. */
import { randomBytes } from 'node:crypto'
import { errorFields } from '../base/log.ts'
import { Problem } from '../base/problem.ts'
import { translate } from '../db/errors.ts'
import type { Deps } from '../deps.ts'
import type { Exchange } from './exchange.ts'
import { answerHeaders } from './headers.ts'
import { callerAddress, networkOf } from './network.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** `7K3M-9QXT`: short enough to be read out on the telephone. */
export function makeReference(): string {
  const text = [...randomBytes(8)].map((byte) => alphabet[byte & 31]).join('')
  return `${text.slice(0, 4)}-${text.slice(4)}`
}

/** Any failure as a problem; what is not one of ours is logged and tells the caller nothing. */
export function toProblem(thrown: unknown, exchange: Pick<Exchange, 'deps' | 'id' | 'line' | 'request'>): Problem {
  const error = translate(thrown)
  if (error instanceof Problem) {
    if (error.details.cause !== undefined && error.status >= 500) {
      exchange.deps.log.write('warn', 'problem', {
        request: exchange.id,
        code: error.code,
        ...errorFields(error.details.cause),
      })
    }
    return error
  }
  // Work that stopped because the caller has left is no failure; nobody reads this answer.
  if (exchange.request.signal.aborted) return new Problem('unexpected', { cause: error })
  exchange.deps.log.write('error', 'unexpected', { request: exchange.id, ...errorFields(error) })
  return new Problem('unexpected', { cause: error })
}

export function problemResponse(problem: Problem, exchange: Exchange): Response {
  const { headers } = exchange
  headers.set('Content-Type', 'application/problem+json')
  if (problem.details.retryAfter !== undefined) headers.set('Retry-After', String(problem.details.retryAfter))
  if (problem.status === 401) {
    const error = problem.code === 'use-dpop-nonce' ? ', error="use_dpop_nonce"' : ''
    headers.set('WWW-Authenticate', `DPoP algs="ES256"${error}`)
  }
  // Nobody waits for the rest of it.
  if (problem.code === 'body-too-slow') headers.set('Connection', 'close')
  exchange.line.code = problem.code
  return new Response(JSON.stringify(problem.body(exchange.id)), { status: problem.status, headers })
}

/** Runs the steps inside; always answers. `peer` is the address at the other end of the connection. */
export async function trace(
  deps: Deps,
  request: Request,
  peer: string | undefined,
  steps: (exchange: Exchange) => Promise<Response>,
): Promise<Response> {
  const started = performance.now()
  const id = makeReference()
  const url = new URL(request.url)
  const address = callerAddress(request.headers.get('x-forwarded-for') ?? undefined, peer, deps.config.trustedHops)
  const exchange: Exchange = {
    deps,
    request,
    url,
    id,
    network: networkOf(address),
    headers: new Headers({ ...answerHeaders, 'X-Request-Id': id }),
    line: { request: id, method: request.method },
  }
  const response = await steps(exchange).catch((error: unknown) =>
    problemResponse(toProblem(error, exchange), exchange),
  )
  const { status } = response
  const left = request.signal.aborted
  const took = performance.now() - started
  deps.measures?.request(request.method, String(exchange.line.path ?? '*'), status, took / 1000)
  deps.log.write(status >= 500 && !left ? 'error' : 'info', 'request', {
    ...exchange.line,
    status,
    ...(left && { left }),
    ms: Math.round(took * 10) / 10,
    network: exchange.network,
  })
  return response
}
