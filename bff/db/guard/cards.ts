/** Names for the gate: whom a person may become, and which sites a session is limited to. Nothing else of theirs. */
import type { RelationName } from '../../management/contract.ts'
import type { Native } from './native.ts'
import { name } from './quote.ts'

/**
 * Ids come from our own tables as text. One that the relation's type cannot read (left from another ERP, mistyped on the
 * command line) names nobody; it must not take the other cards with it, so each is read by itself.
 */
export function cardsSql(fn: string, relation: RelationName, columns: readonly string[], native: Native): string[] {
  const type = native.get(relation)?.get('id')
  const shown = ['id', ...columns]
  const body = type
    ? `declare
  wanted text;
  own ${type};
begin
  for wanted in select distinct unnest(ids) loop
    begin
      own := wanted;
    exception when data_exception then
      continue;
    end;
    return query select ${shown.map((column) => `r.${name(column)}::text`).join(', ')} from management.${name(relation)} r where r.id = own;
  end loop;
end`
    : 'begin end'
  return [
    `create or replace function portal.${fn}(ids text[]) returns table (${shown.map((column) => `${column} text`).join(', ')})
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$ ${body} $$`,
    `revoke all on function portal.${fn}(text[]) from public`,
    `grant execute on function portal.${fn}(text[]) to guichet_gate`,
  ]
}
