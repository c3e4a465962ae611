/** The way in by login and password. Answer, bytes and work are the same whether the account exists or not. */
import type { SessionOpened } from '../../api.ts'
import type { GateCall } from '../../base/endpoint.ts'
import { loginOf } from '../../base/login.ts'
import { Problem } from '../../base/problem.ts'
import { journal } from '../journal.ts'
import { lockAccount } from './account-lock.ts'
import { type Attempt, attempt } from './attempt.ts'
import { enterAccount, entered, firstCustomer } from './enter.ts'
import { lifetimes } from './limits.ts'

type Call = GateCall<'POST /session'>

interface Account {
  id: string
  password_hash: string | null
  disabled_at: string | null
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

/**
 * One look at the account, or another one. @returns undefined when its hash became another one while the password was tried
 * @throws Problem `sign-in-refused`, `overloaded`
 */
async function open(call: Call, login: string, key: NonNullable<Call['key']>, trial: Attempt, again = false) {
  const { gate, portal, body } = call
  const { passwords } = call.tools
  const account = await gate
    .selectFrom('portal.account')
    .select(['id', 'password_hash', 'disabled_at'])
    .where('login', '=', login)
    .executeTakeFirst()
  const offered = portal.signIn.includes('password')
  const fits = await passwords.fit(offered ? (account?.password_hash ?? null) : null, body.password)
  if (!account || !fits || account.disabled_at !== null) {
    await trial.failed()
    const reason = !offered ? 'not-offered' : !account ? 'unknown' : fits ? 'disabled' : again ? 'changed' : 'password'
    return refuse(call, account, reason)
  }
  const start = await firstCustomer(gate, account.id)
  if (!start) {
    await trial.failed()
    return refuse(call, account, 'no-customer')
  }
  const stored = account.password_hash
  const renewed = stored && passwords.isOutdated(stored) ? await passwords.hash(body.password) : undefined
  return gate.transaction().execute(async (trx) => {
    const now = await lockAccount(trx, account.id)
    if (now?.passwordHash !== account.password_hash) return undefined
    if (renewed !== undefined) {
      await trx.updateTable('portal.account').set({ password_hash: renewed }).where('id', '=', account.id).execute()
    }
    const lifetime = body.remember ? lifetimes.remembered : lifetimes.password
    return enterAccount(trx, call, { account: account.id, key, start, kind: 'password', lifetime })
  })
}

/** @throws Problem `sign-in-refused` whatever the cause, `input-invalid`, `too-many-attempts`, `overloaded` */
export async function signInByPassword(call: Call): Promise<SessionOpened> {
  const { body, key } = call
  if (!key) throw new Problem('proof-invalid')
  const login = loginOf(body.login)
  if (login === undefined) throw new Problem('input-invalid', { fields: { 'body.login': 'invalid' } })
  const trial = await attempt(call, login)
  // Somebody may have set another password, which no longer fits, or signed in too and renewed the hash, which does.
  const opened = (await open(call, login, key, trial)) ?? (await open(call, login, key, trial, true))
  if (!opened) {
    await trial.failed()
    return refuse(call, undefined, 'changed')
  }
  await trial.succeeded()
  return entered(call, opened)
}
