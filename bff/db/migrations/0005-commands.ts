/** What customers send to the vendor, and the one queue of everything that has to be done after an answer. */
import { type Kysely, sql } from 'kysely'

const statements = [
  // `owner` names who sent it, `account:<id>` or `code:<id>`, and outlives both: nobody's order goes with his account.
  // Instants in milliseconds, as they travel: a page goes on from the last one seen.
  `create table portal.command (
    id uuid primary key default gen_random_uuid(),
    owner text not null,
    key uuid not null,
    body_hash bytea not null check (length(body_hash) = 32),
    receipt text not null unique,
    function text not null,
    customer_id text not null,
    site_id text,
    intervention_id text,
    aggregate text not null,
    portal_key text not null,
    language text not null check (language in ('fr', 'en')),
    author jsonb not null,
    payload jsonb not null,
    state text not null default 'received' check (state in ('received', 'delivered', 'refused', 'failed')),
    vendor_id text,
    vendor_number text,
    reason text,
    attempts integer not null default 0,
    created_at timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
    settled_at timestamptz,
    unique (owner, key),
    check ((state = 'received') = (settled_at is null)),
    check ((state = 'delivered') = (vendor_id is not null)),
    check ((state = 'refused') = (reason is not null))
  )`,
  'create index command_customer on portal.command (customer_id, created_at desc, id desc)',
  'create index command_settled on portal.command (settled_at)',
  // Deliveries now; mail, SMS, exports and the like by their kinds. Of one aggregate only the first is ever at work.
  `create table portal.outbox (
    id bigint generated always as identity primary key,
    kind text not null,
    command_id uuid references portal.command on delete cascade,
    aggregate text not null,
    payload jsonb not null default '{}',
    created_at timestamptz not null default clock_timestamp(),
    due_at timestamptz not null default clock_timestamp(),
    lease_until timestamptz,
    attempts integer not null default 0,
    last_error text,
    done_at timestamptz,
    dead_at timestamptz,
    check (done_at is null or dead_at is null)
  )`,
  'create index outbox_due on portal.outbox (due_at, id) where done_at is null and dead_at is null',
  'create index outbox_aggregate on portal.outbox (aggregate, id) where done_at is null and dead_at is null',
  'create index outbox_command on portal.outbox (command_id)',
  'create index outbox_done on portal.outbox (done_at)',
  // Ages stand here, so that whoever speaks for the gate cannot choose them. What is dead stays for the operator.
  `create function portal.trim_commands() returns bigint
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
    declare
      gone bigint;
      more bigint;
    begin
      delete from portal.outbox where id in (
        select id from portal.outbox where done_at < now() - interval '7 days' order by done_at limit 5000);
      get diagnostics gone = row_count;
      delete from portal.command where id in (
        select id from portal.command where settled_at < now() - interval '12 months' order by settled_at limit 5000);
      get diagnostics more = row_count;
      return gone + more;
    end
  $$`,
  'revoke execute on function portal.trim_commands() from public',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  // One by one: PGlite takes several statements only without parameters.
  for (const statement of statements) await sql.raw(statement).execute(db)
}
