-- How what a customer asks for reaches Tryton. The functions write past its workflow, sequences and caches, so they only
-- insert what Tryton takes from anywhere: a sale in draft, a project of its own at the end of the tree (never a child of
-- one that stands), a note, an attachment. What is confirmed is confirmed by the vendor.

-- The answer of an earlier delivery, and what must hold for each. Two deliveries of one command wait for each other.
create or replace function management._begin(command jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  known jsonb;
begin
  perform pg_advisory_xact_lock(hashtext('management.command'), hashtext(command->>'command_id'));
  select c.answer into known from management._command c where c.command_id = command->>'command_id';
  if known is null and not exists (
    select from management.customer k where k.id = (command->>'customer_id')::integer and k.active) then
    perform management._refuse(command, 'Ce compte client n’est plus actif.', 'This customer account is no longer active.');
  end if;
  if known is null and command->>'site_id' is not null and not exists (
    select from management.site a
    where a.id = (command->>'site_id')::integer and a.customer_id = (command->>'customer_id')::integer and a.active) then
    perform management._refuse(command, 'Ce site n’est plus en service.', 'This site is no longer in use.');
  end if;
  return known;
end $$;

create or replace function management._refuse(command jsonb, french text, english text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  raise exception '%', case command->>'language' when 'en' then english else french end using errcode = 'GR001';
end $$;

-- In the clock of Tryton's own stamps.
create or replace function management._stamp() returns timestamp
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (select now() at time zone s.clock_zone from management._settings s);
end $$;

create or replace function management._finish(command jsonb, function text, row_id integer, id text, number text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  told jsonb := jsonb_build_object('id', id, 'number', number);
begin
  insert into management._command (command_id, function, row_id, answer, requester, body, urgent, contact, equipment_id, nature_id, sent_at)
  values (command->>'command_id', function, row_id, told, command->'author'->>'name',
    nullif(coalesce(command->>'description', command->>'body', command->>'comment'), ''),
    coalesce((command->>'urgent')::boolean, false),
    nullif(concat_ws(', ', nullif(command->>'contact_name', ''), nullif(command->>'contact_phone', '')), ''),
    (command->>'equipment_id')::integer, command->>'nature_id', (command->>'received_at')::timestamptz);
  return told;
end $$;

-- Copies the customer's files: the counter keeps them only until they have arrived.
create or replace function management._attach(command jsonb, resource text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  file jsonb;
  copied integer;
begin
  for file in select * from jsonb_array_elements(coalesce(command->'files', '[]')) loop
    execute $sql$insert into public.ir_attachment (create_date, create_uid, name, resource, type, data)
      select management._stamp(), 0, u.file_name, $1, 'data', u.content
      from portal.upload u where u.id = $2 and u.state = 'clean' and u.customer_id = $3$sql$
      using resource, (file->>'id')::uuid, command->>'customer_id';
    get diagnostics copied = row_count;
    if copied <> 1 then
      raise exception 'the file % is not there', file->>'id';
    end if;
  end loop;
end $$;

-- A draft sale with the customer's list, terms and addresses, priced and taxed as Tryton does today. Where that is not
-- what the customer has confirmed, the sale says so: who confirms it decides.
create or replace function management.place_order(command jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  told jsonb := management._begin(command);
  customer integer := (command->>'customer_id')::integer;
  list integer;
  order_id integer;
  line_id integer;
  line record;
  article record;
  amount numeric;
  total numeric;
begin
  if told is not null then
    return told;
  end if;
  select k.price_list_id into list from management.customer k where k.id = customer;

  insert into public.sale_sale (create_date, create_uid, company, currency, party, shipment_address, invoice_address, payment_term,
    price_list, state, invoice_state, shipment_state, invoice_method, shipment_method, warehouse, sale_date, reference, comment, web_id)
  select management._stamp(), 0, c.id, c.currency, customer,
    coalesce((command->>'site_id')::integer, (
      select a.id from public.party_address a
      where a.party = customer and a.active order by a.delivery is not true, a.sequence nulls first, a.id limit 1)),
    coalesce((
      select a.id from public.party_address a
      where a.id = (command->>'billing_site_id')::integer and a.party = customer and a.active), k.billing_site_id),
    (select v.customer_payment_term from public.party_party_payment_term v
     where v.party = customer and v.customer_payment_term is not null order by v.id limit 1),
    list, 'draft', 'none', 'none',
    coalesce((select v.sale_invoice_method from public.sale_configuration_sale_method v where v.sale_invoice_method <> '' order by v.id limit 1), 'order'),
    coalesce((select v.sale_shipment_method from public.sale_configuration_sale_method v where v.sale_shipment_method <> '' order by v.id limit 1), 'order'),
    (select s.warehouse from management._settings s), ((command->>'received_at')::timestamptz at time zone c.zone)::date,
    nullif(command->>'reference', ''), nullif(command->>'comment', ''), command->>'command_id'
  from management._company c cross join management.customer k
  where k.id = customer
  returning sale_sale.id into order_id;

  for line in select l.value as told, l.ordinality as place from jsonb_array_elements(command->'lines') with ordinality l loop
    select p.id, p.unit, p.digits, p.account_category into article
    from management._sold p where p.id = (line.told->>'article_id')::integer;
    if not found or jsonb_array_length(coalesce(line.told->'options', '[]')) > 0 then
      perform management._refuse(command,
        format('L’article %s n’est plus au catalogue.', coalesce(line.told->>'reference', line.told->>'label')),
        format('Article %s is no longer in the catalogue.', coalesce(line.told->>'reference', line.told->>'label')));
    end if;
    amount := (line.told->>'quantity')::numeric;
    if amount <= 0 or amount <> round(amount, article.digits) then
      perform management._refuse(command,
        format('La quantité de l’article %s ne convient pas.', line.told->>'reference'),
        format('The quantity of article %s does not fit.', line.told->>'reference'));
    end if;
    insert into public.sale_line (create_date, create_uid, sale, sequence, type, product, quantity, unit, unit_price, description, note)
    select management._stamp(), 0, order_id, line.place * 10, 'line', article.id, amount::double precision, article.unit,
      (select x.unit_price from management.article_price x
       where x.article_id = article.id and x.from_quantity <= amount and x.price_list_id is not distinct from list
       order by x.from_quantity desc limit 1), '',
      (select concat_ws(' ', e.label, e.serial_number) from management.equipment e
       where e.id = (line.told->>'equipment_id')::integer and e.customer_id = customer)
    returning sale_line.id into line_id;
    insert into public.sale_line_account_tax (create_date, create_uid, line, tax)
    select management._stamp(), 0, line_id, t.tax from management._category_tax t where t.category = article.account_category;
  end loop;
  if line_id is null then
    perform management._refuse(command, 'Cette commande est vide.', 'This order is empty.');
  end if;

  told := management._finish(command, 'place_order', order_id, order_id::text, order_id::text);
  select o.total_excl_tax into total from management.sales_order o where o.id = order_id;
  if total is distinct from (command->>'total_excl_tax')::numeric then
    update public.sale_sale set comment = concat_ws(E'\n\n', comment, format(
      case (select s.language from management._settings s) when 'fr' then 'Total HT confirmé par le client : %s. Selon le tarif : %s.'
        else 'Total excluding VAT confirmed by the customer: %s. By the price list: %s.' end,
      coalesce(command->>'total_excl_tax', '–'), coalesce(total::text, '–')))
    where sale_sale.id = order_id;
  end if;
  return told;
end $$;

-- A project of the customer, at the end of the tree, in the state that new projects have. Staff put tasks below it, or
-- give its hours; the counter shows these as its visits.
create or replace function management.create_request(command jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  told jsonb := management._begin(command);
  customer integer := (command->>'customer_id')::integer;
  french boolean := (select s.language = 'fr' from management._settings s);
  machine record;
  nature record;
  title text;
  request_id integer;
begin
  if told is not null then
    return told;
  end if;
  select n.label into nature from management.nature n where n.id = command->>'nature_id' and n.offered;
  if not found and command->>'nature_id' is not null then
    perform management._refuse(command, 'Cette nature de demande n’est plus proposée.', 'This kind of request is no longer offered.');
  end if;
  select e.label, e.serial_number into machine
  from management.equipment e where e.id = (command->>'equipment_id')::integer and e.customer_id = customer;
  if not found and command->>'equipment_id' is not null then
    perform management._refuse(command, 'Cette machine n’est plus dans votre parc.', 'This machine is no longer yours.');
  end if;
  title := concat_ws(' – ',
    case when (command->>'urgent')::boolean then 'URGENT' end,
    coalesce(nature.label, case when french then 'Demande' else 'Request' end),
    coalesce(machine.label, nullif(left(split_part(command->>'description', E'\n', 1), 80), '')));

  lock table public.project_work in exclusive mode; -- two roots at one place would break the tree
  insert into public.project_work (create_date, create_uid, company, name, type, status, party, party_address, comment,
    "left", "right", project_invoice_method, leveling_delay, back_leveling_delay)
  select management._stamp(), 0, c.id, title, 'project', (
      select x.id from public.project_work_status x
      where x."default" and x.active and x.types like '%"project"%' order by x.sequence nulls first, x.id limit 1),
    customer, (command->>'site_id')::integer,
    concat_ws(E'\n',
      command->>'description', '',
      case when french then 'Demandé par : ' else 'Asked by: ' end || concat_ws(', ', command->'author'->>'name', command->'author'->>'email'),
      case when french then 'Machine : ' else 'Machine: ' end || concat_ws(' ', machine.label, nullif(coalesce(machine.serial_number, command->>'serial_number'), ''))
        || case when machine.label is null and nullif(command->>'serial_number', '') is null then null else '' end,
      case when french then 'Lieu : ' else 'Place: ' end || nullif(command->>'address', ''),
      case when french then 'Sur place : ' else 'On the spot: ' end
        || nullif(concat_ws(', ', nullif(command->>'contact_name', ''), nullif(command->>'contact_phone', '')), ''),
      case when french then 'Répondre à : ' else 'Reply to: ' end || nullif(command->>'reply_to', ''),
      case when french then 'Souhaité le : ' else 'Wished for: ' end || nullif(concat_ws(' ', nullif(command->>'wished_on', ''), nullif(command->>'wished_at', '')), '')
        || case when (command->>'wish_firm')::boolean then case when french then ' (impératif)' else ' (imperative)' end else '' end),
    e."end" + 1, e."end" + 2, 'manual', 0, 0
  from management._company c
  cross join (select coalesce(max(x."right"), 0) as "end" from public.project_work x) e
  returning project_work.id into request_id;

  perform management._attach(command, 'project.work,' || request_id);
  return management._finish(command, 'create_request', request_id, 'w' || request_id, request_id::text);
end $$;

-- A note on what the customer answers to, under his name.
create or replace function management.reply(command jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  told jsonb := management._begin(command);
  place text;
  note_id integer;
begin
  if told is not null then
    return told;
  end if;
  select x.resource into place from management._subject x
  where x.id = command->>'intervention_id' and x.customer_id = (command->>'customer_id')::integer;
  if not found then
    perform management._refuse(command, 'Cette intervention n’existe plus.', 'This intervention is no longer there.');
  end if;
  insert into public.ir_note (create_date, create_uid, resource, message)
  values (management._stamp(), 0, place, concat_ws(E'\n', (command->'author'->>'name') || ' :', command->>'body'))
  returning ir_note.id into note_id;
  perform management._attach(command, place);
  return management._finish(command, 'reply', note_id, note_id::text, null);
end $$;

-- For the owner alone, who is asked by the counter's relay.
revoke all on function management.place_order(jsonb), management.create_request(jsonb), management.reply(jsonb),
  management._begin(jsonb), management._refuse(jsonb, text, text), management._stamp(), management._attach(jsonb, text),
  management._finish(jsonb, text, integer, text, text) from public;
