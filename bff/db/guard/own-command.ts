/** Guards of commands: the one way in for what a customer sends, and what he may see of it afterwards. */
import type { FunctionName } from '../../management/functions.ts'
import { guardState } from '../errors.ts'
import { definer, live } from './functions.ts'
import type { Native } from './native.ts'
import { literal } from './quote.ts'

/** The right without which a function cannot be asked for, and the one that shows what others have asked. */
const rights: Readonly<Record<FunctionName, { send: string; see: string }>> = {
  create_request: { send: 'requests.create', see: 'interventions.read' },
  reply: { send: 'interventions.reply', see: 'interventions.read' },
  place_order: { send: 'orders.place', see: 'orders.read' },
}

const names = Object.keys(rights) as FunctionName[]

/** Who the session is, as commands name their owner. */
const owner = `coalesce('account:' || s.account_id, 'code:' || s.code_id)`

const view = [
  `create function guard.session_owner() returns text language plpgsql stable parallel restricted ${definer} as $$
begin
  return (select ${owner} from ${live});
end $$`,
  'grant execute on function guard.session_owner() to guichet_app',
  `create view guard.own_command with (security_barrier) as
  with s as materialized (select * from guard.session())
  select c.id, case when c.owner = (select guard.session_owner()) then c.key end as key, c.receipt, c.function, c.state, c.vendor_number as number, c.vendor_id as subject_id, c.reason,
    c.site_id, c.intervention_id, c.payload ->> 'equipment_id' as equipment_id,
    c.author ->> 'name' as author, c.payload ->> 'reference' as reference,
    coalesce(c.payload ->> 'description', c.payload ->> 'body', c.payload ->> 'comment') as body,
    c.payload ->> 'currency' as currency,
    case when (select 'orders.amounts' = any (s.rights) from s) then c.payload ->> 'total_excl_tax' end as total_excl_tax,
    case when (select 'orders.amounts' = any (s.rights) from s) then c.payload ->> 'total_incl_tax' end as total_incl_tax,
    c.created_at, case when c.state = 'delivered' then c.settled_at end as delivered_at
  from portal.command c
  where c.customer_id = (select s.customer from s)
    and case when (select s.sites is null from s) then true else c.site_id = any ((select s.sites from s)::text[]) end
    and case when (select s.intervention is null from s) then true
      else c.intervention_id = (select s.intervention from s) end
    and (c.owner = (select guard.session_owner()) or case c.function
      ${names.map((one) => `when ${literal(one)} then (select ${literal(rights[one].see)} = any (s.rights) from s)`).join('\n      ')}
      else false end)
  order by c.created_at desc, c.id desc`,
  'grant select on guard.own_command to guichet_app',
]

const refuse = (state: keyof typeof guardState, words: string) =>
  `raise exception '${words}' using errcode = '${guardState[state]}';`

/** Reads a row's id through its guard, as the session sees it, in the relation's own spelling. */
const canonical = (relation: 'site' | 'intervention', native: Native, columns: string, into: string, wanted: string) =>
  `select ${columns} into ${into} from guard.${relation} v where v.id = ${wanted}::${native.get(relation)?.get('id') ?? 'text'};`

/**
 * One statement, one transaction: key, command, outbox. A twin that comes at the same moment waits at the unique key and
 * is answered with the first one's receipt; a crash leaves nothing.
 *
 * Site and intervention are looked up through their guards. Every other id inside the payload is the feature's to check.
 * The hash is of the values as PostgreSQL prints a jsonb, which has one order of keys and no space to choose.
 */
const submit = (native: Native, functions: ReadonlySet<FunctionName>) => [
  `create function guard.submit_command(wanted_key uuid, wanted_function text, wanted_site text, wanted_intervention text,
  wanted_payload jsonb, wanted_uploads uuid[], out id uuid, out replayed boolean)
language plpgsql volatile ${definer} as $$
declare
  own record;
  needed text;
  own_hash bytea;
  own_site text;
  own_intervention text;
  intervention_site text;
  files jsonb := '[]';
  told jsonb;
  own_aggregate text;
  seen bytea;
begin
  select s.customer_id, s.site_ids, s.intervention_id, s.rights, s.portal_key, s.account_id, s.code_id,
      ${owner} as owner, coalesce(r.language, a.language, c.language) as language,
      case when a.id is not null then jsonb_build_object('name', a.name, 'login', a.login, 'email', a.email)
        else jsonb_build_object('name', c.label, 'login', null, 'email', null) end as author
    into own
    from (select s.* from ${live}) s
    join portal.session r on r.hash = s.hash
    left join portal.account a on a.id = s.account_id
    left join portal.code c on c.id = s.code_id;
  if own.owner is null then
    ${refuse('ended', 'the session has ended')}
  end if;
  needed := case wanted_function
    ${names.map((one) => `when ${literal(one)} then ${literal(rights[one].send)}`).join('\n    ')} end;
  if needed is null or needed <> all (own.rights) then
    ${refuse('right', 'the right to send this is missing')}
  end if;
  if wanted_function <> all (array[${[...functions].map(literal).join(', ')}]::text[]) then
    ${refuse('off', 'the management database has no such function')}
  end if;

  own_hash := sha256(convert_to(jsonb_build_array(wanted_function, own.customer_id, wanted_site, wanted_intervention,
    wanted_payload, to_jsonb(wanted_uploads))::text, 'UTF8'));
  select k.id, k.body_hash into id, seen from portal.command k where k.owner = own.owner and k.key = wanted_key;
  if id is not null then
    if seen <> own_hash then
      ${refuse('reused', 'this key was used for something else')}
    end if;
    replayed := true;
    return;
  end if;

  if wanted_intervention is not null then
    ${canonical('intervention', native, 'v.id::text, v.site_id::text', 'own_intervention, intervention_site', 'wanted_intervention')}
    if own_intervention is null then
      ${refuse('outside', 'there is no such intervention')}
    end if;
  end if;
  if wanted_site is not null then
    ${canonical('site', native, 'v.id::text', 'own_site', 'wanted_site')}
    if own_site is null or (own_intervention is not null and own_site is distinct from intervention_site) then
      ${refuse('outside', 'there is no such site')}
    end if;
  end if;
  own_site := coalesce(own_site, intervention_site);
  -- What a limited session sends must be what it can see afterwards.
  if (own.site_ids is not null and own_site is null)
    or (own.intervention_id is not null and own_intervention is null)
    or (wanted_function = 'reply' and own_intervention is null) then
    ${refuse('outside', 'this session is limited to a site or an intervention')}
  end if;

  told := wanted_payload || case wanted_function
    when 'reply' then jsonb_build_object('intervention_id', own_intervention)
    else jsonb_build_object('site_id', own_site) end;
  own_aggregate := case when own_intervention is null then 'key:' || own.owner || ':' || wanted_key
    else 'intervention:' || own_intervention end;
  loop
    insert into portal.command as k (owner, key, body_hash, receipt, function, customer_id, site_id, intervention_id,
        aggregate, portal_key, language, author, payload)
      values (own.owner, wanted_key, own_hash, guard.new_receipt(), wanted_function, own.customer_id, own_site,
        own_intervention, own_aggregate, own.portal_key, own.language, own.author, told)
      on conflict do nothing returning k.id into id;
    exit when id is not null;
    select k.id, k.body_hash into id, seen from portal.command k where k.owner = own.owner and k.key = wanted_key;
    if id is not null then
      if seen <> own_hash then
        ${refuse('reused', 'this key was used for something else')}
      end if;
      replayed := true;
      return;
    end if;
  end loop;

  if cardinality(wanted_uploads) > 0 then
    with taken as (
      update portal.upload u set command_id = submit_command.id
        where u.id = any (wanted_uploads) and u.customer_id = own.customer_id and u.state = 'clean' and u.command_id is null
          and (u.account_id = own.account_id or u.code_id = own.code_id)
        returning u.id, u.file_name, u.media_type, u.size)
    select jsonb_agg(jsonb_build_object('id', t.id, 'file_name', t.file_name, 'media_type', t.media_type, 'size', t.size)
        order by array_position(wanted_uploads, t.id)) into files from taken t;
    if coalesce(jsonb_array_length(files), 0) <> (select count(distinct u) from unnest(wanted_uploads) u) then
      ${refuse('outside', 'there is no such upload')}
    end if;
  end if;
  if wanted_function <> 'place_order' then
    update portal.command k set payload = told || jsonb_build_object('files', files) where k.id = submit_command.id;
  end if;
  insert into portal.outbox (kind, command_id, aggregate) values ('deliver', id, own_aggregate);
  replayed := false;
  -- Heard by every relay when this transaction commits.
  perform pg_notify('guichet_outbox', '');
end $$`,
  'revoke all on function guard.submit_command(uuid, text, text, text, jsonb, uuid[]) from public',
  'grant execute on function guard.submit_command(uuid, text, text, text, jsonb, uuid[]) to guichet_app',
]

/** Forty random bits in the letters that nobody mistakes on the telephone, e.g. `R7K3-F92Q`. */
const receipt = [
  `create function guard.new_receipt() returns text language plpgsql volatile ${definer} as $$
declare
  bytes bytea := uuid_send(gen_random_uuid());
  letters text := '';
begin
  for at in 8..15 loop
    -- Byte 8 has fixed bits on top; the lower five of each are random.
    letters := letters || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (get_byte(bytes, at) & 31) + 1, 1);
  end loop;
  return left(letters, 4) || '-' || right(letters, 4);
end $$`,
  'revoke all on function guard.new_receipt() from public',
]

export const commandStatements = (native: Native, functions: ReadonlySet<FunctionName>): string[] => [
  ...view,
  ...receipt,
  ...submit(native, functions),
]
