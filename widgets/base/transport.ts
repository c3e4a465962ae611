/** One batch to the BFF and its answers: proof, nonce, time limit. Knows nothing of retries. */
import type { PortalView, SubCall, SubReply } from '../../bff/api.ts'
import { toJson } from './json.ts'
import { Problem, readProblem } from './problem.ts'
import { type Identity, prove } from './proof.ts'

/** Long enough for a slow line, short enough for a person who waits. Milliseconds. */
const timeLimit = 20_000

export interface Transport {
  send(calls: SubCall[], as: Identity | null, signal: AbortSignal, keepalive?: boolean): Promise<SubReply[]>
}

/** Where nonces are remembered: by handle, or under '' for somebody who is about to sign in. */
export interface Nonces {
  get(handle: string): string | undefined
  set(handle: string, nonce: string): void
}

export function createTransport(address: string, nonces: Nonces, challenged: (portal: PortalView) => void): Transport {
  const url = `${address}/batch`

  /** Asks once. The nonce of the answer is kept, whatever the answer. */
  async function ask(body: string, as: Identity | null, signal: AbortSignal, keepalive: boolean): Promise<Response> {
    const headers: Record<string, string> = { 'Content-Type': 'application/json' }
    const slot = as?.handle ?? ''
    if (as) headers.DPoP = await prove(as, url, body, nonces.get(slot))
    if (as?.handle) headers.Authorization = `DPoP ${as.handle}`
    const response = await fetch(url, { method: 'POST', headers, body, signal, keepalive, credentials: 'omit' })
    const nonce = response.headers.get('DPoP-Nonce')
    if (nonce) nonces.set(slot, nonce)
    return response
  }

  async function exchange(
    body: string,
    as: Identity | null,
    signal: AbortSignal,
    keepalive: boolean,
    again = true,
  ): Promise<SubReply[]> {
    const response = await ask(body, as, signal, keepalive)
    const answer: unknown = await response.json().catch(() => null)
    if (response.ok && Array.isArray(answer)) return answer
    const told = answer as { code?: string; portal?: PortalView } | null
    if (again && as && told?.code === 'use-dpop-nonce') {
      if (told.portal) challenged(told.portal)
      return exchange(body, as, signal, keepalive, false)
    }
    throw readProblem(response.ok ? 502 : response.status, answer)
  }

  return {
    async send(calls, as, left, keepalive = false) {
      const limit = new AbortController()
      const timer = setTimeout(() => limit.abort(new Problem('timeout')), timeLimit)
      const leave = () => limit.abort(left.reason)
      left.addEventListener('abort', leave)
      try {
        return await exchange(toJson(calls), as, limit.signal, keepalive)
      } catch (thrown) {
        if (thrown instanceof Problem || left.aborted) throw thrown
        if (limit.signal.aborted) throw limit.signal.reason
        throw new Problem(navigator.onLine ? 'unreachable' : 'offline', undefined, { cause: thrown })
      } finally {
        clearTimeout(timer)
        left.removeEventListener('abort', leave)
      }
    },
  }
}
