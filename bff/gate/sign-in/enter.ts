/** What every way in of an account ends with: the customer to begin with, the row of the session, the known device. */
import type { Kysely } from 'kysely'
import type { Key, SessionOpened } from '../../api.ts'
import type { GateCall } from '../../base/endpoint.ts'
import type { SignInKey } from '../../base/session.ts'
import type { PortalTables } from '../../db/tables.ts'
import { journal } from '../journal.ts'
import { claimProof } from './claim.ts'
import { noteDevice } from './device.ts'
import type { Lifetime } from './limits.ts'
import { type Opened, type Opening, openSession } from './open.ts'
import { customerCards, sessionView } from './view.ts'

export type EnterCall = Omit<GateCall<Key>, 'body' | 'params' | 'query'>

export interface Start {
  customer: string
  sites: string[] | null
}

/** The customer that is shown first: where the person was last, else the first by name. Undefined = reaches none. */
export async function firstCustomer(gate: Kysely<PortalTables>, account: string): Promise<Start | undefined> {
  const reached = await gate
    .selectFrom('portal.account_customer as ac')
    .select(['ac.customer_id', 'ac.site_ids'])
    .select((eb) =>
      eb
        .selectFrom('portal.session as s')
        .whereRef('s.account_id', '=', 'ac.account_id')
        .whereRef('s.customer_id', '=', 'ac.customer_id')
        .select((at) => at.fn.max('s.last_seen_at').as('seen'))
        .as('seen'),
    )
    .where('ac.account_id', '=', account)
    .execute()
  const seen = reached.filter((row) => row.seen !== null).sort((a, b) => (String(a.seen) < String(b.seen) ? 1 : -1))
  const cards =
    seen.length > 0
      ? []
      : await customerCards(
          gate,
          reached.map((row) => row.customer_id),
        )
  const chosen = seen[0] ?? reached.find((row) => row.customer_id === cards[0]?.id) ?? reached[0]
  return chosen && { customer: chosen.customer_id, sites: chosen.site_ids }
}

/** In the transaction of the way in, the account held (`lockAccount`): proof, session, device, journal. */
export async function enterAccount(
  trx: Kysely<PortalTables>,
  call: EnterCall,
  of: { account: string; key: SignInKey; start: Start; kind: Exclude<Opening['kind'], 'code'>; lifetime: Lifetime },
): Promise<Opened> {
  const { account, key, start, kind, lifetime } = of
  await claimProof(trx, key.thumbprint, call.proof)
  const device = { ...call.device, network: call.network }
  const session = await openSession(trx, call.tools.random, {
    kind,
    principal: account,
    portal: call.portal.key,
    origin: call.origin,
    key,
    customer: start.customer,
    sites: start.sites,
    intervention: null,
    lifetime,
    proved: 'now',
    device,
  })
  await noteDevice(trx, account, device, { portal: call.portal.key, request: call.request, session: session.hash })
  await journal(trx, {
    event: 'sign-in',
    portal: call.portal.key,
    network: call.network,
    request: call.request,
    account,
    session: session.hash,
    detail: { by: kind, ended: session.ended },
  })
  return session
}

export async function entered(call: EnterCall, { handle, hash }: Opened): Promise<SessionOpened> {
  call.tools.opened(hash)
  return { handle, session: await sessionView(call.gate, hash) }
}
