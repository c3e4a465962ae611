/** How a command reaches the management database: one function of the owner, for the relay alone. */
import type { FunctionName } from '../../management/functions.ts'
import { definer } from './functions.ts'

/**
 * Only a stored command can be delivered, and only by the function that it names: whoever speaks for the gate chooses
 * neither content nor function. Features cannot call it at all.
 */
export function deliverSql(functions: ReadonlySet<FunctionName>): string[] {
  const branches = [...functions].sort().map(
    (one) => `if one.function = '${one}' then
    return management.${one}(told);
  end if;`,
  )
  return [
    `create or replace function portal.deliver_command(wanted uuid) returns jsonb
language plpgsql volatile ${definer} as $$
declare
  one portal.command;
  told jsonb;
begin
  select c.* into one from portal.command c where c.id = wanted;
  told := one.payload || jsonb_build_object(
    'command_id', one.id, 'customer_id', one.customer_id, 'author', one.author,
    'received_at', to_char(one.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'portal', one.portal_key, 'language', one.language);
  ${branches.join('\n  ')}
  raise exception 'management.% is not there', one.function using errcode = 'undefined_function';
end $$`,
    'revoke all on function portal.deliver_command(uuid) from public',
    'grant execute on function portal.deliver_command(uuid) to guichet_gate',
  ]
}
