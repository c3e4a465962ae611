/**
 * Addresses on file, for the gate: where a message of a customer's may go, and whether two numbers that a stranger typed
 * belong together. Answers about what was asked only; the gate can list nobody.
 */
import type { Native } from './native.ts'

const definer = 'stable security definer set search_path = pg_catalog, pg_temp'

const closed = (signature: string) => [
  `revoke all on function portal.${signature} from public`,
  `grant execute on function portal.${signature} to guichet_gate`,
]

/** The customer's own address; no row for an id that nobody has. */
function mailboxSql(native: Native): string[] {
  const type = native.get('customer')?.get('id')
  const body = type
    ? `#variable_conflict use_variable
declare own ${type};
begin
  begin
    own := customer;
  exception when data_exception then
    return;
  end;
  return query select nullif(trim(r.email::text), '') from management.customer r where r.id = own;
end`
    : 'begin end'
  return [
    `create or replace function portal.customer_mailbox(customer text) returns table (email text)
language plpgsql ${definer} as $$ ${body} $$`,
    ...closed('customer_mailbox(text)'),
  ]
}

/** Mailboxes that anybody can have: such a domain on file says nothing about who else writes from it. */
const publicDomains = `gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr live.com live.fr msn.com
yahoo.com yahoo.fr icloud.com me.com orange.fr wanadoo.fr free.fr sfr.fr neuf.fr laposte.net bbox.fr numericable.fr
gmx.com gmx.fr proton.me protonmail.com aol.com mail.com yandex.com`.split(/\s+/)

const domain = (text: string) => `lower(split_part(${text}, '@', 2))`
const plain = (text: string) => `upper(regexp_replace(${text}, '\\s', '', 'g'))`

/**
 * The customer with this code, when the number is that of one of its last two invoices: the very last may still be in
 * the post. `known`: the address is that of a contact on file, or the customer's own. `near`: one of theirs has the
 * same domain, and it is not one that anybody can have.
 */
function matchSql(native: Native): string[] {
  const has = native.has('customer') && native.has('invoice')
  const contacts = native.has('contact')
    ? `select r.email::text as email, r.site_id::text as site_id from management.contact r where r.customer_id = found_id and r.active`
    : 'select null::text as email, null::text as site_id where false'
  const body = has
    ? `#variable_conflict use_variable
declare
  found_id management.customer.id%type;
begin
  select r.id, r.id::text, r.name::text, nullif(trim(r.email::text), '') into found_id, customer, company, mailbox
    from management.customer r where r.active and ${plain('r.code::text')} = ${plain('customer_code')} limit 1;
  if found_id is null or not exists (
    select from (
      select i.number from management.invoice i where i.customer_id = found_id and i.kind::text = 'invoice'
        and i.state::text <> 'cancelled' order by i.issued_on desc, i.id desc limit 2) last
    where ${plain('last.number::text')} = ${plain('invoice_number')}) then
    return;
  end if;
  select bool_or(lower(on_file.email) = lower(typed)),
      bool_or(${domain('on_file.email')} = ${domain('typed')} and ${domain('typed')} <> all (array[${publicDomains.map((one) => `'${one}'`).join(', ')}])),
      min(on_file.site_id) filter (where lower(on_file.email) = lower(typed))
    into known, near, site
    from (${contacts} union all select mailbox, null) on_file where on_file.email is not null;
  known := coalesce(known, false);
  near := coalesce(near, false);
  -- Who writes from the customer's own address is not of one site.
  if lower(mailbox) = lower(typed) then
    site := null;
  end if;
  return next;
end`
    : 'begin end'
  return [
    `create or replace function portal.registration_match(customer_code text, invoice_number text, typed text)
returns table (customer text, company text, site text, mailbox text, known boolean, near boolean)
language plpgsql ${definer} as $$ ${body} $$`,
    ...closed('registration_match(text, text, text)'),
  ]
}

export const contactStatements = (native: Native): string[] => [...mailboxSql(native), ...matchSql(native)]
