/** The way in by portal code: looked at first («Se connecter comme …»), opened by a second, explicit call. */
import { sql } from 'kysely'
import type { Api, Challenge, ChallengeAnswer, Key, SessionOpened, ShownCode } from '../../api.ts'
import type { GateCall } from '../../base/endpoint.ts'
import { Problem } from '../../base/problem.ts'
import { journal } from '../journal.ts'
import { giveBack } from '../throttle.ts'
import { askForCode } from './ask.ts'
import { attempt } from './attempt.ts'
import { type Answered, judgeAnswer, useChallenge } from './challenge.ts'
import { claimProof } from './claim.ts'
import { lifetimes, limits } from './limits.ts'
import { openSession } from './open.ts'
import { hashPortalCode, readPortalCode } from './portal-code.ts'
import { findTypedCode } from './typed-code.ts'
import { customerCards, sessionView, siteCards } from './view.ts'

type Tried = Omit<GateCall<Key>, 'body' | 'params' | 'query'> & { body: ShownCode }

interface Code {
  id: string
  label: string
  customer_id: string
  site_ids: string[] | null
  intervention_id: string | null
  expired: boolean
  /** Old enough to ask for a second proof. */
  old: boolean
}

async function load(call: Tried, where: { id: string } | { hash: Uint8Array }): Promise<Code | undefined> {
  const condition = 'id' in where ? sql`c.id = ${where.id}::uuid` : sql`c.secret_hash = ${where.hash}`
  const { rows } = await sql<Code>`
    select c.id, c.label, c.customer_id, c.site_ids, c.intervention_id, c.expires_at <= now() as expired,
      coalesce(c.created_at <= now() - make_interval(days => coalesce(c.second_proof_after_days,
        (select o.second_proof_after_days from portal.portal o where o.key = ${call.portal.key}))), false) as old
    from portal.code c where ${condition} and c.revoked_at is null`.execute(call.gate)
  return rows[0]
}

async function findLink(call: Tried): Promise<Code | undefined> {
  const trial = await attempt(call)
  const code = readPortalCode(call.body.code)
  const found = code === undefined ? undefined : await load(call, { hash: hashPortalCode(code) })
  if (found) await trial.succeeded()
  else await trial.failed()
  return found
}

async function findTyped(call: Tried, customer: string): Promise<Code | undefined> {
  const id = await findTypedCode(call, call.body.code, customer)
  return id === undefined ? undefined : load(call, { id })
}

/** @throws Problem `code-refused`, `code-expired`, `too-many-attempts` */
async function tried(call: Tried): Promise<Code> {
  const { customer } = call.body
  const offered = call.portal.signIn.includes('code')
  const code = customer === undefined ? await findLink(call) : await findTyped(call, customer)
  if (code && offered && !code.expired) return code
  const { portal, network, request } = call
  const detail = code?.expired ? { reason: 'expired' } : {}
  await journal(call.gate, {
    event: 'code-refused',
    portal: portal.key,
    network,
    request,
    code: code?.id ?? null,
    detail,
  })
  throw new Problem(code && offered ? 'code-expired' : 'code-refused')
}

export async function previewCode(call: Tried): Promise<Api['POST /session/code/preview']['reply']> {
  const code = await tried(call)
  const [customer] = await customerCards(call.gate, [code.customer_id])
  const sites = code.site_ids && (await siteCards(call.gate, code.site_ids)).map(({ name }) => name)
  return { label: code.label, customer: customer?.name ?? code.customer_id, sites, secondProof: code.old }
}

/** The second proof that an old code asks for goes to whom the code was given, whoever holds it now. */
export async function askSecondProof(call: GateCall<'POST /session/code/proof'>): Promise<Challenge> {
  const code = await tried(call)
  return askForCode(call, call.key, {
    purpose: 'second-proof',
    event: 'one-time-code-asked',
    kind: 'one-time-code',
    subject: `code ${code.id}`,
    content: { purpose: 'second-proof', code: code.id, channel: call.body.channel ?? 'mail' },
  })
}

/** @throws Problem `second-proof-required`, or `code-refused` with `wrong` or `over` */
async function secondProof(
  call: Tried,
  code: Code,
  thumbprint: string,
  proof: ChallengeAnswer | undefined,
): Promise<Answered | undefined> {
  if (!code.old) return undefined
  if (!proof) throw new Problem('second-proof-required')
  const answered = await judgeAnswer(call, thumbprint, 'second-proof', proof)
  if (answered.code !== code.id) throw new Problem('code-refused', { fields: { 'body.code': 'over' } })
  return answered
}

export async function signInByCode(call: GateCall<'POST /session/code'>): Promise<SessionOpened> {
  const { gate, portal, key, tools } = call
  if (!key) throw new Problem('proof-invalid')
  const code = await tried(call)
  const answered = await secondProof(call, code, key.thumbprint, call.body.proof)
  const { handle, hash } = await gate.transaction().execute(async (trx) => {
    await claimProof(trx, key.thumbprint, call.proof)
    if (answered) {
      await useChallenge(trx, answered, portal.key)
      if (answered.budget) await giveBack(trx, answered.budget, limits.codes)
    }
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
      proved: null,
      device: { ...call.device, network: call.network },
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
