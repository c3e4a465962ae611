/** Rights of the catalogue, of order amounts and of replies, for the profiles that every portal starts with. */
import { type Kysely, sql } from 'kysely'

const more: Readonly<Record<string, readonly string[]>> = {
  supervisor: ['catalogue.read', 'prices.read', 'orders.amounts', 'interventions.reply'],
  user: ['catalogue.read', 'prices.read', 'orders.amounts', 'interventions.reply'],
  buyer: ['catalogue.read', 'prices.read', 'orders.amounts'],
  technical: ['interventions.reply'],
  accounting: ['orders.read', 'orders.amounts'],
}

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [id, rights] of Object.entries(more)) {
    // A right that an operator has given already stays once.
    await sql`update portal.profile set rights = rights || array(
        select wanted from unnest(${sql.lit(`{${rights.join(',')}}`)}::text[]) wanted where wanted <> all (rights)
      ) where id = ${id}`.execute(db)
  }
}
