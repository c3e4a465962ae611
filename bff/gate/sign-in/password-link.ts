/** Sets a password through a one-use link. It signs nobody in, and ends every session that the account had. */
import { type Kysely, sql } from 'kysely'
import type { GateCall } from '../../base/endpoint.ts'
import { Problem } from '../../base/problem.ts'
import type { PortalTables } from '../../db/tables.ts'
import { journal } from '../journal.ts'
import { notifySessions } from '../session.ts'
import { type Attempted, attempt } from './attempt.ts'
import { hashToken } from './link-token.ts'
import { companyOf, postPasswordChanged } from './links.ts'
import { weaknessOf } from './password-rules.ts'
import { customerCards } from './view.ts'
import type { Api } from '../../api.ts'

type Call = GateCall<'POST /session/password-link'>

/** Words that anybody at this counter could guess. */
export async function contextOf(
  gate: Kysely<PortalTables>,
  portal: string,
  account: { id: string; login: string; name: string; email: string | null },
) {
  const customers = await gate
    .selectFrom('portal.account_customer')
    .select('customer_id')
    .where('account_id', '=', account.id)
    .execute()
  const names = await customerCards(
    gate,
    customers.map((row) => row.customer_id),
  )
  return [
    portal,
    account.login,
    account.name,
    account.email ?? '',
    ...names.flatMap(({ name, code }) => [name, code ?? '']),
  ]
}

function findLink(gate: Kysely<PortalTables>, hash: Uint8Array) {
  return gate
    .selectFrom('portal.password_link as l')
    .innerJoin('portal.account as a', 'a.id', 'l.account_id')
    .select(['a.id', 'a.login', 'a.name', 'a.email', 'a.language', 'a.password_hash', 'l.purpose'])
    .where('l.hash', '=', hash)
    .where('l.used_at', 'is', null)
    .where('l.expires_at', '>', (eb) => eb.fn<string>('now'))
    .where('a.disabled_at', 'is', null)
    .executeTakeFirst()
}

/** @throws Problem `link-refused`, `too-many-attempts` */
async function tried(call: Attempted, token: string) {
  const trial = await attempt(call)
  const hash = hashToken(token)
  const account = hash && (await findLink(call.gate, hash))
  if (hash && account) {
    await trial.succeeded()
    return { hash, account }
  }
  await trial.failed()
  const { portal, network, request } = call
  await journal(call.gate, { event: 'password-link-refused', portal: portal.key, network, request })
  throw new Problem('link-refused')
}

type Preview = 'POST /session/password-link/preview'

/** Whose password it sets; looking consumes nothing. @throws Problem `link-refused`, `too-many-attempts` */
export async function previewLink(call: GateCall<Preview>): Promise<Api[Preview]['reply']> {
  const { account } = await tried(call, call.body.token)
  const { purpose, login, name, id } = account
  return { purpose, login, name, company: await companyOf(call.gate, id) }
}

/** @throws Problem `link-refused`, `password-weak` (the link stays good), `too-many-attempts` */
export async function setPassword(call: Call): Promise<{ login: string }> {
  const { gate, portal, body } = call
  const entry = { portal: portal.key, network: call.network, request: call.request }
  const { hash, account } = await tried(call, body.token)
  const weakness = weaknessOf(body.password, await contextOf(gate, portal.name, account))
  if (weakness) throw new Problem('password-weak', { fields: { 'body.password': weakness } })
  const stored = await call.tools.passwords.hash(body.password)
  await gate.transaction().execute(async (trx) => {
    const used = await sql`
      update portal.password_link set used_at = now()
      where hash = ${hash} and used_at is null and now() < expires_at returning 1 as used`.execute(trx)
    if (used.rows.length === 0) throw new Problem('link-refused')
    await trx.updateTable('portal.account').set({ password_hash: stored }).where('id', '=', account.id).execute()
    const ended = await sql`
      update portal.session set ended_at = now(), end_reason = 'revoked'
      where account_id = ${account.id} and ended_at is null returning 1 as ended`.execute(trx)
    await journal(trx, { ...entry, event: 'password-set', account: account.id, detail: { ended: ended.rows.length } })
    // Who sets the first password knows; whoever had one hears that it is another now.
    const { email, language, password_hash: former } = account
    if (former !== null)
      await postPasswordChanged(trx, { email, language: language === 'en' ? 'en' : 'fr' }, portal.key)
    await notifySessions(trx, 'all')
  })
  call.tools.changed('all')
  return { login: account.login }
}
