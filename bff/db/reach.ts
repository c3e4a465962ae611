/** What a role can reach in a database, told in sentences: attributes, objects, columns, functions. */
import type { Ask } from './guard/native.ts'
import type { Role } from './place.ts'

interface Finding {
  finding: string
}

const attributes = `
select 'Role ' || r.rolname || ' has ' || x.attribute || '; it must not.' as finding
  from pg_catalog.pg_roles r
  cross join lateral (values ('SUPERUSER', r.rolsuper), ('BYPASSRLS', r.rolbypassrls), ('CREATEROLE', r.rolcreaterole),
    ('CREATEDB', r.rolcreatedb), ('REPLICATION', r.rolreplication)) x (attribute, held)
  where r.rolname = $1::name and x.held
union all
select format('Role %s is a member of %s; it must be a member of nothing.', m.rolname, g.rolname)
  from pg_catalog.pg_auth_members a
  join pg_catalog.pg_roles m on m.oid = a.member join pg_catalog.pg_roles g on g.oid = a.roleid
  where m.rolname = $1::name
union all
select format('Role %s owns %s; it must own nothing.', $1::name,
    coalesce(pg_describe_object(d.classid, d.objid, d.objsubid), 'an object'))
  from pg_catalog.pg_shdepend d
  where d.refclassid = 'pg_catalog.pg_authid'::regclass and d.deptype = 'o'
    and d.refobjid = (select oid from pg_catalog.pg_roles where rolname = $1::name)
    and d.dbid in (0, (select oid from pg_catalog.pg_database where datname = current_database()))
union all
select format('Role %s may create objects in schema %s; revoke CREATE.', $1::name, n.nspname)
  from pg_catalog.pg_namespace n
  where n.nspname !~ '^pg_(toast|temp)' and has_schema_privilege($1::name, n.oid, 'create')
union all
select format('Role %s may create schemas in this database; revoke CREATE.', $1::name)
  where has_database_privilege($1::name, current_database(), 'create')
union all
select format('Role %s does not exist.', $1::name)
  where not exists (select from pg_catalog.pg_roles where rolname = $1::name)`

/** Relations: any privilege on the whole or on one column. $2 = the schemas where the fingerprint answers for them. */
const relationsReached = `
select case when p.held is not null
    then format('Role %s may %s %s.%s, which is not generated.', $1::name, p.held, n.nspname, c.relname)
    else format('Role %s may use column(s) %s of %s.%s, which is not generated.', $1::name, q.columns, n.nspname, c.relname)
  end as finding
  from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  left join lateral (
    select string_agg(lower(x), ', ') as held from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) x
      where has_table_privilege($1::name, c.oid, x)
  ) p on true
  left join lateral (
    select string_agg(a.attname, ', ' order by a.attnum) as columns from pg_catalog.pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        and (has_column_privilege($1::name, c.oid, a.attnum, 'select') or has_column_privilege($1::name, c.oid, a.attnum, 'insert')
          or has_column_privilege($1::name, c.oid, a.attnum, 'update') or has_column_privilege($1::name, c.oid, a.attnum, 'references'))
  ) q on true
  where c.relkind in ('r', 'v', 'm', 'f', 'p')
    and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
    and n.nspname <> all ($2::text[])
    and has_schema_privilege($1::name, n.oid, 'usage')
    and (p.held is not null or q.columns is not null)
union all
select format('Role %s may use sequence %s.%s, which is not generated.', $1::name, n.nspname, c.relname)
  from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'S' and n.nspname <> all ($2::text[]) and n.nspname !~ '^pg_(toast|temp)'
    and has_schema_privilege($1::name, n.oid, 'usage')
    and (has_sequence_privilege($1::name, c.oid, 'usage') or has_sequence_privilege($1::name, c.oid, 'select')
      or has_sequence_privilege($1::name, c.oid, 'update'))
union all
select format('Role %s may read %s, which holds secrets of the server.', $1::name, c.oid::regclass)
  from pg_catalog.pg_class c
  where c.relnamespace = 'pg_catalog'::regnamespace and c.relname in ('pg_authid', 'pg_shadow', 'pg_statistic',
      'pg_largeobject', 'pg_user_mapping', 'pg_hba_file_rules', 'pg_file_settings')
    and has_table_privilege($1::name, c.oid, 'select')`

const functionsReached = `
select format('Role %s may execute %s, which runs with the rights of %s and is not generated.',
    $1::name, p.oid::regprocedure, pg_get_userbyid(p.proowner)) as finding
  from pg_catalog.pg_proc p
  join pg_catalog.pg_namespace n on n.oid = p.pronamespace
  where p.prosecdef and n.nspname <> all ($2::text[])
    and has_schema_privilege($1::name, n.oid, 'usage') and has_function_privilege($1::name, p.oid, 'execute')
union all
select format('Role %s may execute %s, which reaches the files of the server.', $1::name, p.oid::regprocedure)
  from pg_catalog.pg_proc p
  where p.pronamespace = 'pg_catalog'::regnamespace
    and p.proname in ('pg_read_file', 'pg_read_binary_file', 'pg_ls_dir', 'pg_stat_file', 'lo_import', 'lo_export')
    and has_function_privilege($1::name, p.oid, 'execute')
union all
select format('Role %s may use foreign server %s.', $1::name, s.srvname)
  from pg_catalog.pg_foreign_server s where has_server_privilege($1::name, s.oid, 'usage')
union all
select format('Role %s may use foreign-data wrapper %s.', $1::name, w.fdwname)
  from pg_catalog.pg_foreign_data_wrapper w where has_foreign_data_wrapper_privilege($1::name, w.oid, 'usage')`

/** Every way in which the role exceeds the schemas that it is meant for. Empty = none. */
export async function readReach(ask: Ask, role: Role, schemas: readonly string[]): Promise<string[]> {
  const found = await ask<Finding>(attributes, [role])
  // The privilege functions fail for a role that does not exist.
  const exists = await ask('select from pg_catalog.pg_roles where rolname = $1::name', [role])
  if (exists.length === 0) return found.map((row) => row.finding)
  const reached = await ask<Finding>(relationsReached, [role, [...schemas]])
  const executed = await ask<Finding>(functionsReached, [role, [...schemas]])
  return [...found, ...reached, ...executed].map((row) => row.finding)
}
