/** `PUT /v1/{pk}/uploads/{ticket}`: one file, raw. The ticket is the proof; the calling website must be one of the portal. */
import { Problem } from '../base/problem.ts'
import { receiveUpload } from '../files/uploads.ts'
import type { Exchange } from './exchange.ts'
import type { VendorGates } from './vendor.ts'
import { enter } from './visit.ts'

/** Files that this process holds in memory at a time, 10 MB each at most. */
const most = 24
let receiving = 0

/** @throws Problem `not-found`, `input-invalid`, `origin-refused`, `overloaded` */
export async function answerUpload(
  exchange: Exchange,
  gates: VendorGates,
  key: string,
  ticket: string,
): Promise<Response> {
  const { gate, portal, request, deps, headers } = await enter(exchange, gates, key)
  if (receiving >= most) throw new Problem('overloaded', { retryAfter: 3 })
  receiving += 1
  try {
    const stored = await receiveUpload({ vendor: gate.db, portal, request, scan: deps.scan }, ticket)
    headers.set('Content-Type', 'application/json')
    return new Response(JSON.stringify(stored), { headers })
  } finally {
    receiving -= 1
  }
}
