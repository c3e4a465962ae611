/**
 * The own e-mail address, changed by whoever is signed in: one-time codes and password links go there, so the new
 * mailbox must confirm it and the old one may take it back. Whose else the address is, nobody learns.
 */
import { sql } from 'kysely'
import type { Accepted, Api } from '../../api.ts'
import type { GateCall } from '../../base/endpoint.ts'
import { loginOf } from '../../base/login.ts'
import { Problem } from '../../base/problem.ts'
import { journal } from '../journal.ts'
import { notifySessions } from '../session.ts'
import { lockAccount } from './account-lock.ts'
import { ask } from './ask.ts'
import { type Attempted, attempt } from './attempt.ts'
import { addressTaken, postEmailChanged } from './email-link.ts'
import { emailLinkMinutes, resetLinkMinutes } from './limits.ts'
import { hashToken } from './link-token.ts'
import { makePasswordLink } from './links.ts'
import { accountSession } from './rotate.ts'

/** @throws Problem `step-up-required`, `right-missing` for a portal code or an account that follows a website, `input-invalid`, `too-many-attempts` */
export async function askEmailChange(call: GateCall<'POST /session/email'>): Promise<Accepted> {
  const { gate, portal, body } = call
  const { accountId: account } = accountSession(call)
  if (!call.fresh) throw new Problem('step-up-required')
  const email = loginOf(body.email)
  if (email === undefined) throw new Problem('input-invalid', { fields: { 'body.email': 'invalid' } })
  // Made by a hand-off: its address follows what the website asserts.
  const follows = await gate
    .selectFrom('portal.hand_off_person')
    .select('account_id')
    .where('account_id', '=', account)
    .where('made', '=', true)
    .executeTakeFirst()
  if (follows) throw new Problem('right-missing')
  const content = { account, email, path: portal.signInPath }
  await ask(call, { event: 'email-change-asked', kind: 'email-change', subject: `email ${account}`, content })
  return { accepted: true, minutes: emailLinkMinutes }
}

/** @throws Problem `link-refused`, `too-many-attempts` */
async function tried(call: Attempted, token: string) {
  const trial = await attempt(call)
  const hash = hashToken(token)
  const link =
    hash &&
    (await call.gate
      .selectFrom('portal.email_change as e')
      .innerJoin('portal.account as a', 'a.id', 'e.account_id')
      .select([
        'e.hash',
        'e.purpose',
        'e.email',
        'e.former',
        'e.origin',
        'a.id as account',
        'a.login',
        'a.name',
        'a.password_hash',
      ])
      .where('e.hash', '=', hash)
      .where('e.portal_key', '=', call.portal.key)
      .where('e.used_at', 'is', null)
      .where('e.expires_at', '>', (eb) => eb.fn<string>('now'))
      .where('a.disabled_at', 'is', null)
      .executeTakeFirst())
  if (link) {
    await trial.succeeded()
    return link
  }
  await trial.failed()
  const { portal, network, request } = call
  await journal(call.gate, { event: 'email-link-refused', portal: portal.key, network, request })
  throw new Problem('link-refused')
}

type Preview = 'POST /session/email/preview'

/** What the link does; looking consumes nothing. @throws Problem `link-refused`, `too-many-attempts` */
export async function previewEmailLink(call: GateCall<Preview>): Promise<Api[Preview]['reply']> {
  const { purpose, email, login, name } = await tried(call, call.body.token)
  return { purpose, email, login, name }
}

type Confirm = 'POST /session/email/confirm'

/** @throws Problem `link-refused`, also when the address has become somebody else's meanwhile; `too-many-attempts` */
export async function confirmEmailLink(call: GateCall<Confirm>): Promise<Api[Confirm]['reply']> {
  const { gate, portal, network, request, tools } = call
  const link = await tried(call, call.body.token)
  const { account, purpose, email, former } = link
  const undo = purpose === 'undo'
  const token = await gate.transaction().execute(async (trx) => {
    if (!(await lockAccount(trx, account))) throw new Problem('link-refused')
    const used = await sql`update portal.email_change set used_at = now()
      where hash = ${link.hash} and used_at is null and now() < expires_at returning 1 as used`.execute(trx)
    if (used.rows.length === 0 || (!undo && (await addressTaken(trx, account, email))))
      throw new Problem('link-refused')
    // A change that was confirmed meanwhile stands between: what this link knew is no longer so.
    const moved = await sql`update portal.account set email = ${email}
      where id = ${account} and (${undo} or email is not distinct from ${former}) returning 1 as moved`.execute(trx)
    if (moved.rows.length === 0) throw new Problem('link-refused')
    // Links on their way to the address that is left, and changes that somebody else has begun, lead nowhere any more.
    await sql`delete from portal.password_link where account_id = ${account} and used_at is null`.execute(trx)
    await sql`delete from portal.email_change where account_id = ${account} and used_at is null
      and (purpose = 'confirm' or (${undo}
        and created_at >= (select created_at from portal.email_change where hash = ${link.hash})))`.execute(trx)
    const entry = { portal: portal.key, network, request, account }
    if (undo) {
      const ended = await sql`update portal.session set ended_at = now(), end_reason = 'revoked'
        where account_id = ${account} and ended_at is null returning 1 as ended`.execute(trx)
      await journal(trx, { ...entry, event: 'email-change-undone', detail: { ended: ended.rows.length } })
      await notifySessions(trx, 'all')
      if (link.password_hash === null) return null
      // Whoever changed the address has shown a factor: the password may be known.
      return makePasswordLink(trx, account, { purpose: 'reset', minutes: resetLinkMinutes, random: tools.random })
    }
    await postEmailChanged(trx, { account, email, former, portal, origin: link.origin, random: tools.random })
    await journal(trx, { ...entry, event: 'email-changed' })
    return null
  })
  if (undo) tools.changed('all')
  return { purpose, email, login: link.login, token }
}
