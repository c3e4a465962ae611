/** The way in by hand-off: one answer for every refusal; the reason stands in the journal, under the reference number. */
import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { SessionOpened } from '../../api.ts'
import type { GateCall } from '../../base/endpoint.ts'
import { Problem } from '../../base/problem.ts'
import type { SignInKey } from '../../base/session.ts'
import type { PortalTables } from '../../db/tables.ts'
import { journal } from '../journal.ts'
import { lockAccount } from '../sign-in/account-lock.ts'
import { attempt } from '../sign-in/attempt.ts'
import { claimProof } from '../sign-in/claim.ts'
import { firstCustomer } from '../sign-in/enter.ts'
import { lifetimes } from '../sign-in/limits.ts'
import { openSession } from '../sign-in/open.ts'
import { sessionView } from '../sign-in/view.ts'
import { type Assertion, kidOf, readAssertion, RefusedAssertion } from './assertion.ts'
import { accountOf, findKey, namedCustomer, type RegisteredKey } from './people.ts'

type Call = GateCall<'POST /session/hand-off'>

/** Thrown inside the transaction: what was written goes with it, the assertion stays unused. */
class RefusedPerson extends Error {
  override readonly name = 'RefusedPerson'
  readonly reason: 'used' | 'unknown' | 'disabled' | 'no-customer'
  readonly account: string | undefined

  constructor(reason: RefusedPerson['reason'], account?: string) {
    super(reason)
    this.reason = reason
    this.account = account
  }
}

interface Good {
  key: RegisteredKey
  assertion: Assertion
}

async function read(call: Call, proven: SignInKey): Promise<Good> {
  const { gate, portal, body, clock } = call
  const key = await findKey(gate, portal.key, kidOf(body.token))
  if (!key) throw new RefusedAssertion('kid')
  const now = clock.now()
  const assertion = await readAssertion(body.token, { key, audience: portal.key, thumbprint: proven.thumbprint, now })
  return { key, assertion }
}

/** Exact across processes: the second one finds the row, or waits for the first to commit it. */
async function useOnce(trx: Kysely<PortalTables>, portal: string, { iss, jti }: Assertion): Promise<void> {
  const hash = createHash('sha256')
    .update(JSON.stringify([portal, iss, jti]))
    .digest()
  const used = await sql`
    insert into portal.hand_off_used (hash) values (${hash}) on conflict do nothing returning 1 as used`.execute(trx)
  if (used.rows.length === 0) throw new RefusedPerson('used')
}

async function open(call: Call, proven: SignInKey, { key, assertion }: Good) {
  const { gate, portal, tools } = call
  return gate.transaction().execute(async (trx) => {
    await claimProof(trx, proven.thumbprint, call.proof)
    await useOnce(trx, portal.key, assertion)
    const account = await accountOf(trx, portal.key, key, assertion)
    if (account === undefined) throw new RefusedPerson('unknown')
    if (!(await lockAccount(trx, account))) throw new RefusedPerson('disabled', account)
    const { customer } = assertion
    const start = await (customer === undefined ? firstCustomer(trx, account) : namedCustomer(trx, account, customer))
    if (!start) throw new RefusedPerson('no-customer', account)
    const opened = await openSession(trx, tools.random, {
      kind: 'hand-off',
      principal: account,
      portal: portal.key,
      origin: call.origin,
      key: proven,
      ...start,
      intervention: null,
      lifetime: lifetimes['hand-off'],
      // What the website was shown, and when, is the website's: delicate acts ask again.
      proved: null,
      device: { ...call.device, network: call.network },
    })
    await journal(trx, {
      event: 'sign-in',
      portal: portal.key,
      network: call.network,
      request: call.request,
      account,
      session: opened.hash,
      detail: { by: 'hand-off', kid: key.kid, ended: opened.ended },
    })
    return opened
  })
}

/** @throws Problem `hand-off-refused` whatever the cause, `too-many-attempts` */
export async function signInByHandOff(call: Call): Promise<SessionOpened> {
  const { gate, portal, key: proven, tools } = call
  if (!proven) throw new Problem('proof-invalid')
  const trial = await attempt(call)
  try {
    const { handle, hash } = await open(call, proven, await read(call, proven))
    await trial.succeeded()
    tools.opened(hash)
    return { handle, session: await sessionView(gate, hash) }
  } catch (error) {
    if (!(error instanceof RefusedAssertion) && !(error instanceof RefusedPerson)) throw error
    await trial.failed()
    await journal(gate, {
      event: 'hand-off-refused',
      portal: portal.key,
      network: call.network,
      request: call.request,
      account: error instanceof RefusedPerson ? (error.account ?? null) : null,
      detail: { reason: error.reason },
    })
    throw new Problem('hand-off-refused')
  }
}
