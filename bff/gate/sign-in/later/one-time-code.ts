/** Makes the six digits, for whoever is meant, and sends them to what stands on file. */
import { type Kysely, sql } from 'kysely'
import type { PortalTables } from '../../../db/tables.ts'
import { postMessage } from '../../../mail/post.ts'
import type { Ending, Kind } from '../../../outbox/relay.ts'
import { Problem } from '../../../base/problem.ts'
import { journal } from '../../journal.ts'
import { loadSecrets } from '../../secrets.ts'
import { take } from '../../throttle.ts'
import type { Asked } from '../ask.ts'
import { makeDigits, type Purpose } from '../challenge.ts'
import { contactOfCode } from '../code-contact.ts'
import { knowsNetwork } from '../device.ts'
import { limits, oneTime } from '../limits.ts'
import { findPerson, personOf } from '../person.ts'
import { laterKind, type LaterTools } from './tools.ts'

interface Content extends Asked {
  purpose: Purpose
  /** Hash of the challenge, hex. */
  challenge: string
  channel: 'mail' | 'sms'
  /** What says whom: one of the three. */
  identifier?: string
  account?: string
  code?: string
}

interface Recipient {
  account: string | null
  code: string | null
  email: string | null
  phone: string | null
  language: 'fr' | 'en'
}

async function recipientOf(
  db: Kysely<PortalTables>,
  { identifier, account, code }: Content,
): Promise<Recipient | undefined> {
  if (code !== undefined) {
    const contact = await contactOfCode(db, code)
    return contact && { ...contact, account: null, code }
  }
  const person = account === undefined ? await findPerson(db, identifier ?? '') : await personOf(db, account)
  return person && { ...person, code: null }
}

/** Takes one of the day's codes. Undefined when they are used up: the message is withheld, and nobody learns it. */
async function budgetOf(
  db: Kysely<PortalTables>,
  { network }: Content,
  { account, code }: Recipient,
): Promise<Uint8Array | undefined> {
  const { fingerprint } = await loadSecrets(db)
  const home = account !== null && (await knowsNetwork(db, account, network))
  const key = fingerprint('codes', account ?? code ?? '', home ? network : 'elsewhere')
  try {
    await take(db, key, home ? limits.codesAtHome : limits.codes)
    return key
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}

export function oneTimeCodeKind(tools: LaterTools): Kind {
  const db = tools.db.outbox
  return laterKind<Content>(tools, async (content): Promise<Ending | undefined> => {
    const { portal, network, request, purpose } = content
    const hash = Buffer.from(content.challenge, 'hex')
    const to = await recipientOf(db, content)
    if (!to || (to.email === null && to.phone === null)) return undefined
    const entry = { portal, network, request, account: to.account, code: to.code, detail: { purpose } }
    const digits = makeDigits(tools.random)
    const stored = await tools.passwords.hash(digits)
    return async (trx) => {
      const budget = await budgetOf(trx, content, to)
      if (!budget) return journal(trx, { ...entry, event: 'message-withheld' })
      const channel = to.phone !== null && (content.channel === 'sms' || to.email === null) ? 'sms' : 'mail'
      const { rows } = await sql`
        update portal.challenge set account_id = ${to.account}::uuid, code_id = ${to.code}::uuid, code_hash = ${stored},
          channel = ${channel}, budget = ${budget}
        where hash = ${hash} and code_hash is null and used_at is null and now() < expires_at returning 1 as open`.execute(
        trx,
      )
      // Too late, or done before.
      if (rows.length === 0) return
      await sql`update portal.challenge set used_at = now()
        where (account_id = ${to.account}::uuid or code_id = ${to.code}::uuid) and purpose = ${purpose}
          and hash <> ${hash} and used_at is null`.execute(trx)
      await postMessage(trx, {
        channel,
        template: purpose === 'sign-in' ? 'one-time-code' : 'second-proof',
        to: channel === 'sms' ? to.phone : to.email,
        ...(channel === 'sms' && { elseTo: to.email }),
        language: to.language,
        portal,
        values: { code: digits, minutes: String(oneTime.minutes) },
      })
      await journal(trx, { ...entry, event: 'one-time-code-sent', detail: { purpose, channel } })
    }
  })
}
