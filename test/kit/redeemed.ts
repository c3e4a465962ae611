/** Tickets used in tests, with the whole file at hand. */
import type { PortalRecord } from '../../bff/base/portal.ts'
import { type FileDeps, redeemTicket } from '../../bff/files/redeem.ts'

export async function redeemed(deps: FileDeps, portal: PortalRecord, ticket: string) {
  const { headers, body } = await redeemTicket(deps, portal, ticket)
  return { headers, body: new Uint8Array(await new Response(body as BodyInit).arrayBuffer()) }
}
