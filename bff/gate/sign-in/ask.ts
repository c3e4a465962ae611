/**
 * Asking for a message: a code, a link. Whoever asks is answered before anybody is looked up, so neither the answer nor
 * its time can tell whether there is somebody; the outbox does the rest.
 */
import type { Kysely } from 'kysely'
import type { Challenge } from '../../api.ts'
import { Problem } from '../../base/problem.ts'
import type { SignInKey } from '../../base/session.ts'
import type { PortalTables } from '../../db/tables.ts'
import { doLater } from '../../outbox/later.ts'
import { journal, type SecurityEvent } from '../journal.ts'
import { mark, marked, take } from '../throttle.ts'
import type { Attempted } from './attempt.ts'
import { inMinutes, makeChallenge, type Purpose } from './challenge.ts'
import { claimProof } from './claim.ts'
import { limits, oneTime } from './limits.ts'

export type Asker = Attempted & { origin: string; proof: string | undefined }

/** What the outbox knows of who asks. */
export interface Asked {
  portal: string
  origin: string
  network: string
  request: string
}

export const askedOf = ({ portal, origin, network, request }: Asker): Asked => ({
  portal: portal.key,
  origin,
  network,
  request,
})

/**
 * Takes from what one network may ask for, and from what it may ask for about one subject: what the caller did and
 * typed, and nothing else.
 * @throws Problem `too-many-attempts`
 */
export async function countAsking({ gate, portal, network, request, tools }: Asker, subject: string): Promise<void> {
  const key = (...parts: string[]) => tools.fingerprint(...parts, portal.vendor, network)
  try {
    await take(gate, key('asking'), limits.asking)
    await take(gate, key('asking for', subject), limits.askingFor)
  } catch (error) {
    const noted = key('asking noted')
    if (error instanceof Problem && !(await marked(gate, noted))) {
      await mark(gate, noted, 60)
      await journal(gate, { event: 'sign-in-throttled', portal: portal.key, network, request })
    }
    throw error
  }
}

interface Wanted {
  event: SecurityEvent
  kind: string
  /** What is typed, for the throttle. */
  subject: string
  content: object
  inside?: (trx: Kysely<PortalTables>) => Promise<void>
}

/** Counts, notes, and leaves it to the outbox. @throws Problem `too-many-attempts` */
export async function ask(call: Asker, { event, kind, subject, content, inside }: Wanted): Promise<void> {
  await countAsking(call, subject)
  await call.gate.transaction().execute(async (trx) => {
    await inside?.(trx)
    await doLater(trx, kind, { ...askedOf(call), ...content })
    await journal(trx, { event, portal: call.portal.key, network: call.network, request: call.request })
  })
}

/** The same with a challenge, to be answered with the same key. @throws Problem `too-many-attempts`, `proof-invalid` */
export async function askForCode(
  call: Asker,
  key: Pick<SignInKey, 'thumbprint'> | undefined,
  { purpose, ...wanted }: Omit<Wanted, 'inside'> & { purpose: Purpose },
): Promise<Challenge> {
  if (!key) throw new Problem('proof-invalid')
  const { challenge, hash } = makeChallenge(call.tools.random)
  await ask(call, {
    ...wanted,
    content: { ...wanted.content, challenge: Buffer.from(hash).toString('hex') },
    async inside(trx) {
      await claimProof(trx, key.thumbprint, call.proof)
      await trx
        .insertInto('portal.challenge')
        .values({
          hash,
          purpose,
          thumbprint: key.thumbprint,
          portal_key: call.portal.key,
          account_id: null,
          code_id: null,
          code_hash: null,
          channel: null,
          budget: null,
          expires_at: inMinutes(oneTime.minutes),
          used_at: null,
        })
        .execute()
    },
  })
  return { challenge, digits: oneTime.digits, minutes: oneTime.minutes }
}
