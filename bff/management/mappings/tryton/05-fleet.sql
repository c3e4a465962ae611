-- Service contracts and machines at customers.

-- Subscriptions that run or have run; a cancelled one never did. They name an address for invoices, none for the service.
create or replace view management.service_contract as
select o.id, o.party as customer_id, null::integer as site_id, coalesce(nullif(o.number, ''), o.id::text) as number,
  coalesce(nullif(o.description, ''), nullif(o.reference, ''), nullif(o.number, ''), o.id::text) as label,
  case when o.state = 'running' and coalesce(o.end_date, 'infinity') >= current_date then 'running' else 'ended' end as state,
  o.start_date as starts_on, o.end_date as ends_on,
  coalesce(o.write_date, o.create_date, timestamp '1970-01-01') at time zone (select s.clock_zone from management._settings s) as changed_at
from public.sale_subscription o
join management.customer k on k.id = o.party
where o.company = (select s.company from management._settings s) and o.state in ('running', 'closed');

-- A machine stands where its last done move took it: to a customer, by a shipment (all customers share one location, so
-- only the shipment says which).
create or replace view management._delivered as
select h.customer, h.delivery_address, m.lot, coalesce(m.effective_date, h.effective_date) as delivered_on
from public.stock_shipment_out h
join public.stock_move m on m.shipment = 'stock.shipment.out,' || h.id and m.state = 'done'
join public.stock_location d on d.id = m.to_location and d.type = 'customer'
where h.company = (select s.company from management._settings s)
  and not exists (
    select from public.stock_move n
    where n.lot = m.lot and n.state = 'done'
      and (coalesce(n.effective_date, '-infinity'), n.id) > (coalesce(m.effective_date, '-infinity'), m.id));

-- A rented machine stays in our stock for Tryton: the running subscription says who has it, but not at which address.
create or replace view management._rented as
select o.party as customer, r.id, r.asset_lot as lot, r.start_date as rented_on, o.id as subscription
from public.sale_subscription o
join public.sale_subscription_line r on r.subscription = o.id
where o.company = (select s.company from management._settings s) and o.state = 'running'
  and r.start_date <= current_date and coalesce(r.end_date, 'infinity') >= current_date;

create or replace view management._machine as
select e.customer, (select a.id from public.party_address a where a.id = e.delivery_address and a.party = e.customer) as site,
  e.lot, e.delivered_on as since, null::integer as subscription
from management._delivered e
union all
select e.customer, null, e.lot, e.rented_on, e.subscription
from management._rented e
where not exists (select from management._delivered d where d.lot = e.lot) -- a machine shows once
  and not exists (select from management._rented r where r.lot = e.lot and (r.rented_on, r.id) > (e.rented_on, e.id));

create or replace view management.equipment as
select l.id, m.customer as customer_id, m.site as site_id, a.name as label, l.number as serial_number,
  null::text as provider_number, null::text as place, m.since as installed_on,
  coalesce(l.write_date, l.create_date, timestamp '1970-01-01') at time zone (select s.clock_zone from management._settings s) as changed_at,
  (select p.id from management._sold p where p.id = l.product) as article_id,
  (select f.id from management._family f join management._sold p on p.template = f.template where p.id = l.product) as family_id,
  null::text as brand, 'in_service'::text as state, null::date as warranty_until, m.subscription as service_contract_id,
  null::text as contract_contact_id, null::text as user_contact_id, null::text as service_contact_id
from management._machine m
join management.customer k on k.id = m.customer
join public.stock_lot l on l.id = m.lot
join management._article a on a.id = l.product;
