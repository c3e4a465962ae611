-- The company, its customers, their sites and contacts.

-- What every party has: customers, their contacts, the company itself.
create or replace view management._party as
select p.id, p.code, coalesce(nullif(p.name, ''), p.code) as name, p.siren, coalesce(p.active, false) as active, p.replaced_by,
  (select i.code from public.party_identifier i
   where i.party = p.id and i.type = 'eu_vat' order by i.sequence nulls first, i.id limit 1) as vat_number,
  (select m.value from public.party_contact_mechanism m
   where m.party = p.id and m.active and m.type = 'email' order by m.sequence nulls first, m.id limit 1) as email,
  (select m.value from public.party_contact_mechanism m
   where m.party = p.id and m.active and m.type in ('phone', 'mobile')
   order by m.type desc, m.sequence nulls first, m.id limit 1) as phone,
  coalesce(p.write_date, p.create_date, timestamp '1970-01-01') at time zone (select s.clock_zone from management._settings s) as changed_at
from public.party_party p;

create or replace view management._term as
select t.id,
  coalesce((select x.value from management._text x where x.field = 'account.invoice.payment_term,name' and x.id = t.id limit 1), t.name) as name
from public.account_invoice_payment_term t;

create or replace view management.company as
select c.id, p.name, s.legal_form, a.street, a.postal_code, a.city, a.country_code, p.siren as registration_number, s.registry,
  p.vat_number, p.email, p.phone, b.iban, b.bic, s.late_penalty, s.early_discount, u.code as currency,
  coalesce(c.timezone, s.time_zone) as time_zone,
  coalesce(
    (select case r.tax_rounding when 'line' then 'half-even/line' else 'half-even/rate' end
     from public.account_configuration_tax_rounding r
     where r.company = c.id or r.company is null order by r.company nulls last, r.id limit 1),
    'half-even/rate') as vat_rounding
from management._settings s
cross join management._company c
join management._party p on p.id = c.party
join public.currency_currency u on u.id = c.currency
left join lateral (
  select x.street, x.postal_code, x.city, k.code as country_code
  from public.party_address x left join public.country_country k on k.id = x.country
  where x.party = p.id and x.active order by x.sequence nulls first, x.id limit 1) a on true
left join lateral (
  select coalesce(n.number_compact, n.number) as iban, k.bic
  from public."bank_account-party_party" o
  join public.bank_account q on q.id = o.account and q.active
  join public.bank_account_number n on n.account = q.id and n.type = 'iban'
  left join public.bank k on k.id = q.bank
  where o.owner = p.id order by q.id, n.sequence nulls first, n.id limit 1) b on true;

-- Fields that Tryton keeps per company stand in tables of their own: the company's row, else the row for all companies.
create or replace view management._default_list as
select v.sale_price_list as id
from public.sale_configuration_sale_price_list v
where v.sale_price_list is not null and (v.company is null or v.company = (select s.company from management._settings s))
order by v.company nulls last, v.id limit 1;

-- Choice: what a customer is.
create or replace view management.customer as
select p.id, p.code, p.name,
  case when exists (
    select from public.party_category_rel r
    where r.party = p.id and r.category = (select s.person_category from management._settings s)
  ) then 'person' else 'company' end as kind,
  p.siren as registration_number, p.vat_number, p.email, p.phone,
  (select t.name from public.party_party_payment_term v join management._term t on t.id = v.customer_payment_term
   where v.party = p.id order by v.id limit 1) as payment_terms,
  p.active, p.changed_at,
  -- As Tryton chooses addresses: an invoice address, else the first.
  (select a.id from public.party_address a
   where a.party = p.id and a.active order by a.invoice is not true, a.sequence nulls first, a.id limit 1) as billing_site_id,
  coalesce(
    (select v.sale_price_list from public.party_party_sale_price_list v
     where v.party = p.id and v.sale_price_list is not null
       and (v.company is null or v.company = (select s.company from management._settings s))
     order by v.company nulls last, v.id limit 1),
    (select l.id from management._default_list l)) as price_list_id,
  'all'::text as catalogue
from management._party p
where p.replaced_by is null
  and p.id <> (select c.party from management._company c)
  and (
    exists (
      select from public.account_invoice i
      where i.party = p.id and i.type = 'out' and i.company = (select s.company from management._settings s)
        and i.state in ('posted', 'paid', 'cancelled') and i.number <> '')
    or exists (
      select from public.sale_sale o
      where o.party = p.id and o.company = (select s.company from management._settings s)
        and o.state in ('quotation', 'confirmed', 'processing', 'done')));

create or replace view management.site as
select a.id, a.party as customer_id,
  coalesce(nullif(a.name, ''), nullif(a.party_name, ''), nullif(a.city, ''), k.name) as name,
  a.street, a.postal_code, a.city, c.code as country_code,
  k.registration_number || a.siret_nic as establishment_number,
  coalesce(a.invoice, false) as is_billing, coalesce(a.delivery, false) as is_delivery,
  coalesce(a.active, false) as active,
  coalesce(a.write_date, a.create_date, timestamp '1970-01-01') at time zone (select s.clock_zone from management._settings s) as changed_at
from public.party_address a
join management.customer k on k.id = a.party
left join public.country_country c on c.id = a.country;

create or replace view management.contact as
select 'p' || r.id as id, r.from_ as customer_id, null::integer as site_id, p.name,
  (select m.name from public.party_contact_mechanism m
   where m.party = p.id and m.active and m.name <> '' order by m.sequence nulls first, m.id limit 1) as role,
  p.email, p.phone, p.active, p.changed_at
from public.party_relation r
join management.customer k on k.id = r.from_
join management._party p on p.id = r."to" and p.replaced_by is null
where r.type = (select s.contact_relation from management._settings s)
union all
select 'm' || m.id, m.party, null, coalesce(nullif(m.name, ''), m.value), null, m.value, null, coalesce(m.active, false),
  coalesce(m.write_date, m.create_date, timestamp '1970-01-01') at time zone (select s.clock_zone from management._settings s)
from public.party_contact_mechanism m
join management.customer k on k.id = m.party
where m.type = 'email' and m.value <> '';

