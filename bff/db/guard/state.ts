/** What stands in the catalogs of everything generated: definition, owner, options, grants. */
import type { Ask } from './native.ts'

/** Object -> its state in one text. */
export type GuardState = Record<string, string>

interface StateRow {
  object: string
  state: string
}

/** Run with `search_path = pg_catalog`, so that every name is printed in full. */
const stateSql = `
with place as (
  select oid, nspname, nspowner, nspacl from pg_catalog.pg_namespace where nspname = 'guard'
)
select 'schema guard' as object,
    format('owner %s; grants %s', pg_get_userbyid(nspowner), coalesce(nspacl::text, 'default')) as state from place
union all
select format('%s %s.%s', case c.relkind when 'v' then 'view' else 'relation' end, n.nspname, c.relname),
    format('owner %s; options %s; grants %s; column grants %s; definition %s; rules %s; triggers %s; policies %s',
      pg_get_userbyid(c.relowner),
      coalesce(array_to_string(array(select unnest(c.reloptions) order by 1), ', '), 'none'),
      coalesce(c.relacl::text, 'default'),
      coalesce((select string_agg(a.attname || ' ' || a.attacl::text, ', ' order by a.attnum)
        from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attacl is not null), 'none'),
      case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) else c.relkind::text end,
      coalesce((select string_agg(r.rulename, ', ' order by r.rulename)
        from pg_catalog.pg_rewrite r where r.ev_class = c.oid), 'none'),
      coalesce((select string_agg(pg_get_triggerdef(t.oid), ', ' order by t.tgname)
        from pg_catalog.pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal), 'none'),
      coalesce((select string_agg(p.polname, ', ' order by p.polname)
        from pg_catalog.pg_policy p where p.polrelid = c.oid), 'none'))
  from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where (n.nspname = 'guard' and c.relkind in ('r', 'v', 'm', 'f', 'p', 'S'))
    or (n.nspname = 'portal' and c.relkind in ('v', 'm'))
union all
select format('function %s', p.oid::regprocedure),
    format('owner %s; grants %s; definition %s',
      pg_get_userbyid(p.proowner), coalesce(p.proacl::text, 'default'),
      case when p.prokind in ('f', 'p') then pg_get_functiondef(p.oid) else p.prosrc end)
  from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
  where n.nspname in ('guard', 'portal')
order by 1`

/** @param ask on one connection, with `search_path` set to pg_catalog. */
export async function readState(ask: Ask): Promise<GuardState> {
  const rows = await ask<StateRow>(stateSql)
  return Object.fromEntries(rows.map(({ object, state }) => [object, state]))
}
