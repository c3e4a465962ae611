/** Messages of the outbox: opened while they are at work, wiped when they are done. */
import type { Kysely } from 'kysely'
import type { PortalTables } from '../db/tables.ts'
import type { Sender } from '../mail/letter.ts'
import type { Content, MessagePayload } from '../mail/post.ts'
import { sealingKey, unseal } from '../mail/seal.ts'
import type { Ending, Task } from './relay.ts'

export interface OpenMessage extends Content {
  payload: MessagePayload
}

/** Undefined when it was wiped: it had been given up, and somebody has asked to try again. */
export async function openMessage(db: Kysely<PortalTables>, task: Task): Promise<OpenMessage | undefined> {
  const payload = task.payload as unknown as MessagePayload
  if (typeof payload.box !== 'string') return undefined
  const content = unseal(await sealingKey(db, payload.kid), payload.id, payload) as Content
  return { payload, ...content }
}

/** Whom it went to and what it said are nobody's business from here on. */
export const wipe =
  (task: Task): Ending =>
  async (trx) => {
    const { id, template, language, portal } = task.payload
    await trx
      .updateTable('portal.outbox')
      .set({ payload: JSON.stringify({ id, template, language, portal }) })
      .where('id', '=', task.id)
      .execute()
  }

/** A code or link that has run out need not arrive. */
export function isStale({ values }: OpenMessage, { age }: Task): boolean {
  const { minutes } = values as { minutes?: string }
  return minutes !== undefined && age > Number(minutes) * 60
}

const isZone = (name: string) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** In whose name: the portal's own. Undefined for a portal that is no more. */
export async function senderOf(db: Kysely<PortalTables>, portal: string): Promise<Sender | undefined> {
  const row = await db
    .selectFrom('portal.portal')
    .select(['name', 'branding'])
    .where('key', '=', portal)
    .executeTakeFirst()
  if (!row) return undefined
  const { accent, phone, email, website, timeZone } = row.branding
  return {
    name: row.name,
    accent,
    phone,
    email,
    website,
    timeZone: timeZone !== undefined && isZone(timeZone) ? timeZone : 'Europe/Paris',
  }
}
