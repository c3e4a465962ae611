/** What the gate counts as it works. Labels come from the table of routes and endpoints, never from a caller. */
import type { Metrics } from '../base/metrics.ts'

export interface Measures {
  /** @param route pattern, e.g. `/v1/:pk/batch` @param seconds from the first byte read to the answer */
  request(method: string, route: string, status: number, seconds: number): void
  /** One call of a batch, or a plain route. @param key an endpoint's, or `unknown` */
  call(key: string, status: number, seconds: number): void
  shed(): void
}

const methods = new Set(['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH'])

export function measuresIn(metrics: Metrics): Measures {
  const requests = metrics.counter('guichet_requests_total', 'HTTP requests by route and status')
  const seconds = metrics.histogram('guichet_request_duration_seconds', 'Time until the answer, by route')
  const calls = metrics.counter('guichet_calls_total', 'Calls of endpoints, in batches and alone, by key and status')
  const callSeconds = metrics.histogram('guichet_call_duration_seconds', 'Time of a call, by key')
  const shed = metrics.counter('guichet_shed_total', 'Requests refused because the process could not keep up')
  shed.add({}, 0)
  return {
    request(method, route, status, took) {
      requests.add({ method: methods.has(method) ? method : 'other', route, status: String(status) })
      seconds.observe({ route }, took)
    },
    call(key, status, took) {
      calls.add({ key, status: String(status) })
      callSeconds.observe({ key }, took)
    },
    shed: () => shed.add(),
  }
}
