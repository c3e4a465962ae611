/** Delicate acts: a new e-mail address, which its mailbox confirms and the former one may take back; orders above an amount. */
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
  // Excluding tax, in the currency of the catalogue; null = no order asks.
  'alter table portal.portal add column order_step_up numeric(14,2) check (order_step_up >= 0)',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  // One by one: PGlite takes several statements only without parameters.
  for (const statement of statements) await sql.raw(statement).execute(db)
}
