/** Guards of files on their way: each person sees, fills and drops the own ones, and no bytes come back out. */
import { guardState } from '../errors.ts'
import { definer, live } from './functions.ts'

/** Bytes that one customer may bring within 24 hours, and files that one person may leave untaken. */
const quota = { bytes: 200 * 1024 * 1024, untaken: 30 }

/** The own files: of this account (or code), for the customer on screen. */
const own = `u.customer_id = s.customer_id and (u.account_id = s.account_id or u.code_id = s.code_id)`

const view = [
  `create view guard.own_upload with (security_barrier) as
  select u.id, u.file_name, u.media_type, u.size, u.state, u.created_at, u.command_id
  from portal.upload u, ${live} and ${own}`,
  'grant select on guard.own_upload to guichet_app',
]

const functions: readonly [signature: string, types: string, body: string][] = [
  // A row is made before the bytes come, so that of many uploads at once none goes beyond the quota.
  [
    'begin_upload(wanted_name text, wanted_type text, wanted_size integer, out id uuid, out refusal text)',
    'text, text, integer',
    `declare
  own_session record;
begin
  select s.* into own_session from ${live};
  if own_session.hash is null then
    raise exception 'the session has ended' using errcode = '${guardState.ended}';
  end if;
  if not own_session.rights && array['requests.create', 'interventions.reply'] then
    refusal := 'right';
    return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('guichet upload ' || own_session.customer_id, 0));
  if (select coalesce(sum(u.size), 0) + wanted_size from portal.upload u
      where u.customer_id = own_session.customer_id and u.created_at > now() - interval '24 hours') > ${quota.bytes}
    or (select count(*) from portal.upload u where u.command_id is null and u.state <> 'refused'
      and u.created_at > now() - interval '24 hours'
      and (u.account_id = own_session.account_id or u.code_id = own_session.code_id)) >= ${quota.untaken} then
    refusal := 'quota';
    return;
  end if;
  insert into portal.upload as u (account_id, code_id, customer_id, file_name, media_type, size)
    values (own_session.account_id, own_session.code_id, own_session.customer_id, wanted_name, wanted_type, wanted_size)
    returning u.id into id;
end`,
  ],
  [
    'fill_upload(wanted uuid, bytes bytea, checked boolean)',
    'uuid, bytea, boolean',
    `begin
  update portal.upload u set content = bytes, size = length(bytes), sha256 = sha256(bytes),
      state = case when checked then 'clean' else 'quarantine' end
    from ${live} and u.id = wanted and u.state = 'receiving' and ${own};
  return found;
end`,
  ],
  [
    'judge_upload(wanted uuid, harmless boolean)',
    'uuid, boolean',
    `begin
  update portal.upload u set state = case when harmless then 'clean' else 'refused' end,
      content = case when harmless then u.content end
    from ${live} and u.id = wanted and u.state = 'quarantine' and ${own};
  return found;
end`,
  ],
  // What has been received still counts for the day; an upload that never came does not.
  [
    'drop_upload(wanted uuid)',
    'uuid',
    `begin
  delete from portal.upload u using ${live} and u.id = wanted and u.state = 'receiving' and ${own};
  if found then
    return true;
  end if;
  update portal.upload u set state = 'refused', content = null
    from ${live} and u.id = wanted and u.command_id is null and ${own};
  return found;
end`,
  ],
]

export const uploadStatements: readonly string[] = [
  ...view,
  ...functions.flatMap(([signature, types, body]) => {
    const name = signature.slice(0, signature.indexOf('('))
    const returns = signature.includes(' out ') ? '' : ' returns boolean'
    return [
      `create function guard.${signature}${returns} language plpgsql volatile ${definer} as $$\n${body} $$`,
      `revoke all on function guard.${name}(${types}) from public`,
      `grant execute on function guard.${name}(${types}) to guichet_app`,
    ]
  }),
]
