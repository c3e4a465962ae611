/** What the customer sent and the vendor's rows do not show yet: on its way, refused, given up, or just arrived. */
import { sql } from 'kysely'
import type { QueryHandle } from '../../db/types.ts'
import { receiptOf, receiptQuery } from '../../outbox/receipts.ts'
import type { InterventionFilter, PendingReply, PendingRequest } from './api.ts'

/** Days after which a refusal is old news, and what was delivered without trace is for the vendor to tell. */
const days = 14

/** The rows that come of a command carry its id as text. */
const commandId = sql<string>`${sql.ref('own_command.id')}::text`

/** Requests that are no intervention yet. An ERP that keeps no command's id is known by the number it answered. */
export async function requests(
  db: QueryHandle,
  { site, equipment }: Pick<InterventionFilter, 'site' | 'equipment'>,
): Promise<PendingRequest[]> {
  const found = await recent(db, 'create_request')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('intervention')
            .select(sql`1`.as('found'))
            .where((of) =>
              of.or([
                of('intervention.command_id', '=', commandId),
                of('intervention.number', '=', of.ref('own_command.number')),
              ]),
            ),
        ),
      ),
    )
    .$if(site !== undefined, (query) => query.where('own_command.site_id', '=', site as string))
    .$if(equipment !== undefined, (query) => query.where('own_command.equipment_id', '=', equipment as string))
    .execute()
  return found.map((row) => ({ ...receiptOf(row), description: row.body ?? '', requester: row.author }))
}

/** Replies that are not in the thread yet, the oldest first as the thread is. */
export async function replies(db: QueryHandle, intervention: string): Promise<PendingReply[]> {
  const found = await recent(db, 'reply')
    .where('own_command.intervention_id', '=', intervention)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('exchange')
            .select(sql`1`.as('found'))
            .where('exchange.intervention_id', '=', sql<string>`${intervention}`)
            .where('exchange.command_id', '=', commandId),
        ),
      ),
    )
    .execute()
  return found.map((row) => ({ ...receiptOf(row), body: row.body ?? '', author: row.author })).toReversed()
}

/** Whether this person has sent something under this key. */
export async function wasSent(db: QueryHandle, key: string): Promise<boolean> {
  return (await receiptQuery(db).where('own_command.key', '=', key).executeTakeFirst()) !== undefined
}

function recent(db: QueryHandle, name: 'create_request' | 'reply') {
  return receiptQuery(db)
    .select(['own_command.author', 'own_command.body'])
    .where('own_command.function', '=', name)
    .where('own_command.created_at', '>', sql<string>`now() - ${`${days} days`}::interval`)
    .orderBy('own_command.created_at', 'desc')
    .orderBy('own_command.id', 'desc')
    .limit(20)
}
