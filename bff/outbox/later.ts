/** What an endpoint leaves for after its answer, so that the answer takes the same time whatever comes of it. */
import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { PortalTables } from '../db/tables.ts'
import { type Sealed, seal, sealingKey, unseal } from '../mail/seal.ts'
import type { Ending, Task } from './relay.ts'

/** The outbox shows the kind only: what somebody typed is sealed, and wiped when it is done. */
interface Later extends Sealed {
  id: string
}

/** Puts it into the outbox; it is taken up when the transaction has committed. */
export async function doLater(trx: Kysely<PortalTables>, kind: string, content: object): Promise<void> {
  const id = randomUUID()
  const payload: Later = { id, ...seal(await sealingKey(trx), id, content) }
  await trx
    .insertInto('portal.outbox')
    .values({ kind, aggregate: `later:${id}`, payload: JSON.stringify(payload) })
    .execute()
  await sql`select pg_notify('guichet_outbox', '')`.execute(trx)
}

/** What was left. */
export async function leftFor<T>(db: Kysely<PortalTables>, { payload }: Task): Promise<T> {
  const { id, kid, box } = payload as unknown as Later
  return unseal(await sealingKey(db, kid), id, { kid, box }) as T
}

/** The end of such a task: nothing of it stays readable, not even sealed. */
export function wiped(task: Task, more: Ending = async () => {}): Ending {
  return async (trx) => {
    await more(trx)
    await trx.updateTable('portal.outbox').set({ payload: '{}' }).where('id', '=', task.id).execute()
  }
}
