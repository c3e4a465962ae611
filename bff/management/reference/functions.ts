/**
 * The functions of the contract over the reference tables: how requests, replies and orders arrive for a vendor who has
 * no ERP, and in the demo. An integrator may read them as a model for his own.
 *
 * Each takes a lock on the command's id, so that two deliveries of one command at the same moment are one after the
 * other, and answers a known id with the row that came of it the first time.
 */
import type { IdType } from './schema.ts'

const named = (name: string, declared: string, body: string) => `
create or replace function management.${name}(command jsonb) returns jsonb
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  own_command text := command ->> 'command_id';
  own_customer management.customer.id%type := command ->> 'customer_id';
  french boolean := coalesce(command ->> 'language', 'fr') = 'fr';
  known record;
${declared}
begin
  perform pg_advisory_xact_lock(hashtextextended(own_command, 0));
${body}
end $$;
revoke execute on function management.${name}(jsonb) from public;`

/** Refuses for good, in the customer's language. */
const refuse = (fr: string, en: string) =>
  `raise exception '%', case when french then '${fr.replaceAll("'", "''")}' else '${en.replaceAll("'", "''")}' end using errcode = 'GR001';`

const customerThere = `
  if not exists (select from management.customer c where c.id = own_customer and c.active) then
    ${refuse('Ce compte client n’est plus actif.', 'This customer account is no longer active.')}
  end if;`

/** Files that came along become documents; their bytes are the counter's until then. */
const takeFiles = (kind: 'intervention' | 'exchange', subject: string, intervention: string, site: string) => `
  if jsonb_array_length(coalesce(command -> 'files', '[]')) > 0 then
    insert into management.document (customer_id, site_id, intervention_id, subject_kind, subject_id, role, file_name,
        title, media_type, size, content)
      select own_customer, ${site}, ${intervention}, '${kind}', ${subject}::text, 'attachment', u.file_name, null,
          u.media_type, u.size, u.content
        from jsonb_array_elements(command -> 'files') with ordinality f (file, at)
        join portal.upload u on u.id = (f.file ->> 'id')::uuid
        order by f.at;
  end if;`

const createRequest = named(
  'create_request',
  `  own_nature record;
  own_site management.site.id%type := command ->> 'site_id';
  own_equipment management.equipment.id%type := command ->> 'equipment_id';
  description text := btrim(command ->> 'description');
  first_line text := btrim(split_part(description, E'\\n', 1));
  notes text[];
  made record;`,
  `  select i.id, i.number into known from management.intervention i where i.command_id = own_command;
  if found then
    return jsonb_build_object('id', known.id::text, 'number', known.number);
  end if;${customerThere}
  if own_equipment is not null and not exists (select from management.equipment e
      where e.id = own_equipment and e.customer_id = own_customer and e.state <> 'removed') then
    ${refuse('Ce matériel ne figure plus dans votre parc.', 'This machine is no longer in your fleet.')}
  end if;
  if own_site is not null and not exists (select from management.site s
      where s.id = own_site and s.customer_id = own_customer) then
    ${refuse('Ce site ne figure plus parmi les vôtres.', 'This site is no longer one of yours.')}
  end if;
  select n.id, n.label into own_nature from management.nature n where n.id = (command ->> 'nature_id')::ID;
  -- The vendor reads French, whatever the customer's language.
  notes := array_remove(array[
    'Adresse\u00a0: ' || nullif(btrim(command ->> 'address'), ''),
    'Matériel hors parc, numéro de série\u00a0: ' || nullif(btrim(command ->> 'serial_number'), ''),
    'Intervention souhaitée le ' || to_char((command ->> 'wished_on')::date, 'DD/MM/YYYY')
      || coalesce(' à ' || (command ->> 'wished_at'), '')
      || case when (command ->> 'wish_firm')::boolean then ' (impératif)' else '' end,
    'Répondre à\u00a0: ' || nullif(btrim(command ->> 'reply_to'), '')], null);
  insert into management.intervention (customer_id, site_id, equipment_id, nature_id, number, kind, state, urgent, title,
      description, requester, contact, requested_at, command_id, changed_at)
    values (own_customer, own_site, own_equipment, own_nature.id,
      format('DI-%s-%s', to_char((command ->> 'received_at')::timestamptz, 'YYYY'),
        lpad(nextval('management.request_number')::text, 5, '0')),
      'repair', 'received', coalesce((command ->> 'urgent')::boolean, false),
      left(concat_ws('\u00a0: ', own_nature.label, nullif(case when length(first_line) > 80
        then rtrim(left(first_line, 79)) || '…' else first_line end, '')), 200),
      concat_ws(E'\\n\\n', description, nullif(array_to_string(notes, E'\\n'), '')),
      command #>> '{author,name}',
      nullif(concat_ws(', ', nullif(btrim(command ->> 'contact_name'), ''), nullif(btrim(command ->> 'contact_phone'), '')), ''),
      (command ->> 'received_at')::timestamptz, own_command, now())
    returning id, number into made;${takeFiles('intervention', 'made.id', 'made.id', 'own_site')}
  return jsonb_build_object('id', made.id::text, 'number', made.number);`,
)

const reply = named(
  'reply',
  `  subject record;
  made record;`,
  `  select e.id, i.number into known from management.exchange e join management.intervention i on i.id = e.intervention_id
    where e.command_id = own_command;
  if found then
    return jsonb_build_object('id', known.id::text, 'number', known.number);
  end if;
  select i.* into subject from management.intervention i
    where i.id = (command ->> 'intervention_id')::ID and i.customer_id = own_customer for update;
  if not found then
    ${refuse('Cette intervention n’existe plus.', 'This intervention no longer exists.')}
  end if;
  if subject.state in ('cancelled', 'refused') then
    ${refuse('Cette intervention est close\u00a0: ouvrez une nouvelle demande.', 'This intervention is closed: please open a new request.')}
  end if;
  insert into management.exchange (intervention_id, customer_id, site_id, direction, author, body, sent_at, command_id, changed_at)
    values (subject.id, own_customer, subject.site_id, 'from_customer', command #>> '{author,name}',
      btrim(command ->> 'body'), (command ->> 'received_at')::timestamptz, own_command, now())
    returning id into made;
  update management.intervention i
    set state = case i.state when 'waiting' then 'in_progress' else i.state end, changed_at = now()
    where i.id = subject.id;${takeFiles('exchange', 'made.id', 'subject.id', 'subject.site_id')}
  return jsonb_build_object('id', made.id::text, 'number', subject.number);`,
)

const placeOrder = named(
  'place_order',
  `  gone text;
  time_zone text := (select c.time_zone from management.company c limit 1);
  own_site management.site.id%type := command ->> 'site_id';
  made record;`,
  `  select o.id, o.number into known from management.sales_order o where o.command_id = own_command;
  if found then
    return jsonb_build_object('id', known.id::text, 'number', known.number);
  end if;${customerThere}
  select coalesce(l.line ->> 'label', l.line ->> 'reference') into gone
    from jsonb_array_elements(command -> 'lines') with ordinality l (line, at)
    where not exists (select from management.article a where a.id = (l.line ->> 'article_id')::ID)
    order by l.at limit 1;
  if found then
    raise exception '%', case when french then format('L’article «\u00a0%s\u00a0» n’est plus au catalogue.', gone)
      else format('The article “%s” is no longer in the catalogue.', gone) end using errcode = 'GR001';
  end if;
  insert into management.sales_order (customer_id, site_id, billing_site_id, number, state, reference, comment, requester,
      ordered_on, currency, total_excl_tax, total_tax, total_incl_tax, command_id, changed_at)
    values (own_customer, own_site, (command ->> 'billing_site_id')::ID,
      format('CW-%s-%s', to_char((command ->> 'received_at')::timestamptz, 'YYYY'),
        lpad(nextval('management.order_number')::text, 5, '0')),
      'received', command ->> 'reference', command ->> 'comment', command #>> '{author,name}',
      ((command ->> 'received_at')::timestamptz at time zone coalesce(time_zone, 'UTC'))::date, command ->> 'currency',
      (command ->> 'total_excl_tax')::numeric,
      (command ->> 'total_incl_tax')::numeric - (command ->> 'total_excl_tax')::numeric,
      (command ->> 'total_incl_tax')::numeric, own_command, now())
    returning id, number into made;
  insert into management.sales_order_line (order_id, customer_id, site_id, article_id, equipment_id, position, kind,
      reference, label, quantity, delivered_quantity, unit, unit_price, amount_excl_tax, tax_rate)
    select made.id, own_customer, own_site, w.article_id, w.equipment_id, row_number() over (order by w.line_at, w.option_at),
        'line', w.reference, w.label, w.quantity, 0, w.unit, w.unit_price, w.amount, w.tax_rate
      from (
        select l.at as line_at, 0 as option_at, a.id as article_id, (l.line ->> 'equipment_id')::ID as equipment_id,
            coalesce(l.line ->> 'reference', a.code) as reference, coalesce(l.line ->> 'label', a.label) as label,
            (l.line ->> 'quantity')::numeric as quantity, a.unit, (l.line ->> 'unit_price')::numeric as unit_price,
            (l.line ->> 'amount_excl_tax')::numeric as amount, (l.line ->> 'tax_rate')::numeric as tax_rate
          from jsonb_array_elements(command -> 'lines') with ordinality l (line, at)
          join management.article a on a.id = (l.line ->> 'article_id')::ID
        union all
        -- What was chosen for a kit stands below it; its price is in the kit's.
        select l.at, o.at, a.id, null, a.code, a.label, (o.option ->> 'quantity')::numeric, a.unit, null, null, null
          from jsonb_array_elements(command -> 'lines') with ordinality l (line, at)
          cross join jsonb_array_elements(coalesce(l.line -> 'options', '[]')) with ordinality o (option, at)
          join management.article a on a.id = (o.option ->> 'article_id')::ID
      ) w;
  return jsonb_build_object('id', made.id::text, 'number', made.number);`,
)

/** Numbers go on after those that are there. */
const sequence = (name: string, relation: string, prefix: string) => `
create sequence if not exists management.${name};
select setval('management.${name}', coalesce(max(substring(number from '\\d+$')::bigint), 0) + 1, false)
  from management.${relation} where number ~ '^${prefix}-\\d{4}-\\d{1,9}$';`

/**
 * The functions, for tables that are there; safe to run again. The ids' type must be that of the tables. Schema `portal`
 * is needed when they are called, not when they are made.
 */
export function referenceFunctions({ ids = 'bigint' }: { ids?: IdType } = {}): string {
  return [
    sequence('request_number', 'intervention', 'DI'),
    sequence('order_number', 'sales_order', 'CW'),
    ...[createRequest, reply, placeOrder].map((made) => made.replaceAll('::ID', `::${ids}`)),
  ].join('\n')
}
