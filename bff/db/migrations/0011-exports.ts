/** Lists that leave as files: what was asked for, how far it is, and the file for a day. */
import { type Kysely, sql } from 'kysely'

const statements = [
  // What the session could see when it asked stands with it: nobody who sees less is shown the file.
  `create table portal.export (
    id uuid primary key default gen_random_uuid(),
    owner text not null,
    key uuid not null,
    body_hash bytea not null check (length(body_hash) = 32),
    session_hash bytea not null references portal.session on delete cascade,
    customer_id text not null,
    site_ids text[],
    intervention_id text,
    rights text[] not null,
    portal_key text not null,
    kind text not null check (kind in ('invoices', 'orders', 'interventions', 'equipment')),
    format text not null check (format in ('xlsx', 'xls', 'csv')),
    language text not null check (language in ('fr', 'en')),
    wish jsonb not null,
    state text not null default 'waiting'
      check (state in ('waiting', 'running', 'done', 'refused', 'failed', 'cancelled')),
    reason text,
    done_rows integer not null default 0,
    total_rows integer not null,
    file_name text,
    size bigint,
    created_at timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
    expires_at timestamptz not null default date_trunc('milliseconds', clock_timestamp()) + interval '24 hours',
    unique (owner, key),
    check ((state = 'done') = (file_name is not null and size is not null)),
    check ((state in ('refused', 'failed')) = (reason is not null))
  )`,
  'create index export_owner on portal.export (owner, created_at desc, id desc)',
  'create index export_session on portal.export (session_hash)',
  'create index export_expires on portal.export (expires_at)',
  // In slices, so that neither writing nor reading ever holds a whole file.
  `create table portal.export_part (
    export_id uuid not null references portal.export on delete cascade,
    n integer not null,
    bytes bytea not null,
    primary key (export_id, n)
  )`,
  // Text shrinks well, but a workbook is compressed already, and a slice is read once.
  'alter table portal.export_part alter column bytes set storage external',
  `create function portal.trim_exports() returns bigint
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
    declare
      gone bigint;
    begin
      delete from portal.export where id in (
        select id from portal.export where expires_at < now() order by expires_at limit 1000);
      get diagnostics gone = row_count;
      return gone;
    end
  $$`,
  'revoke execute on function portal.trim_exports() from public',
]

const more: Readonly<Record<string, readonly string[]>> = {
  supervisor: ['orders.export', 'interventions.export', 'fleet.export'],
  buyer: ['orders.export'],
  technical: ['interventions.export', 'fleet.export'],
  accounting: ['orders.export'],
}

export async function up(db: Kysely<unknown>): Promise<void> {
  // One by one: PGlite takes several statements only without parameters.
  for (const statement of statements) await sql.raw(statement).execute(db)
  for (const [id, rights] of Object.entries(more)) {
    // A right that an operator has given already stays once.
    await sql`update portal.profile set rights = rights || array(
        select wanted from unnest(${sql.lit(`{${rights.join(',')}}`)}::text[]) wanted where wanted <> all (rights)
      ) where id = ${id}`.execute(db)
  }
}
