/** `GET /v1/{pk}/files/{ticket}`: a download by address alone. The ticket is the proof, so no origin is asked. */
import { Problem } from '../base/problem.ts'
import { redeemTicket } from '../files/redeem.ts'
import type { Exchange } from './exchange.ts'
import { vendorOf } from './portal.ts'
import type { VendorGates } from './vendor.ts'

/** @throws Problem `not-found` for any ticket that gives nothing, `portal-unknown` */
export async function answerFile(
  exchange: Exchange,
  gates: VendorGates,
  key: string,
  ticket: string,
): Promise<Response> {
  // A look ahead of a mail scanner or a download manager must not burn the ticket.
  if (exchange.request.method !== 'GET') throw new Problem('not-found')
  exchange.line.portal = key
  const gate = await gates.get(vendorOf(key))
  const { headers, body } = await redeemTicket(exchange.deps, await gate.portals.get(key), ticket)
  for (const [name, value] of Object.entries(headers)) exchange.headers.set(name, value)
  exchange.headers.set('X-Request-Id', exchange.id)
  const whole = body instanceof Uint8Array && Buffer.from(body.buffer as ArrayBuffer, body.byteOffset, body.byteLength)
  return new Response(whole || (body as ReadableStream<Uint8Array>), { headers: exchange.headers })
}
