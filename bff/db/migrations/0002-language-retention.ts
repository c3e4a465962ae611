/** A language of the session's own, and a journal that forgets what is older than twelve months. */
import { type Kysely, sql } from 'kysely'

const statements = [
  `alter table portal.session add column language text check (language in ('fr', 'en'))`,
  'revoke update (language) on portal.code from guichet_gate',
  'drop trigger journal_append_only on portal.journal',
  'drop function portal.refuse_change()',
  `create function portal.refuse_change() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
      if tg_op = 'DELETE' then
        if old.at < now() - interval '12 months' then
          return old;
        end if;
      end if;
      raise exception 'the journal is append-only' using errcode = 'insufficient_privilege';
    end
  $$`,
  'revoke execute on function portal.refuse_change() from public',
  `create trigger journal_append_only before update or truncate on portal.journal
    for each statement execute function portal.refuse_change()`,
  `create trigger journal_retention before delete on portal.journal
    for each row execute function portal.refuse_change()`,
  // The gate may only insert. How old is old enough stands here, so that whoever speaks for the gate cannot choose.
  `create function portal.trim_journal() returns bigint
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
    declare
      gone bigint;
    begin
      delete from portal.journal where id in (
        select id from portal.journal where at < now() - interval '12 months' order by at limit 5000);
      get diagnostics gone = row_count;
      return gone;
    end
  $$`,
  'revoke execute on function portal.trim_journal() from public',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  // One by one: PGlite takes several statements only without parameters.
  for (const statement of statements) await sql.raw(statement).execute(db)
}
