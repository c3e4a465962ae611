-- The management contract (first part) over a Tryton 6.0 database: plain views in schema `management`, nothing copied.
--
-- HOW TO USE. As the owner of Tryton's tables (or a role that may read them), in Tryton's own database:
--     psql -1 -v ON_ERROR_STOP=1 -f tryton.sql "$DATABASE_URL"
--     psql -c "update management._settings set language = 'fr', …" "$DATABASE_URL"
--     guichet migrate
-- May be run again at any time, also while guards stand on the views: settings are kept. PostgreSQL 15+ or PGlite.
-- Needs the modules account_invoice, sale, stock and product lots; without sale_subscription take `_rented` and the second
-- branch of `equipment` out, without party_siret write `null` for siren and siret_nic.
--
-- CHOICES, all in `management._settings` (one row) or marked "Choice" below:
-- * company: one company of the database is shown. Default: the first one.
-- * A customer is a party to whom that company has sold (a sale past draft) or issued an invoice, that was not merged
--   into another one, and that is not the company itself. Tryton keeps suppliers, staff and contacts in the same table.
-- * A person (consumer) is a customer of category `person_category`; everybody else is a company.
-- * Contacts are the parties that a customer points to by the relation type `contact_relation`, and his own e-mail lines.
-- * An attachment of an invoice is its `original` when it is a PDF whose name is `original_name` with the number in it.
-- * Files of a party are often the staff's own notes (credit reports, …): shown only with `customer_files`.
-- * Tryton has no word for VAT on debits, the legal form, the register, late-payment and discount sentences: settings.
--
-- FACTS it stands on. Invoices carry neither amounts nor due dates: the ledger does (lines of the invoice's move on the
-- invoice's account). Tryton rounds half-even, SQL half away from zero: 2 * round(x / 2) turns one into the other on an
-- exact half. A VAT "Taux normal" is a parent without rate; its dated children carry it. Rows of other companies, supplier
-- invoices, drafts and cancelled drafts (no number) share the tables and never show. A site is never another party's
-- address. Bytes that Tryton keeps outside the database (file_id) cannot be shown from here.
--
-- No helper functions on purpose: a view's tables are read with its owner's rights, but functions run with the caller's.
-- Ids keep their type (no casts: indexes serve), but in the two unions `contact` and `document`.
--
-- INDEXES that Tryton lacks and a large database wants:
--     create index on account_invoice (party);               -- every page of invoices
--     create index on stock_shipment_out (customer);         -- equipment
--     create index on stock_move (lot);                      -- equipment
--     create index on account_tax (parent);                  -- VAT rates, only with very many taxes

create schema if not exists management;

create table if not exists management._settings (
  only_row boolean primary key default true check (only_row),
  company integer not null,
  language text not null default 'fr',
  time_zone text not null default 'Europe/Paris',
  clock_zone text not null default 'UTC', -- zone of the server clock that wrote Tryton's timestamps
  person_category integer,
  contact_relation integer,
  original_name text default 'Facture_{number}.pdf',
  customer_files boolean not null default false,
  vat_on_debits boolean not null default false,
  legal_form text,
  registry text,
  late_penalty text,
  early_discount text
);

insert into management._settings (company, person_category, contact_relation)
select
  (select min(id) from public.company_company),
  (select min(id) from public.party_category where name in ('Particulier', 'Consumer')),
  (select min(id) from public.party_relation_type where name in ('a pour contact', 'has contact'))
on conflict do nothing;

-- Texts of translatable fields in the language shown; Tryton's own column may be in another one.
create or replace view management._text as
select t.name as field, t.res_id as id, t.value
from public.ir_translation t
where t.type = 'model'
  and t.lang = (select s.language from management._settings s)
  and not coalesce(t.fuzzy, false)
  and t.value <> '';

create or replace view management._article as
select p.id, nullif(p.code, '') as code, t.type,
  coalesce((select x.value from management._text x where x.field = 'product.template,name' and x.id = t.id limit 1), t.name) as name
from public.product_product p
join public.product_template t on t.id = p.template;

-- The company shown.
create or replace view management._company as
select c.id, c.party, c.currency, c.timezone
from public.company_company c join management._settings s on s.company = c.id;

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
  p.active, p.changed_at
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
select o.party as customer, r.id, r.asset_lot as lot, r.start_date as rented_on
from public.sale_subscription o
join public.sale_subscription_line r on r.subscription = o.id
where o.company = (select s.company from management._settings s) and o.state = 'running'
  and r.start_date <= current_date and coalesce(r.end_date, 'infinity') >= current_date;

create or replace view management.equipment as
select l.id, e.customer as customer_id,
  (select a.id from public.party_address a where a.id = e.delivery_address and a.party = e.customer) as site_id,
  p.name as label, l.number as serial_number, null::text as provider_number, null::text as place, e.delivered_on as installed_on,
  coalesce(l.write_date, l.create_date, timestamp '1970-01-01') at time zone (select s.clock_zone from management._settings s) as changed_at
from management._delivered e
join management.customer k on k.id = e.customer
join public.stock_lot l on l.id = e.lot
join management._article p on p.id = l.product
union all
select l.id, e.customer, null, p.name, l.number, null, null, e.rented_on, coalesce(l.write_date, l.create_date, timestamp '1970-01-01') at time zone (select s.clock_zone from management._settings s)
from management._rented e
join management.customer k on k.id = e.customer
join public.stock_lot l on l.id = e.lot
join management._article p on p.id = l.product
where not exists (select from management._delivered d where d.lot = e.lot) -- a machine shows once
  and not exists (select from management._rented r where r.lot = e.lot and (r.rented_on, r.id) > (e.rented_on, e.id));

-- The customer invoices that have been issued: the gate through which every invoice relation goes.
-- site_id: the one delivery address of all the sales behind the lines; null as soon as they differ or one is unknown.
-- A credit note's lines point to the credited invoice's lines, which point to the sale.
create or replace view management._invoice as
select i.id, i.party, i.number, i.state, i.invoice_date,
  coalesce(i.accounting_date, i.invoice_date) as tax_date,
  i.invoice_address, i.payment_term, i.description, i.reference, i.move, i.invoice_report_cache,
  i.invoice_report_format, i.create_date, i.write_date, c.code as currency_code, c.digits,
  (select case when count(*) = count(w.id) and min(w.id) = max(w.id) then min(w.id) end
   from (
     select a.id
     from public.account_invoice_line l
     left join public.account_invoice_line o
       on o.id = case when l.origin ~ '^account\.invoice\.line,[0-9]{1,9}$' then split_part(l.origin, ',', 2)::integer end
     left join public.sale_line q
       on q.id = case when coalesce(o.origin, l.origin) ~ '^sale\.line,[0-9]{1,9}$' then split_part(coalesce(o.origin, l.origin), ',', 2)::integer end
     left join public.sale_sale v on v.id = q.sale
     left join public.party_address a on a.id = v.shipment_address and a.party = i.party
     where l.invoice = i.id and l.origin <> '' and (o.id is null or o.origin <> '')) w) as site_id
from public.account_invoice i
join public.currency_currency c on c.id = i.currency
join public.party_party p on p.id = i.party and p.replaced_by is null
where i.type = 'out'
  and i.company = (select s.company from management._settings s)
  and i.state in ('posted', 'paid', 'cancelled')
  and i.number <> ''
  and i.invoice_date is not null
  and i.party <> (select b.party from management._company b);

-- What an invoice is owed by, in its currency: the ledger's lines on the invoice's account.
create or replace view management._due as
select i.id as invoice_id, l.id, l.move, l.account, l.maturity_date, l.reconciliation,
  case when l.second_currency = i.currency then l.amount_second_currency else l.debit - l.credit end as amount
from public.account_invoice i
join public.account_move_line l on l.move = i.move and l.account = i.account;

-- What it was paid by, in its currency: the payments that Tryton linked to it. A payment in the books' currency counts at
-- the rate of the invoice's date, as Tryton does.
create or replace view management._receipt as
select i.id as invoice_id, l.id, l.move, l.reconciliation,
  -case
    when l.second_currency = i.currency then l.amount_second_currency
    when i.currency = (select c.currency from management._company c) then l.debit - l.credit
    else (
      select round(case when mod(abs(x.v), 1) = 0.5 then 2 * round(x.v / 2) else round(x.v) end / 10::numeric ^ u.digits, u.digits)
      from public.currency_currency u
      cross join lateral (
        select 10::numeric ^ u.digits * (l.debit - l.credit)
          * (select r.rate from public.currency_currency_rate r
             where r.currency = i.currency and r.date <= i.invoice_date order by r.date desc limit 1)
          / (select r.rate from public.currency_currency_rate r
             where r.currency = (select c.currency from management._company c) and r.date <= i.invoice_date
             order by r.date desc limit 1) as v
        offset 0) x -- not flattened: three uses would be three computations
      where u.id = i.currency)
  end as amount
from public.account_invoice i
join public."account_invoice-account_move_line" x on x.invoice = i.id
join public.account_move_line l on l.id = x.line;

-- A line's amount, rounded as Tryton does.
create or replace view management._line as
select l.id, l.invoice, l.type, l.sequence, l.product, l.unit, l.quantity::numeric as quantity, l.unit_price, l.taxes_date, l.description,
  case when l.type = 'line' then
    round(case when mod(abs(x.v), 1) = 0.5 then 2 * round(x.v / 2) else round(x.v) end / 10::numeric ^ c.digits, c.digits)
  end as amount
from public.account_invoice_line l
join public.account_invoice i on i.id = l.invoice
join public.currency_currency c on c.id = i.currency
cross join lateral (select 10::numeric ^ c.digits * l.quantity::numeric * l.unit_price as v) x;

-- Totals: what the ledger says; without an entry (cancelled before posting, but numbered) what the lines say.
create or replace view management.invoice as
select i.id, i.party as customer_id, i.site_id,
  (select a.id from public.party_address a where a.id = i.invoice_address and a.party = i.party) as billing_site_id,
  i.number,
  case when t.total < 0 then 'credit_note' else 'invoice' end as kind,
  case i.state when 'posted' then 'open' else i.state end as state,
  i.invoice_date as issued_on,
  (select nullif(max(m.effective_date), i.invoice_date)
   from public.account_invoice_line l
   join public."account_invoice_line-stock_move" x on x.invoice_line = l.id
   join public.stock_move m on m.id = x.stock_move and m.state = 'done'
   where l.invoice = i.id) as supplied_on,
  coalesce(d.next_due, d.last_due) as due_on,
  nullif(i.description, '') as title, nullif(i.reference, '') as reference,
  case when t.total < 0 then (
    select case when min(c.id) = max(c.id) then min(c.id) end
    from public.account_invoice_line l
    join public.account_invoice_line o
      on o.id = case when l.origin ~ '^account\.invoice\.line,[0-9]{1,9}$' then split_part(l.origin, ',', 2)::integer end
    join management._invoice c on c.id = o.invoice and c.party = i.party and c.id <> i.id
    where l.invoice = i.id)
  end as original_id,
  (select case
      when count(*) > count(a.type) or count(*) = 0 then null
      when bool_and(a.type = 'service') then 'services'
      when bool_and(a.type <> 'service') then 'goods'
      else 'both' end
   from public.account_invoice_line l left join management._article a on a.id = l.product
   where l.invoice = i.id and l.type = 'line') as operation,
  (select s.vat_on_debits from management._settings s) as vat_on_debits,
  (select p.name from management._term p where p.id = i.payment_term) as payment_terms,
  i.currency_code as currency,
  round(t.total - v.tax, i.digits) as total_excl_tax, round(v.tax, i.digits) as total_tax, round(t.total, i.digits) as total_incl_tax,
  round(case when i.state = 'posted' then d.unsettled - r.received else 0 end, i.digits) as remaining,
  coalesce(i.write_date, i.create_date, timestamp '1970-01-01') at time zone (select s.clock_zone from management._settings s) as changed_at
from management._invoice i
left join lateral (
  select coalesce(sum(e.amount), 0) as total,
    coalesce(sum(e.amount) filter (where e.reconciliation is null and e.maturity_date is not null), 0) as unsettled,
    min(e.maturity_date) filter (where e.reconciliation is null) as next_due, max(e.maturity_date) as last_due
  from management._due e where e.invoice_id = i.id) d on true
left join lateral (
  select coalesce(sum(e.amount), 0) as received
  from management._receipt e where e.invoice_id = i.id and e.reconciliation is null and i.state = 'posted') r on true
left join lateral (select coalesce(sum(x.amount), 0) as tax from public.account_invoice_tax x where x.invoice = i.id) v on true
left join lateral (
  select case when i.move is null then coalesce(sum(l.amount), 0) + v.tax else d.total end as total
  from management._line l where l.invoice = i.id and i.move is null) t on true;

-- tax_rate: the sum over the line's taxes, each through its children in force at the date. The category is told only where
-- the rate leaves no doubt: why a rate is zero (export, reverse charge, exemption) is not in Tryton's tables.
create or replace view management.invoice_line as
select l.id, l.invoice as invoice_id, i.party as customer_id, i.site_id,
  (select count(*)::integer from public.account_invoice_line b
   where b.invoice = l.invoice and (coalesce(b.sequence, -1), b.id) <= (coalesce(l.sequence, -1), l.id)) as position,
  l.type as kind, a.code as reference,
  coalesce(nullif(l.description, ''), a.name, '') as label,
  l.quantity,
  coalesce((select x.value from management._text x where x.field = 'product.uom,symbol' and x.id = u.id limit 1), u.symbol) as unit,
  l.unit_price, l.amount as amount_excl_tax, r.rate as tax_rate,
  case when r.rate > 0 then 'S' end as tax_category
from management._invoice i
join management._line l on l.invoice = i.id
left join management._article a on a.id = l.product
left join public.product_uom u on u.id = l.unit
left join lateral (
  with recursive t as (
    select x.id, x.type, x.rate
    from public.account_invoice_line_account_tax y join public.account_tax x on x.id = y.tax
    where y.line = l.id
      and coalesce(l.taxes_date, i.tax_date) between coalesce(x.start_date, '-infinity') and coalesce(x.end_date, 'infinity')
    union all
    select x.id, x.type, x.rate
    from t join public.account_tax x on x.parent = t.id
    where coalesce(l.taxes_date, i.tax_date) between coalesce(x.start_date, '-infinity') and coalesce(x.end_date, 'infinity'))
  select sum(t.rate) filter (where t.type = 'percentage') as rate from t) r on true;

create or replace view management.invoice_tax as
select x.id, x.invoice as invoice_id, i.party as customer_id, i.site_id,
  (with recursive t as (
     select y.id, y.type, y.rate from public.account_tax y where y.id = x.tax
     union all
     select y.id, y.type, y.rate
     from t join public.account_tax y on y.parent = t.id
     where i.tax_date between coalesce(y.start_date, '-infinity') and coalesce(y.end_date, 'infinity'))
   select sum(t.rate) filter (where t.type = 'percentage') from t) as rate,
  nullif(x.description, '') as label,
  round(x.base, i.digits) as base, round(x.amount, i.digits) as amount
from management._invoice i
join public.account_invoice_tax x on x.invoice = i.id;

create or replace view management.invoice_due as
select e.id, e.invoice_id, i.party as customer_id, i.site_id, e.maturity_date as due_on,
  round(e.amount, i.digits) as amount,
  e.reconciliation is not null as settled
from management._invoice i
join management._due e on e.invoice_id = i.id and e.maturity_date is not null;

-- First the payments that Tryton linked to the invoice. Then due lines that were reconciled by hand or from a bank
-- statement: there one payment may settle several documents, so the due line's own amount is told, at the day of the
-- last payment. A credit note or a cancelling entry in the reconciliation is no money.
create or replace view management.invoice_payment as
select e.id, e.invoice_id, i.party as customer_id, i.site_id, m.date as paid_on,
  round(e.amount, i.digits) as amount,
  coalesce((select x.value from management._text x where x.field = 'account.journal,name' and x.id = j.id limit 1), j.name) as method
from management._invoice i
join management._receipt e on e.invoice_id = i.id
join public.account_move m on m.id = e.move
left join public.account_journal j on j.id = m.journal
union all
select e.id, e.invoice_id, i.party, i.site_id, p.date, round(e.amount, i.digits),
  coalesce((select x.value from management._text x where x.field = 'account.journal,name' and x.id = p.journal limit 1), p.name)
from management._invoice i
join management._due e on e.invoice_id = i.id and e.maturity_date is not null
cross join lateral (
  select m.date, m.journal, j.name
  from public.account_move_line l
  join public.account_move m on m.id = l.move
  left join public.account_journal j on j.id = m.journal
  where l.reconciliation = e.reconciliation
    and l.account = e.account
    and l.move <> e.move
    and coalesce(m.origin, '') !~ '^account\.(invoice|move),'
  order by m.date desc, l.id desc limit 1) p
where not exists (
  select from public."account_invoice-account_move_line" x join public.account_move_line l on l.id = x.line
  where x.invoice = e.invoice_id and l.reconciliation = e.reconciliation);

create or replace view management._file as
select a.id, a.resource, a.name, nullif(a.description, '') as title,
  case lower(substring(a.name from '\.([A-Za-z0-9]+)$'))
    when 'pdf' then 'application/pdf' when 'png' then 'image/png' when 'jpg' then 'image/jpeg'
    when 'jpeg' then 'image/jpeg' when 'txt' then 'text/plain' when 'csv' then 'text/csv'
    when 'xml' then 'application/xml' when 'odt' then 'application/vnd.oasis.opendocument.text'
    when 'docx' then 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
    when 'xlsx' then 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    else 'application/octet-stream'
  end as media_type, a.data,
  coalesce(a.write_date, a.create_date, timestamp '1970-01-01') at time zone (select s.clock_zone from management._settings s) as changed_at
from public.ir_attachment a
where a.type = 'data' and a.data is not null;

-- A closed list of branches: an attachment of anything else (supplier invoices, purchases, staff, …) has no way out.
-- At most one original an invoice: the report that Tryton kept, if it is a PDF (it keeps ODT by default), else the newest
-- PDF attachment of the agreed name.
create or replace view management.document as
select 'r' || i.id as id, i.party as customer_id, i.site_id, 'invoice' as subject_kind, i.id::text as subject_id,
  'original' as role,
  replace(coalesce((select s.original_name from management._settings s), '{number}.pdf'), '{number}', i.number)::text as file_name,
  null::text as title, 'application/pdf' as media_type, octet_length(i.invoice_report_cache) as size, i.invoice_report_cache as content,
  coalesce(i.write_date, i.create_date, timestamp '1970-01-01') at time zone (select s.clock_zone from management._settings s) as changed_at
from management._invoice i
where i.invoice_report_format = 'pdf' and substring(i.invoice_report_cache from 1 for 5) = '\x255044462d'::bytea
union all
select 'a' || f.id, i.party, i.site_id, 'invoice', i.id::text,
  case when f.id = (
    select max(o.id) from management._file o
    where o.resource = f.resource
      and o.name = replace((select s.original_name from management._settings s), '{number}', i.number)
      and substring(o.data from 1 for 5) = '\x255044462d'::bytea
      and (i.invoice_report_format = 'pdf' and substring(i.invoice_report_cache from 1 for 5) = '\x255044462d'::bytea) is not true
  ) then 'original' else 'attachment' end,
  f.name, f.title, f.media_type, octet_length(f.data), f.data, f.changed_at
from management._invoice i
join management._file f on f.resource = 'account.invoice,' || i.id
union all
select 'a' || f.id, e.customer_id, e.site_id, 'equipment', e.id::text, 'attachment',
  f.name, f.title, f.media_type, octet_length(f.data), f.data, f.changed_at
from management.equipment e
join management._file f on f.resource = 'stock.lot,' || e.id
union all
select 'a' || f.id, k.id, null, 'customer', k.id::text, 'attachment',
  f.name, f.title, f.media_type, octet_length(f.data), f.data, f.changed_at
from management.customer k
join management._file f on f.resource = 'party.party,' || k.id
where (select s.customer_files from management._settings s);
