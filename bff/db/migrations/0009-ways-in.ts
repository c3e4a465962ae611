/** Ways in: one-time codes, typed codes, renewal, invitations, registration, known devices, and when a person was last proven. */
import { type Kysely, sql } from 'kysely'

const statements = [
  'alter table portal.portal drop constraint portal_sign_in_check',
  `alter table portal.portal add constraint portal_sign_in_check
    check (sign_in <@ array['password', 'code', 'one-time-code', 'registration'])`,
  // Links in messages open this page, on the website from which they were asked for.
  `alter table portal.portal add column sign_in_path text not null default '/'
    check (sign_in_path ~ '^/([^/\\\\]|$)' and sign_in_path !~ '[[:space:]#]')`,
  'alter table portal.portal add column second_proof_after_days integer check (second_proof_after_days between 0 and 3650)',
  // The least that lets a person see that the counter works.
  `insert into portal.profile (id, name_fr, name_en, rights)
    values ('newcomer', 'Nouvel arrivant', 'Newcomer', '{fleet.read,interventions.read}') on conflict (id) do nothing`,
  `alter table portal.portal add column registration_profile text not null default 'newcomer' references portal.profile`,
  'create index portal_registration_profile on portal.portal (registration_profile)',

  `alter table portal.account add column phone text check (phone ~ '^\\+[1-9][0-9]{6,14}$')`,
  'create index account_email on portal.account (lower(email))',
  'create index account_phone on portal.account (phone)',

  // A typed code is found by the customer's number and its first four characters; the whole is under argon2id.
  'alter table portal.code alter column secret_hash drop not null',
  `alter table portal.code add column typed_hash text, add column typed_prefix text check (length(typed_prefix) = 4),
    add column customer_code text,
    add constraint code_secret check ((secret_hash is null) = (typed_hash is not null)
      and (typed_hash is null) = (typed_prefix is null) and (typed_hash is null) = (customer_code is null))`,
  'create unique index code_typed on portal.code (customer_code, typed_prefix) where revoked_at is null',
  // Whom it was given to. Whatever renews a code belongs to its family: revoking one revokes all.
  `alter table portal.code add column contact_email text, add column contact_phone text check (contact_phone ~ '^\\+[1-9][0-9]{6,14}$'),
    add column second_proof_after_days integer check (second_proof_after_days between 0 and 3650),
    add column family uuid not null default gen_random_uuid()`,
  'create index code_family on portal.code (family)',

  `alter table portal.password_link add column purpose text not null default 'password'
    check (purpose in ('password', 'reset', 'invitation'))`,

  'alter table portal.session drop constraint session_kind_check',
  `alter table portal.session add constraint session_kind_check check (kind in ('password', 'one-time-code', 'code'))`,
  'alter table portal.session drop constraint session_check',
  `alter table portal.session add constraint session_check
    check ((kind = 'code') = (code_id is not null) and (kind <> 'code') = (account_id is not null))`,
  // When the person last showed who he is; null for a link, which anybody may hold.
  `alter table portal.session add column proved_at timestamptz, add column browser text, add column system text,
    add column network text`,
  `create or replace view portal.live_session as
    select s.hash, s.kind, s.account_id, s.code_id, s.portal_key, s.origin, s.public_x, s.public_y, s.thumbprint,
      s.customer_id,
      case
        when coalesce(ac.site_ids, c.site_ids) is null then s.site_ids
        when s.site_ids is null then coalesce(ac.site_ids, c.site_ids)
        else portal.narrower(s.site_ids, coalesce(ac.site_ids, c.site_ids))
      end as site_ids,
      coalesce(s.intervention_id, c.intervention_id) as intervention_id,
      p.id as profile_id, p.rights,
      s.idle_seconds, s.last_seen_at, s.idle_until, s.expires_at, s.proved_at
    from portal.session s
    join portal.portal o on o.key = s.portal_key and o.enabled
    left join portal.account a on a.id = s.account_id and a.disabled_at is null
    left join portal.account_customer ac on ac.account_id = a.id and ac.customer_id = s.customer_id
    left join portal.code c on c.id = s.code_id and c.customer_id = s.customer_id
      and c.revoked_at is null and c.expires_at > now()
    join portal.profile p on p.id = coalesce(ac.profile_id, c.profile_id)
    where s.ended_at is null and s.idle_until > now() and s.expires_at > now()`,

  // Of whom a code was asked for is found out after the answer; with nobody there, no code is ever right.
  `create table portal.challenge (
    hash bytea primary key check (length(hash) = 32),
    purpose text not null check (purpose in ('sign-in', 'second-proof', 'step-up')),
    thumbprint text not null,
    portal_key text not null references portal.portal,
    account_id uuid references portal.account on delete cascade,
    code_id uuid references portal.code on delete cascade,
    code_hash text,
    channel text check (channel in ('mail', 'sms')),
    budget bytea,
    tries integer not null default 0 check (tries between 0 and 5),
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at timestamptz
  )`,
  'create index challenge_account on portal.challenge (account_id)',
  'create index challenge_code on portal.challenge (code_id)',
  'create index challenge_portal on portal.challenge (portal_key)',
  'create index challenge_expires on portal.challenge (expires_at)',

  // Browser and network from which an account has signed in: whatever else comes is told to the person.
  `create table portal.device (
    account_id uuid not null references portal.account on delete cascade,
    browser text not null,
    network text not null,
    first_seen_at timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    primary key (account_id, browser, network)
  )`,
  'create index device_seen on portal.device (last_seen_at)',

  // Only those whose two numbers were right get a row. `task` is the place in the outbox: done twice, kept once.
  `create table portal.registration (
    id uuid primary key default gen_random_uuid(),
    task bigint not null unique,
    portal_key text not null references portal.portal,
    origin text not null,
    customer_id text not null,
    site_id text,
    name text not null,
    email text not null,
    language text not null check (language in ('fr', 'en')),
    own_mailbox boolean not null,
    state text not null check (state in ('confirming', 'pending', 'confirmed', 'approved', 'refused')),
    token_hash bytea unique check (length(token_hash) = 32),
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    settled_at timestamptz,
    account_id uuid references portal.account on delete set null,
    check ((state in ('confirming', 'pending')) = (settled_at is null))
  )`,
  'create index registration_portal on portal.registration (portal_key)',
  'create index registration_account on portal.registration (account_id)',
  'create index registration_expires on portal.registration (expires_at)',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  // One by one: PGlite takes several statements only without parameters.
  for (const statement of statements) await sql.raw(statement).execute(db)
}
