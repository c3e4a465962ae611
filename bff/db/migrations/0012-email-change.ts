/** A new e-mail address counts once its mailbox has confirmed it, and the former mailbox may take it back. */
import { type Kysely, sql } from 'kysely'

const statements = [
  // `email`: what the account has once the link is used; `former`: what it had. `task` is the place in the outbox of
  // what made a `confirm`: done twice, kept once.
  `create table portal.email_change (
    hash bytea primary key check (length(hash) = 32),
    purpose text not null check (purpose in ('confirm', 'undo')),
    task bigint unique,
    account_id uuid not null references portal.account on delete cascade,
    portal_key text not null references portal.portal,
    origin text not null,
    email text not null,
    former text,
    created_at timestamptz not null default clock_timestamp(),
    expires_at timestamptz not null,
    used_at timestamptz
  )`,
  'create index email_change_account on portal.email_change (account_id)',
  'create index email_change_portal on portal.email_change (portal_key)',
  'create index email_change_expires on portal.email_change (expires_at)',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  // One by one: PGlite takes several statements only without parameters.
  for (const statement of statements) await sql.raw(statement).execute(db)
}
