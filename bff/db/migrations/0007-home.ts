/** What a vendor puts on the dashboard of a portal: title, text, quick actions (`bff/base/home.ts`). */
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table portal.portal add column home jsonb not null default '{}'`.execute(db)
}
