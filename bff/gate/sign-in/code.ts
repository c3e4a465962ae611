/** The way in by portal code: looked at first («Se connecter comme …»), opened by a second, explicit call. */
import type { Api, Key, SessionOpened } from '../../api.ts'
import type { GateCall } from '../../base/endpoint.ts'
import { Problem } from '../../base/problem.ts'
import { journal } from '../journal.ts'
import { attempt } from './attempt.ts'
import { claimProof } from './claim.ts'
import { lifetimes } from './limits.ts'
import { openSession } from './open.ts'
import { hashPortalCode, readPortalCode } from './portal-code.ts'
import { customerCards, sessionView, siteCards } from './view.ts'

type Tried = Omit<GateCall<Key>, 'body' | 'params' | 'query'> & { body: { code: string } }

interface Code {
  id: string
  label: string
  customer_id: string
  site_ids: string[] | null
  intervention_id: string | null
}

async function find(call: Tried): Promise<Code | undefined> {
  const code = readPortalCode(call.body.code)
  if (code === undefined || !call.portal.signIn.includes('code')) return undefined
  return call.gate
    .selectFrom('portal.code')
    .select(['id', 'label', 'customer_id', 'site_ids', 'intervention_id'])
    .where('secret_hash', '=', hashPortalCode(code))
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', (eb) => eb.fn<string>('now'))
    .executeTakeFirst()
}

/** @throws Problem `code-refused`, `too-many-attempts` */
async function tried(call: Tried): Promise<Code> {
  const trial = await attempt(call)
  const code = await find(call)
  if (code) {
    await trial.succeeded()
    return code
  }
  await trial.failed()
  await journal(call.gate, {
    event: 'code-refused',
    portal: call.portal.key,
    network: call.network,
    request: call.request,
  })
  throw new Problem('code-refused')
}

export async function previewCode(call: Tried): Promise<Api['POST /session/code/preview']['reply']> {
  const code = await tried(call)
  const [customer] = await customerCards(call.gate, [code.customer_id])
  const sites = code.site_ids && (await siteCards(call.gate, code.site_ids)).map(({ name }) => name)
  return { label: code.label, customer: customer?.name ?? code.customer_id, sites }
}

export async function signInByCode(call: Tried): Promise<SessionOpened> {
  const { gate, portal, key, tools } = call
  if (!key) throw new Problem('proof-invalid')
  const code = await tried(call)
  const { handle, hash } = await gate.transaction().execute(async (trx) => {
    await claimProof(trx, key.thumbprint, call.proof)
    const opened = await openSession(trx, tools.random, {
      kind: 'code',
      principal: code.id,
      portal: portal.key,
      origin: call.origin,
      key,
      customer: code.customer_id,
      sites: code.site_ids,
      intervention: code.intervention_id,
      lifetime: lifetimes.code,
    })
    await trx
      .updateTable('portal.code')
      .set((eb) => ({ last_used_at: eb.fn<string>('now') }))
      .where('id', '=', code.id)
      .execute()
    await journal(trx, {
      event: 'sign-in',
      portal: portal.key,
      network: call.network,
      request: call.request,
      code: code.id,
      session: opened.hash,
      detail: { by: 'code', ended: opened.ended },
    })
    return opened
  })
  tools.opened(hash)
  return { handle, session: await sessionView(gate, hash) }
}
