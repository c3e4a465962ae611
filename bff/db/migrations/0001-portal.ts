/** Schema `portal`: accounts, codes, profiles, sessions, and what keeps them safe. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `create table portal.portal (
    key text primary key check (key ~ '^pk_[a-z][a-z0-9]*_[a-z0-9]{16}$'),
    name text not null,
    origins text[] not null,
    languages text[] not null check (languages <@ array['fr', 'en'] and cardinality(languages) > 0),
    features text[] not null,
    branding jsonb not null default '{}',
    sign_in text[] not null check (sign_in <@ array['password', 'code']),
    enabled boolean not null default true,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `create table portal.profile (
    id text primary key,
    name_fr text not null,
    name_en text not null,
    rights text[] not null
  )`,
  `create table portal.account (
    id uuid primary key default gen_random_uuid(),
    login text not null unique check (login = lower(login) and login <> ''),
    email text,
    name text not null,
    language text not null default 'fr' check (language in ('fr', 'en')),
    password_hash text,
    disabled_at timestamptz,
    created_at timestamptz not null default now()
  )`,
  `create table portal.account_customer (
    account_id uuid not null references portal.account on delete cascade,
    customer_id text not null,
    profile_id text not null references portal.profile,
    site_ids text[],
    primary key (account_id, customer_id)
  )`,
  'create index account_customer_customer on portal.account_customer (customer_id)',
  'create index account_customer_profile on portal.account_customer (profile_id)',
  `create table portal.code (
    id uuid primary key default gen_random_uuid(),
    secret_hash bytea not null unique check (length(secret_hash) = 32),
    label text not null,
    language text not null default 'fr' check (language in ('fr', 'en')),
    customer_id text not null,
    site_ids text[],
    intervention_id text,
    profile_id text not null references portal.profile,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    revoked_at timestamptz,
    last_used_at timestamptz
  )`,
  'create index code_customer on portal.code (customer_id)',
  'create index code_profile on portal.code (profile_id)',
  `create table portal.password_link (
    hash bytea primary key check (length(hash) = 32),
    account_id uuid not null references portal.account on delete cascade,
    expires_at timestamptz not null,
    used_at timestamptz
  )`,
  'create index password_link_account on portal.password_link (account_id)',
  `create table portal.session (
    hash bytea primary key check (length(hash) = 32),
    kind text not null check (kind in ('password', 'code')),
    account_id uuid references portal.account on delete cascade,
    code_id uuid references portal.code on delete cascade,
    portal_key text not null references portal.portal,
    origin text not null,
    public_x text not null,
    public_y text not null,
    thumbprint text not null,
    customer_id text not null,
    site_ids text[],
    intervention_id text,
    created_at timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    idle_seconds integer not null check (idle_seconds > 0),
    idle_until timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    end_reason text check (end_reason in ('signed-out', 'rotated', 'limit', 'revoked')),
    check ((kind = 'password') = (account_id is not null) and (kind = 'code') = (code_id is not null)),
    check ((ended_at is null) = (end_reason is null))
  )`,
  'create index session_account on portal.session (account_id) where ended_at is null',
  'create index session_code on portal.session (code_id) where ended_at is null',
  'create index session_portal on portal.session (portal_key)',
  'create index session_expires on portal.session (expires_at)',
  'create unlogged table portal.throttle (key bytea primary key, tat timestamptz not null)',
  'create index throttle_tat on portal.throttle (tat)',
  `create unlogged table portal.proof (
    hash bytea primary key check (length(hash) = 32),
    seen_at timestamptz not null default now()
  )`,
  'create index proof_seen on portal.proof (seen_at)',
  `create table portal.ticket (
    hash bytea primary key check (length(hash) = 32),
    session_hash bytea not null references portal.session on delete cascade,
    subject_kind text not null,
    subject_id text not null,
    language text not null check (language in ('fr', 'en')),
    expires_at timestamptz not null,
    used_at timestamptz
  )`,
  'create index ticket_session on portal.ticket (session_hash)',
  'create index ticket_expires on portal.ticket (expires_at)',
  `create table portal.journal (
    id bigint generated always as identity primary key,
    at timestamptz not null default now(),
    event text not null,
    portal_key text,
    account_id uuid,
    code_id uuid,
    session text,
    network text,
    request text,
    detail jsonb not null default '{}'
  )`,
  'create index journal_at on portal.journal (at)',
  'create index journal_account on portal.journal (account_id, at)',
  `create function portal.refuse_change() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
      raise exception 'the journal is append-only' using errcode = 'insufficient_privilege';
    end
  $$`,
  'revoke execute on function portal.refuse_change() from public',
  `create trigger journal_append_only before update or delete or truncate on portal.journal
    for each statement execute function portal.refuse_change()`,
  'create table portal.secret (name text primary key, value bytea not null)',
  // Two version-4 UUIDs carry 244 random bits; hashed, they make 32 even bytes without an extension.
  `insert into portal.secret (name, value)
    values ('nonce', sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())))`,
  // What the guards were when they were made; the self-check compares.
  `create table portal.fingerprint (
    name text primary key,
    value text not null,
    at timestamptz not null default now()
  )`,
  // Sites that both lists allow; a null list allows all. plpgsql, because a sub-select in the view would be set up by
  // every query, although hardly any session has two lists.
  `create function portal.narrower(one text[], other text[]) returns text[]
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
    begin
      return array(select unnest(one) intersect select unnest(other) order by 1);
    end
  $$`,
  'revoke execute on function portal.narrower(text[], text[]) from public',
  // The one definition of a live session, with the rights and sites that apply now. A session has an account or a code.
  `create view portal.live_session as
    select s.hash, s.kind, s.account_id, s.code_id, s.portal_key, s.origin, s.public_x, s.public_y, s.thumbprint,
      s.customer_id,
      case
        when coalesce(ac.site_ids, c.site_ids) is null then s.site_ids
        when s.site_ids is null then coalesce(ac.site_ids, c.site_ids)
        else portal.narrower(s.site_ids, coalesce(ac.site_ids, c.site_ids))
      end as site_ids,
      coalesce(s.intervention_id, c.intervention_id) as intervention_id,
      p.id as profile_id, p.rights,
      s.idle_seconds, s.last_seen_at, s.idle_until, s.expires_at
    from portal.session s
    join portal.portal o on o.key = s.portal_key and o.enabled
    left join portal.account a on a.id = s.account_id and a.disabled_at is null
    left join portal.account_customer ac on ac.account_id = a.id and ac.customer_id = s.customer_id
    left join portal.code c on c.id = s.code_id and c.customer_id = s.customer_id
      and c.revoked_at is null and c.expires_at > now()
    join portal.profile p on p.id = coalesce(ac.profile_id, c.profile_id)
    where s.ended_at is null and s.idle_until > now() and s.expires_at > now()`,
  `insert into portal.profile (id, name_fr, name_en, rights) values
    ('supervisor', 'Superviseur', 'Supervisor',
      '{invoices.read,invoices.amounts,invoices.download,invoices.export,fleet.read,documents.read,orders.read,orders.place,requests.create,interventions.read,contacts.read}'),
    ('user', 'Utilisateur', 'User',
      '{invoices.read,invoices.amounts,invoices.download,fleet.read,documents.read,orders.read,orders.place,requests.create,interventions.read,contacts.read}'),
    ('buyer', 'Acheteur', 'Buyer',
      '{invoices.read,invoices.amounts,invoices.download,fleet.read,orders.read,orders.place}'),
    ('technical', 'Technique', 'Technical',
      '{invoices.read,fleet.read,documents.read,requests.create,interventions.read,contacts.read}'),
    ('accounting', 'Comptabilité', 'Accounting',
      '{invoices.read,invoices.amounts,invoices.download,invoices.export,documents.read}')`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  // One by one: PGlite takes several statements only without parameters.
  for (const statement of statements) await sql.raw(statement).execute(db)
}
