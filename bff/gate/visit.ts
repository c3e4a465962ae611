/** Which portal, and whether the calling website is one of its own. */
import { Problem } from '../base/problem.ts'
import { corsHeaders, originAllowed, preflightHeaders } from './cors.ts'
import type { Exchange, Visit } from './exchange.ts'
import { vendorOf } from './portal.ts'
import type { VendorGates } from './vendor.ts'

/** @throws Problem `endpoint-unknown`, `portal-unknown`, `origin-refused` */
export async function enter(exchange: Exchange, gates: VendorGates, key: string): Promise<Visit> {
  const vendor = vendorOf(key)
  // The router reads `/%761/` as `/v1/` too; an address has one spelling here.
  if (!exchange.url.pathname.startsWith(`/v1/${key}/`)) throw new Problem('endpoint-unknown')
  exchange.line.vendor = vendor
  exchange.line.portal = key
  const gate = await gates.get(vendor)
  const portal = await gate.portals.get(key)
  const origin = exchange.request.headers.get('origin')
  if (!originAllowed(origin, portal.origins)) throw new Problem('origin-refused')
  for (const [name, value] of Object.entries(corsHeaders(origin))) exchange.headers.set(name, value)
  return { ...exchange, gate, portal, origin }
}

export async function preflight(exchange: Exchange, gates: VendorGates, key: string): Promise<Response> {
  const { origin, headers } = await enter(exchange, gates, key)
  for (const [name, value] of Object.entries(preflightHeaders(origin))) headers.set(name, value)
  return new Response(null, { status: 204, headers })
}
