/** Files that customers join to what they send: kept here until the vendor's database has taken them. */
import { type Kysely, sql } from 'kysely'

const statements = [
  // A table and no folder: one backup has all, every process sees all, and a file and its command commit together.
  `create table portal.upload (
    id uuid primary key default gen_random_uuid(),
    account_id uuid references portal.account on delete cascade,
    code_id uuid references portal.code on delete cascade,
    customer_id text not null,
    file_name text not null check (length(file_name) between 1 and 200),
    media_type text not null check (media_type in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
    size integer not null check (size between 1 and 10485760),
    sha256 bytea check (length(sha256) = 32),
    state text not null default 'receiving' check (state in ('receiving', 'quarantine', 'clean', 'refused')),
    content bytea,
    created_at timestamptz not null default now(),
    command_id uuid,
    check ((account_id is null) <> (code_id is null)),
    check ((content is not null) = (state in ('quarantine', 'clean')))
  )`,
  // Photographs do not shrink further: no time is spent on trying.
  'alter table portal.upload alter column content set storage external',
  'create index upload_account on portal.upload (account_id)',
  'create index upload_code on portal.upload (code_id)',
  'create index upload_customer on portal.upload (customer_id, created_at)',
  'create index upload_command on portal.upload (command_id)',
  'create index upload_created on portal.upload (created_at) where command_id is null',
  // What no command has taken: an upload that never came is gone after an hour, a file left in a form after seven days.
  `create function portal.trim_uploads() returns bigint
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
    declare
      gone bigint;
    begin
      delete from portal.upload where id in (
        select id from portal.upload where command_id is null
          and created_at < now() - case state when 'receiving' then interval '1 hour' else interval '7 days' end
        order by created_at limit 1000);
      get diagnostics gone = row_count;
      return gone;
    end
  $$`,
  'revoke execute on function portal.trim_uploads() from public',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  // One by one: PGlite takes several statements only without parameters.
  for (const statement of statements) await sql.raw(statement).execute(db)
}
