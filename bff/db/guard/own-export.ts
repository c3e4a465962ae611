/** Guards of lists that leave as files: who may ask, and that nobody who sees less is shown what another has taken. */
import { guardState } from '../errors.ts'
import { definer, live } from './functions.ts'
import { literal } from './quote.ts'

/** The right without which a list cannot be taken away. */
const rights = {
  invoices: 'invoices.export',
  orders: 'orders.export',
  interventions: 'interventions.export',
  equipment: 'fleet.export',
} as const

/** Of one person: exports that are still to be made, and those of a day. */
const quota = { open: 5, day: 100 }

const owner = `coalesce('account:' || s.account_id, 'code:' || s.code_id)`

const session = 'with s as materialized (select * from guard.session())'

/** Own, for the customer on screen, and asked for with no more sight than this session has. */
const own = `e.owner = (select guard.session_owner()) and e.customer_id = (select s.customer from s)
    and e.expires_at > now() and e.site_ids is not distinct from (select s.sites from s)
    and e.intervention_id is not distinct from (select s.intervention from s)
    and e.rights <@ (select s.rights from s)`

const refuse = (state: keyof typeof guardState, words: string) =>
  `raise exception '${words}' using errcode = '${guardState[state]}';`

export const exportStatements: readonly string[] = [
  `create view guard.own_export with (security_barrier) as
  ${session}
  select e.id, e.kind, e.format, e.language, e.state, e.reason, e.done_rows, e.total_rows, e.file_name, e.size,
    e.created_at, e.expires_at
  from portal.export e where ${own}`,
  'grant select on guard.own_export to guichet_app',
  `create view guard.own_export_part with (security_barrier) as
  ${session}
  select p.export_id, p.n, p.bytes
  from portal.export_part p join portal.export e on e.id = p.export_id
  where e.state = 'done' and ${own}`,
  'grant select on guard.own_export_part to guichet_app',
  // One transaction: the wish, its place in the queue, a line of the journal. Of one person one export is made at a time.
  `create function guard.begin_export(wanted_key uuid, wanted_kind text, wanted_format text, wanted_language text,
  wanted_wish jsonb, counted integer, out id uuid, out replayed boolean, out refusal text)
language plpgsql volatile ${definer} as $$
declare
  own record;
  needed text;
  own_hash bytea;
  seen bytea;
begin
  select s.*, ${owner} as owner into own from ${live};
  if own.hash is null then
    ${refuse('ended', 'the session has ended')}
  end if;
  needed := case wanted_kind
    ${Object.entries(rights)
      .map(([kind, right]) => `when ${literal(kind)} then ${literal(right)}`)
      .join('\n    ')} end;
  if needed is null or needed <> all (own.rights) then
    ${refuse('right', 'the right to take this away is missing')}
  end if;
  perform pg_advisory_xact_lock(hashtextextended('guichet export ' || own.owner, 0));
  own_hash := sha256(convert_to(jsonb_build_array(wanted_kind, wanted_format, wanted_language, wanted_wish,
    own.customer_id)::text, 'UTF8'));
  select e.id, e.body_hash into id, seen from portal.export e where e.owner = own.owner and e.key = wanted_key;
  replayed := id is not null;
  if replayed then
    if seen <> own_hash then
      ${refuse('reused', 'this key was used for something else')}
    end if;
    return;
  end if;
  if (select count(*) from portal.export e where e.owner = own.owner and e.state in ('waiting', 'running')) >= ${quota.open} then
    refusal := 'busy';
    return;
  end if;
  if (select count(*) from portal.export e
      where e.owner = own.owner and e.created_at > now() - interval '24 hours') >= ${quota.day} then
    refusal := 'quota';
    return;
  end if;
  insert into portal.export as e (owner, key, body_hash, session_hash, customer_id, site_ids, intervention_id, rights,
      portal_key, kind, format, language, wish, total_rows)
    values (own.owner, wanted_key, own_hash, own.hash, own.customer_id, own.site_ids, own.intervention_id, own.rights,
      own.portal_key, wanted_kind, wanted_format, wanted_language, wanted_wish, counted)
    returning e.id into id;
  insert into portal.outbox (kind, aggregate, payload)
    values ('export', 'export:' || own.owner, jsonb_build_object('export', id, 'format', wanted_format));
  insert into portal.journal (event, portal_key, account_id, code_id, session, detail)
    values ('list-exported', own.portal_key, own.account_id, own.code_id, left(encode(own.hash, 'hex'), 16),
      jsonb_build_object('list', wanted_kind, 'format', wanted_format, 'rows', counted));
  -- Heard by every relay when this transaction commits.
  perform pg_notify('guichet_outbox', '');
end $$`,
  'revoke all on function guard.begin_export(uuid, text, text, text, jsonb, integer) from public',
  'grant execute on function guard.begin_export(uuid, text, text, text, jsonb, integer) to guichet_app',
  // Whatever its state: what runs is stopped at its next page, and the file goes. Said twice it is one wish.
  `create function guard.cancel_export(wanted uuid) returns boolean language plpgsql volatile ${definer} as $$
begin
  ${session}
  update portal.export e set state = 'cancelled', reason = null, file_name = null, size = null
    where e.id = wanted and ${own};
  if not found then
    return false;
  end if;
  delete from portal.export_part p where p.export_id = wanted;
  return true;
end $$`,
  'revoke all on function guard.cancel_export(uuid) from public',
  'grant execute on function guard.cancel_export(uuid) to guichet_app',
]
