/** The functions of schema `guard`: who the session is, and the few writes that features may ask for. */
import { guardState } from '../errors.ts'

/**
 * SECURITY DEFINER, because features cannot read `portal`; a fixed search path with pg_temp last, so that nothing of the
 * caller's stands in for what they name; plpgsql, because its plans stay cached for the connection.
 */
export const definer = 'security definer set search_path = pg_catalog, pg_temp'

/** The live row of the session that this transaction works for; no row = nobody. */
export const live = `portal.live_session s where s.hash = decode(nullif(current_setting('guichet.session', true), ''), 'hex')`

function reading(signature: string, type: string, expression: string): string[] {
  return [
    `create function guard.${signature} returns ${type} language plpgsql stable parallel restricted ${definer} as $$
begin
  return (select ${expression} from ${live});
end $$`,
    `grant execute on function guard.${signature} to guichet_app`,
  ]
}

const reads = [
  // What the guards read: always one row, of nulls when nobody is there, so that every condition on it is not true.
  `create function guard.session(out customer text, out sites text[], out intervention text, out account uuid, out rights text[])
language plpgsql stable parallel restricted ${definer} as $$
begin
  select s.customer_id, s.site_ids, s.intervention_id, s.account_id, s.rights
    into customer, sites, intervention, account, rights from ${live};
end $$`,
  'grant execute on function guard.session() to guichet_app',
  ...reading('session_customer()', 'text', 's.customer_id'),
  ...reading('session_sites()', 'text[]', 's.site_ids'),
  ...reading('session_intervention()', 'text', 's.intervention_id'),
  ...reading('session_account()', 'uuid', 's.account_id'),
  // Null-safe: without a live session the answer is false, not unknown.
  `create function guard.may(wanted text) returns boolean language plpgsql stable parallel restricted ${definer} as $$
begin
  return coalesce((select wanted = any (s.rights) from ${live}), false);
end $$`,
  'grant execute on function guard.may(text) to guichet_app',
]

/** First statement of every transaction: says for whom it works, and refuses in words when that is nobody. */
const enter = [
  `create function guard.enter(session_hash text, customer text) returns void
language plpgsql volatile ${definer} as $$
declare
  current_customer text;
  reason text;
begin
  perform set_config('guichet.session', session_hash, true);
  select s.customer_id into current_customer from ${live};
  if current_customer is null then
    select s.end_reason into reason from portal.session s where s.hash = decode(session_hash, 'hex');
    if reason = 'rotated' then
      raise exception 'the session has moved to a new handle' using errcode = '${guardState.rotated}';
    end if;
    raise exception 'the session has ended' using errcode = '${guardState.ended}';
  end if;
  if customer is not null and customer <> current_customer then
    raise exception 'the session shows another customer' using errcode = '${guardState.scope}';
  end if;
end $$`,
  'grant execute on function guard.enter(text, text) to guichet_app',
]

/** Second statement of every write: a proof seen before, in any process, is refused together with its effect. */
const claim = [
  `create function guard.claim_proof(proof text) returns void
language plpgsql volatile ${definer} as $$
declare
  own_thumbprint text;
begin
  select s.thumbprint into own_thumbprint from ${live};
  if own_thumbprint is null then
    raise exception 'the session has ended' using errcode = '${guardState.ended}';
  end if;
  insert into portal.proof (hash) values (sha256(convert_to(own_thumbprint || proof, 'UTF8')));
exception when unique_violation then
  raise exception 'this proof was used before' using errcode = '${guardState.replayed}';
end $$`,
  'grant execute on function guard.claim_proof(text) to guichet_app',
]

const ticket = [
  `create function guard.issue_ticket(subject_kind text, subject_id text, language text, ticket_hash bytea, seconds integer)
returns timestamptz language plpgsql volatile ${definer} as $$
declare
  session_hash bytea;
  until_instant timestamptz := now() + make_interval(secs => least(greatest(seconds, 1), 300));
begin
  select s.hash into session_hash from ${live};
  if session_hash is null then
    raise exception 'the session has ended' using errcode = '${guardState.ended}';
  end if;
  insert into portal.ticket (hash, session_hash, subject_kind, subject_id, language, expires_at)
    values (ticket_hash, session_hash, subject_kind, subject_id, language, until_instant);
  return until_instant;
end $$`,
  'grant execute on function guard.issue_ticket(text, text, text, bytea, integer) to guichet_app',
]

/** The account itself: every column read, `language` written. */
const ownAccount = [
  `create view guard.own_account with (security_barrier, check_option = cascaded) as
  select a.id, a.login, a.email, a.name, a.language from portal.account a
  where a.id = (select guard.session_account())`,
  'grant select on guard.own_account to guichet_app',
  'grant update (language) on guard.own_account to guichet_app',
]

/** Default privileges of a database may hand new functions to everybody; these are for our roles alone. */
const closed = `do $$ declare f regprocedure; begin
  for f in select oid from pg_catalog.pg_proc where pronamespace = 'guard'::regnamespace loop
    execute format('revoke all on function %s from public', f);
  end loop;
end $$`

export const functionStatements: readonly string[] = [...reads, ...enter, ...claim, ...ticket, closed, ...ownAccount]
