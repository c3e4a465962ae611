/** Hand-off from a website's own sign-in: whose assertions count, who they speak of, and which have been used. */
import { type Kysely, sql } from 'kysely'

const statements = [
  // Public keys only. Several are good at a time, so that a website changes its key without a gap.
  `create table portal.hand_off_key (
    portal_key text not null references portal.portal,
    kid text not null check (kid ~ '^[A-Za-z0-9._~-]{1,64}$'),
    issuer text not null check (issuer <> '' and length(issuer) <= 200),
    algorithm text not null check (algorithm in ('EdDSA', 'ES256')),
    public_key text not null,
    subject text not null check (subject in ('login', 'mapped')),
    profile_id text references portal.profile check (profile_id is null or subject = 'mapped'),
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    revoked_at timestamptz,
    primary key (portal_key, kid)
  )`,
  'create index hand_off_key_profile on portal.hand_off_key (profile_id)',
  `create table portal.hand_off_person (
    portal_key text not null references portal.portal,
    issuer text not null,
    subject text not null check (length(subject) between 1 and 200),
    account_id uuid not null references portal.account on delete cascade,
    made boolean not null default false,
    primary key (portal_key, issuer, subject)
  )`,
  'create index hand_off_person_account on portal.hand_off_person (account_id)',
  // Logged, unlike proofs: after a crash of the database none of the last minute's assertions may count again.
  `create table portal.hand_off_used (
    hash bytea primary key check (length(hash) = 32),
    seen_at timestamptz not null default now()
  )`,
  'create index hand_off_used_seen on portal.hand_off_used (seen_at)',
  // The one way in which the gate can make an account: for a person that a key allows it for, with that key's profile,
  // at a customer that exists, without a password. Never an account that was there before.
  `create function portal.hand_off_account(
      p_portal text, p_kid text, p_subject text, p_customer text, p_name text, p_email text, p_language text)
    returns uuid language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
    declare
      k portal.hand_off_key;
      known portal.hand_off_person;
      person uuid;
    begin
      select * into k from portal.hand_off_key where portal_key = p_portal and kid = p_kid and subject = 'mapped'
        and revoked_at is null and (expires_at is null or expires_at > now());
      if not found then return null; end if;
      -- Two first visits of one person at once make one account.
      perform pg_advisory_xact_lock(hashtextextended(p_portal || ' ' || k.issuer || ' ' || p_subject, 0));
      select * into known from portal.hand_off_person
        where portal_key = p_portal and issuer = k.issuer and subject = p_subject;
      if found and not known.made then return known.account_id; end if;
      if k.profile_id is null or p_customer is null
        or not exists (select 1 from portal.customer_cards(array[p_customer])) then
        return known.account_id;
      end if;
      if known.account_id is null then
        insert into portal.account (login, name, email, language)
          values ('site:' || left(encode(sha256(convert_to(p_portal || ' ' || k.issuer || ' ' || p_subject, 'UTF8')), 'hex'), 32),
            coalesce(p_name, p_subject), p_email, coalesce(p_language, 'fr'))
          returning id into person;
        insert into portal.hand_off_person (portal_key, issuer, subject, account_id, made)
          values (p_portal, k.issuer, p_subject, person, true);
      else
        person := known.account_id;
        update portal.account set name = coalesce(p_name, name), email = coalesce(p_email, email)
          where id = person and (name, email) is distinct from (coalesce(p_name, name), coalesce(p_email, email));
      end if;
      -- The website knows for whom its person works now; a profile that the vendor has changed since stays.
      delete from portal.account_customer where account_id = person and customer_id <> p_customer;
      insert into portal.account_customer (account_id, customer_id, profile_id) values (person, p_customer, k.profile_id)
        on conflict (account_id, customer_id) do nothing;
      return person;
    end
  $$`,
  'revoke execute on function portal.hand_off_account(text, text, text, text, text, text, text) from public',
  'alter table portal.session drop constraint if exists session_kind_check',
  'alter table portal.session drop constraint if exists session_check',
  `alter table portal.session add constraint session_kind_check
    check (kind in ('password', 'code', 'one-time-code', 'hand-off'))`,
  `alter table portal.session add constraint session_check
    check ((kind = 'code') = (code_id is not null) and (kind <> 'code') = (account_id is not null))`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  // One by one: PGlite takes several statements only without parameters.
  for (const statement of statements) await sql.raw(statement).execute(db)
}
