/**
 * Asking for an account. What is typed proves nothing: an invoice number can be guessed. It only says which contact on
 * file is asked to confirm; the answer is the same for everybody, and nobody is looked up before it.
 */
import type { Accepted, Api } from '../../api.ts'
import type { GateCall } from '../../base/endpoint.ts'
import { loginOf } from '../../base/login.ts'
import { Problem } from '../../base/problem.ts'
import { journal } from '../journal.ts'
import { take } from '../throttle.ts'
import { admit } from './admit.ts'
import { ask } from './ask.ts'
import { type Attempted, attempt } from './attempt.ts'
import { confirmLinkMinutes, limits } from './limits.ts'
import { hashToken } from './link-token.ts'
import { customerCodeOf } from './typed-code.ts'
import { customerCards } from './view.ts'

/** @throws Problem `too-many-attempts`; @returns true when this portal has had so many today that the vendor decides each */
async function count({ gate, portal, network, tools }: Attempted, customerCode: string): Promise<boolean> {
  await take(gate, tools.fingerprint('registrations', portal.vendor, network), limits.registrations)
  await take(gate, tools.fingerprint('registrations for', portal.vendor, customerCode), limits.registrationsFor)
  const many = await take(gate, tools.fingerprint('registrations at', portal.key), limits.registrationsAt).catch(
    (error: unknown) => error,
  )
  if (many !== undefined && !(many instanceof Problem)) throw many
  return many !== undefined
}

/** @throws Problem `endpoint-unknown` where it is not offered, `too-many-attempts`, `input-invalid` */
export async function askRegistration(call: GateCall<'POST /session/registration'>): Promise<Accepted> {
  const { body, portal } = call
  if (!portal.signIn.includes('registration')) throw new Problem('endpoint-unknown')
  const email = loginOf(body.email)
  if (email === undefined) throw new Problem('input-invalid', { fields: { 'body.email': 'invalid' } })
  const customerCode = customerCodeOf(body.customerCode)
  const approval = await count(call, customerCode)
  await ask(call, {
    event: 'registration-asked',
    kind: 'registration',
    subject: `registration ${customerCode}`,
    content: {
      customerCode,
      invoiceNumber: body.invoiceNumber,
      name: body.name.trim(),
      email,
      language: body.language ?? portal.languages[0] ?? 'fr',
      approval,
      path: portal.signInPath,
    },
  })
  return { accepted: true, minutes: confirmLinkMinutes }
}

/** @throws Problem `link-refused`, `too-many-attempts` */
async function tried(call: Attempted, token: string) {
  const trial = await attempt(call)
  const hash = hashToken(token)
  const row =
    hash &&
    (await call.gate
      .selectFrom('portal.registration')
      .selectAll()
      .where('token_hash', '=', hash)
      .where('state', '=', 'confirming')
      .where('expires_at', '>', (eb) => eb.fn<string>('now'))
      .executeTakeFirst())
  if (row) {
    await trial.succeeded()
    return row
  }
  await trial.failed()
  const { portal, network, request } = call
  await journal(call.gate, { event: 'registration-refused', portal: portal.key, network, request })
  throw new Problem('link-refused')
}

type Preview = 'POST /session/registration/preview'

export async function previewRegistration(call: GateCall<Preview>): Promise<Api[Preview]['reply']> {
  const { name, email, customer_id: customer } = await tried(call, call.body.token)
  const [card] = await customerCards(call.gate, [customer])
  return { name, email, company: card?.name ?? customer }
}

/** @throws Problem `link-refused`, also for the second of two at once; `too-many-attempts` */
export async function confirmRegistration(
  call: GateCall<'POST /session/registration/confirm'>,
): Promise<{ token: string | null }> {
  const { gate, portal, network, request } = call
  const row = await tried(call, call.body.token)
  const token = await gate.transaction().execute(async (trx) => {
    const { registration_profile: profile } = await trx
      .selectFrom('portal.portal')
      .select('registration_profile')
      .where('key', '=', row.portal_key)
      .executeTakeFirstOrThrow()
    const page = row.origin + portal.signInPath
    const admitted = await admit(trx, row, {
      from: 'confirming',
      to: 'confirmed',
      profile,
      page,
      random: call.tools.random,
    })
    if (!admitted) throw new Problem('link-refused')
    const { account } = admitted
    await journal(trx, { event: 'registration-confirmed', portal: portal.key, network, request, account })
    return admitted.token
  })
  return { token }
}
