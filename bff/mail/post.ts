/** How the gate writes to somebody: a row of the outbox, in the transaction of what it tells. */
import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { PortalTables } from '../db/tables.ts'
import type { Channel, Message, MessageValues, Template } from './message.ts'
import { type Sealed, seal, sealingKey } from './seal.ts'

/** What the outbox shows of a message; whom it goes to and what it says is sealed, and wiped when it is done. */
export interface MessagePayload extends Sealed {
  /** UUID: also the letter's Message-ID and the text message's idempotency key. */
  id: string
  template: Template
  language: 'fr' | 'en'
  portal: string
}

export interface Content {
  to: string | null
  elseTo?: string | null
  values: MessageValues[Template]
}

/**
 * Puts a message on its way: it leaves when the transaction has committed, at least once. Never rejects for an address
 * that cannot be one: whether somebody could be written to is not for the caller to learn.
 */
export async function postMessage(trx: Kysely<PortalTables>, message: Message): Promise<void> {
  const { channel, template, language, portal, to, elseTo, values } = message
  const id = randomUUID()
  const content: Content = { to, ...(elseTo !== undefined && { elseTo }), values }
  const payload: MessagePayload = { id, template, language, portal, ...seal(await sealingKey(trx), id, content) }
  await insert(trx, channel, payload)
}

/** A message that is a text message no longer: the same row of words as a letter. */
export async function postAgain(trx: Kysely<PortalTables>, payload: MessagePayload, content: Content): Promise<void> {
  const id = randomUUID()
  const { template, language, portal } = payload
  await insert(trx, 'mail', { id, template, language, portal, ...seal(await sealingKey(trx), id, content) })
}

async function insert(trx: Kysely<PortalTables>, kind: Channel, payload: MessagePayload): Promise<void> {
  await trx
    .insertInto('portal.outbox')
    .values({ kind, aggregate: `message:${payload.id}`, payload: JSON.stringify(payload) })
    .execute()
  await sql`select pg_notify('guichet_outbox', '')`.execute(trx)
}
