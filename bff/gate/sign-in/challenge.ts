/** Challenges: what a one-time code answers. Five tries, ten minutes, one key, once; exact across processes. */
import { createHash } from 'node:crypto'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { ChallengeAnswer } from '../../api.ts'
import { Problem } from '../../base/problem.ts'
import type { PortalTables } from '../../db/tables.ts'
import { fromBase64url, toBase64url } from '../base64url.ts'
import { countVerified } from '../../sms/allowance.ts'
import { journal } from '../journal.ts'
import { mark, marked, take } from '../throttle.ts'
import { type Attempted, attempt } from './attempt.ts'
import { limits, oneTime } from './limits.ts'

export type Purpose = 'sign-in' | 'second-proof' | 'step-up'

/** That many minutes from now, by the database's clock. */
export const inMinutes = (minutes: number): RawBuilder<string> =>
  sql<string>`now() + make_interval(mins => ${minutes}::int)`

export function makeChallenge(random: (size: number) => Uint8Array): { challenge: string; hash: Uint8Array } {
  const bytes = random(32)
  return { challenge: toBase64url(bytes), hash: createHash('sha256').update(bytes).digest() }
}

/** Six even digits: what would favour some is thrown away. */
export function makeDigits(random: (size: number) => Uint8Array): string {
  const range = 10 ** oneTime.digits
  const most = Math.floor(2 ** 32 / range) * range
  for (;;) {
    const value = Buffer.from(random(4)).readUInt32BE()
    if (value < most) return String(value % range).padStart(oneTime.digits, '0')
  }
}

export interface Answered {
  hash: Uint8Array
  account: string | null
  code: string | null
  channel: 'mail' | 'sms' | null
  /** Throttle to give one back to. */
  budget: Uint8Array | null
}

const over = () => new Problem('code-refused', { fields: { 'body.code': 'over' } })

/** Takes one of the five tries. Undefined when there is none to take. */
async function takeTry(
  gate: Kysely<PortalTables>,
  hash: Uint8Array,
  of: { purpose: Purpose; thumbprint: string; portal: string },
) {
  const { rows } = await sql<{
    account_id: string | null
    code_id: string | null
    code_hash: string | null
    channel: 'mail' | 'sms' | null
    budget: Uint8Array | null
    tries: string
  }>`update portal.challenge set tries = tries + 1
    where hash = ${hash} and purpose = ${of.purpose} and thumbprint = ${of.thumbprint} and portal_key = ${of.portal}
      and used_at is null and now() < expires_at and tries < ${sql.lit(oneTime.tries)}
    returning account_id, code_id, code_hash, channel, budget, tries`.execute(gate)
  return rows[0]
}

/** One challenge more of this portal has used up its tries; many in an hour are somebody who guesses. */
async function countFailed({ gate, portal, network, request, tools }: Attempted): Promise<void> {
  try {
    await take(gate, tools.fingerprint('failed challenges', portal.key), limits.failedChallenges)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const told = tools.fingerprint('failed challenges told', portal.key)
    if (await marked(gate, told)) return
    await mark(gate, told, 3600)
    const detail = { alarm: 'one-time-codes-guessed', failed: limits.failedChallenges.burst }
    await journal(gate, { event: 'alarm', portal: portal.key, network, request, detail })
    tools.alarm(detail.alarm, { failed: detail.failed })
  }
}

/**
 * Judges an answer. Right ones must be used (`useChallenge`) in the transaction of what they open.
 * @throws Problem `code-refused` with `wrong` or `over`, `too-many-attempts`, `overloaded`
 */
export async function judgeAnswer(
  call: Attempted,
  thumbprint: string,
  purpose: Purpose,
  { challenge, code }: ChallengeAnswer,
): Promise<Answered> {
  const trial = await attempt(call)
  const bytes = fromBase64url(challenge)
  const hash = bytes?.length === 32 ? createHash('sha256').update(bytes).digest() : undefined
  const taken = hash && (await takeTry(call.gate, hash, { purpose, thumbprint, portal: call.portal.key }))
  const fits = taken !== undefined && (await call.tools.passwords.fit(taken.code_hash, code.replace(/\s/g, '')))
  if (hash && fits) {
    await trial.succeeded()
    return { hash, account: taken.account_id, code: taken.code_id, channel: taken.channel, budget: taken.budget }
  }
  await trial.failed()
  const { portal, network, request } = call
  await journal(call.gate, {
    event: 'one-time-code-refused',
    portal: portal.key,
    network,
    request,
    detail: { purpose },
  })
  if (!taken) throw over()
  if (Number(taken.tries) < oneTime.tries) throw new Problem('code-refused', { fields: { 'body.code': 'wrong' } })
  await countFailed(call)
  throw over()
}

/** Two right answers at once: one gets in. @throws Problem `code-refused` */
export async function useChallenge(
  trx: Kysely<PortalTables>,
  { hash, channel }: Answered,
  portal: string,
): Promise<void> {
  const used = await sql`
    update portal.challenge set used_at = now()
    where hash = ${hash} and used_at is null and now() < expires_at returning 1 as used`.execute(trx)
  if (used.rows.length === 0) throw over()
  // How many of the text messages that were paid for came back: the breaker of sms/ goes by it.
  if (channel === 'sms') await countVerified(trx, portal)
}
