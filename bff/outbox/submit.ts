/** How a feature sends a command: stored with its idempotency key and its place in the outbox, in one transaction. */
import { sql } from 'kysely'
import type { WriteHandle } from '../db/types.ts'
import type { CommandHead, FunctionName, ManagementFunctions } from '../management/functions.ts'
import type { CommandReceipt } from './receipt.ts'
import { receiptOf, receiptQuery } from './receipts.ts'

export interface NewCommand<F extends FunctionName> {
  /** UUID made when the form opened: the same key and content is the same command. */
  key: string
  function: F
  /**
   * What it is about, for scope and for order per object. Looked up through the session's guards; the payload's own
   * `site_id` or `intervention_id` is set from it. Every other id of the payload is the feature's to check.
   */
  siteId: string | null
  interventionId: string | null
  payload: Omit<ManagementFunctions[F], keyof CommandHead | 'files'>
  /** Ids of own uploads that it takes along. */
  uploads?: readonly string[]
}

interface Sender {
  db: WriteHandle
}

/**
 * An endpoint that sends one names the function's feature, so that it is off where the vendor has no such function:
 * `requests` for create_request, `replying` for reply, `ordering` for place_order.
 *
 * @returns the receipt; of a key seen before with the same content, the first one, `replayed`
 * @throws Problem `key-reused` when the key came before with another content; `right-missing`; `not-found` for a site,
 * intervention or upload that this session does not have, and for a session limited to sites or an intervention that
 * names none; `endpoint-unknown` when the vendor has no such function
 */
export async function submitCommand<F extends FunctionName>(
  { db }: Sender,
  command: NewCommand<F>,
): Promise<CommandReceipt> {
  const { key, siteId, interventionId, payload, uploads = [] } = command
  const answer = await sql<{ id: string; replayed: boolean }>`
    select id, replayed from submit_command(${key}::uuid, ${command.function}::text, ${siteId}::text, ${interventionId}::text,
      ${JSON.stringify(payload)}::jsonb, ${[...uploads]}::uuid[])`.execute(db)
  const stored = answer.rows[0]
  const row = stored && (await receiptQuery(db).where('id', '=', stored.id).executeTakeFirst())
  if (!stored || !row) throw new Error('The command was stored, but its guard does not show it')
  return { ...receiptOf(row), ...(stored.replayed && { replayed: true as const }) }
}
