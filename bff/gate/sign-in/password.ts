/** The way in by login and password. Answer, bytes and work are the same whether the account exists or not. */
import type { SessionOpened } from '../../api.ts'
import type { GateCall } from '../../base/endpoint.ts'
import { loginOf } from '../../base/login.ts'
import { Problem } from '../../base/problem.ts'
import { journal } from '../journal.ts'
import { lockAccount } from './account-lock.ts'
import { attempt } from './attempt.ts'
import { claimProof } from './claim.ts'
import { hashPassword, isOutdated, passwordFits } from './hash.ts'
import { lifetimes } from './limits.ts'
import { openSession } from './open.ts'
import { customerCards, sessionView } from './view.ts'

type Call = GateCall<'POST /session'>

interface Account {
  id: string
  password_hash: string | null
  disabled_at: string | null
}

/** The customer that is shown first: where the person was last, else the first by name. */
export async function firstCustomer(
  gate: Call['gate'],
  account: string,
): Promise<{ customer: string; sites: string[] | null } | undefined> {
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

async function refuse(call: Call, account: Account | undefined, reason: string): Promise<never> {
  await journal(call.gate, {
    event: 'sign-in-refused',
    portal: call.portal.key,
    network: call.network,
    request: call.request,
    account: account?.id ?? null,
    detail: { reason },
  })
  throw new Problem('sign-in-refused')
}

/** @throws Problem `sign-in-refused` whatever the cause, `input-invalid`, `too-many-attempts`, `overloaded` */
export async function signInByPassword(call: Call): Promise<SessionOpened> {
  const { gate, portal, body, key, tools } = call
  if (!key) throw new Problem('proof-invalid')
  const login = loginOf(body.login)
  if (login === undefined) throw new Problem('input-invalid', { fields: { 'body.login': 'invalid' } })
  const trial = await attempt(call, login)
  const account = await gate
    .selectFrom('portal.account')
    .select(['id', 'password_hash', 'disabled_at'])
    .where('login', '=', login)
    .executeTakeFirst()
  const offered = portal.signIn.includes('password')
  const fits = await passwordFits(offered ? (account?.password_hash ?? null) : null, body.password)
  if (!account || !fits || account.disabled_at !== null) {
    await trial.failed()
    return refuse(call, account, !offered ? 'not-offered' : !account ? 'unknown' : fits ? 'disabled' : 'password')
  }
  const start = await firstCustomer(gate, account.id)
  if (!start) {
    await trial.failed()
    return refuse(call, account, 'no-customer')
  }
  const renewed =
    account.password_hash && isOutdated(account.password_hash) ? await hashPassword(body.password) : undefined
  const opened = await gate.transaction().execute(async (trx) => {
    await claimProof(trx, key.thumbprint, call.proof)
    // While the hash was computed, somebody may have set another password.
    const now = await lockAccount(trx, account.id)
    if (now?.passwordHash !== account.password_hash) return undefined
    if (renewed !== undefined) {
      await trx.updateTable('portal.account').set({ password_hash: renewed }).where('id', '=', account.id).execute()
    }
    const session = await openSession(trx, tools.random, {
      kind: 'password',
      principal: account.id,
      portal: portal.key,
      origin: call.origin,
      key,
      customer: start.customer,
      sites: start.sites,
      intervention: null,
      lifetime: body.remember ? lifetimes.remembered : lifetimes.password,
    })
    await journal(trx, {
      event: 'sign-in',
      portal: portal.key,
      network: call.network,
      request: call.request,
      account: account.id,
      session: session.hash,
      detail: { by: 'password', ended: session.ended },
    })
    return session
  })
  if (!opened) {
    await trial.failed()
    return refuse(call, account, 'changed')
  }
  const { handle, hash } = opened
  await trial.succeeded()
  tools.opened(hash)
  return { handle, session: await sessionView(gate, hash) }
}
