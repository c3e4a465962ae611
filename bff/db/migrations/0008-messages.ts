/** Letters and text messages: the key that their contents wait under, and what was sent each day. */
import { type Kysely, sql } from 'kysely'

const statements = [
  // Two random UUIDs are 244 bits. A later key is another row, `message-2`: the newest seals, the older still open.
  `insert into portal.secret (name, value)
    values ('message-1', sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())))`,
  // Text messages cost money: a budget per day, and how many of the codes that went out came back.
  `create table portal.sms_day (
    portal_key text not null,
    day date not null default (now() at time zone 'utc')::date,
    sent integer not null default 0 check (sent >= 0),
    verified integer not null default 0 check (verified >= 0),
    primary key (portal_key, day)
  )`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  // One by one: PGlite takes several statements only without parameters.
  for (const statement of statements) await sql.raw(statement).execute(db)
}
