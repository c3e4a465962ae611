-- The management contract over a Tryton 6.0 database: plain views and three functions in schema `management`. Nothing of
-- Tryton's is copied or changed, but by the functions, which write drafts.
--
-- HOW TO USE. All files of this folder in their order, as the owner of Tryton's tables, in Tryton's own database:
--     cat bff/management/mappings/tryton/*.sql | psql -1 -v ON_ERROR_STOP=1 "$DATABASE_URL"
--     psql -c "update management._settings set language = 'fr', …" "$DATABASE_URL"
--     guichet migrate
-- May be run again at any time, also while guards stand on the views: settings are kept. PostgreSQL 15+ or PGlite.
-- Needs the modules account_invoice, sale, sale_price_list, stock with product lots, purchase, web_shop, project with
-- timesheets and plan, sale_complaint, sale_subscription with assets, party_siret. Leave out what hangs on a missing one:
-- without a relation its features switch off.
--
-- CHOICES, all in `management._settings` (one row), in `management._nature`, or marked "Choice" below:
-- * company: one company of the database is shown. Default: the first one.
-- * A customer is a party to whom that company has sold (a sale past draft) or issued an invoice, that was not merged
--   into another one, and that is not the company itself. Tryton keeps suppliers, staff and contacts in the same table.
-- * A person (consumer) is a customer of category `person_category`; everybody else is a company.
-- * Contacts are the parties that a customer points to by the relation type `contact_relation`, and his own e-mail lines.
-- * The catalogue is what is salable, active and in the web shop `web_shop`; null = in no matter which shop or in none.
-- * Orders arrive for the warehouse `warehouse`.
-- * An intervention is a task of a customer's project, a complaint past draft, or a request made at the counter (a project
--   of its own). What staff write there is theirs: comments of tasks and texts of time sheets show with `work_notes` only.
-- * Tryton does not say why a task is done: `repair_works`, … are patterns for its name.
-- * Of the notes on an intervention, customers see those that begin with `answer_mark`, as an answer of the vendor.
-- * An attachment of an invoice is its `original` when it is a PDF whose name is `original_name` with the number in it.
-- * Files of a party are often the staff's own notes (credit reports, …): shown only with `customer_files`. Files of an
--   article are mostly data sheets: shown unless `article_files` is off.
-- * Tryton has no word for VAT on debits, the legal form, the register, late-payment and discount sentences: settings.
--
-- FACTS it stands on. Invoices carry neither amounts nor due dates: the ledger does (lines of the invoice's move on the
-- invoice's account). Tryton rounds half-even, SQL half away from zero. A VAT "Taux normal" is a parent without rate; its
-- dated children carry it. Rows of other companies, supplier invoices, drafts, quotations and what was cancelled before
-- it had a number share the tables and never show. A site is never another party's address. Bytes that Tryton keeps
-- outside the database (file_id) cannot be shown from here. Times are stored in UTC, but the stamps of creation and change.
-- A customer's tax rule (export, …) is not applied: his order's taxes are those of the articles until staff look it over.
--
-- The functions that views use read no table: a view's tables are read with its owner's rights, but functions run with
-- the caller's. Ids keep their type (no casts: indexes serve), but where several of Tryton's tables make one relation.
--
-- INDEXES that Tryton lacks and a large database wants:
--     create index on account_invoice (party);               -- every page of invoices
--     create index on stock_shipment_out (customer);         -- equipment
--     create index on stock_move (lot);                      -- equipment
--     create index on project_work (party);                  -- interventions
--     create index on project_work (parent);                 -- interventions
--     create index on sale_complaint (customer);             -- interventions
--     create index on sale_subscription (party);             -- service contracts, equipment
--     create index on ir_note (resource);                    -- messages
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
alter table management._settings
  add column if not exists web_shop integer,
  add column if not exists warehouse integer,
  add column if not exists article_files boolean not null default true,
  add column if not exists work_notes boolean not null default false,
  add column if not exists answer_mark text default '@client',
  add column if not exists repair_works text default '^(dépannage|réparation|recherche de fuite|repair)',
  add column if not exists preventive_works text default '^(visite d.entretien|entretien|maintenance|ramonage|contrôle|remplacement filtres)',
  add column if not exists installation_works text default '^(mise en service|installation|pose)';

insert into management._settings (company, person_category, contact_relation, web_shop, warehouse)
select
  c.id,
  (select min(id) from public.party_category where name in ('Particulier', 'Consumer')),
  (select min(id) from public.party_relation_type where name in ('a pour contact', 'has contact')),
  (select min(id) from public.web_shop where company = c.id and active),
  (select min(id) from public.stock_location where type = 'warehouse' and active)
from (select min(id) as id from public.company_company) c
on conflict do nothing;

-- Choice: what a request may be about. Tryton has no such list; these are rows to begin with. `kind` as of interventions.
create table if not exists management._nature (
  id text primary key check (id not like 'c%'),
  parent_id text references management._nature,
  label text not null,
  description text,
  position integer not null,
  equipment text not null default 'optional' check (equipment in ('required', 'optional', 'none')),
  kind text not null default 'other' check (kind in ('repair', 'preventive', 'installation', 'other')),
  offered boolean not null default true,
  changed_at timestamptz not null default now()
);
insert into management._nature (id, parent_id, label, description, position, kind)
select n.id, n.parent_id, n.label, n.description, n.position, n.kind
from (values
  ('1', null, 'Intervention', null, 1, 'other'),
  ('2', '1', 'Dépannage', 'Un appareil est en panne ou fonctionne mal', 1, 'repair'),
  ('3', '1', 'Entretien', 'Une visite d’entretien ou un contrôle', 2, 'preventive'),
  ('4', '1', 'Installation', 'Un appareil à poser ou à mettre en service', 3, 'installation'),
  ('5', '1', 'Autre demande', null, 4, 'other')) n (id, parent_id, label, description, position, kind)
where not exists (select from management._nature);

-- What came from the counter, and the row of Tryton that each became: how a second delivery is known, and what Tryton has
-- no column for.
create table if not exists management._command (
  command_id text primary key,
  function text not null,
  row_id integer not null, -- sale_sale, project_work or ir_note
  answer jsonb not null,
  requester text,
  body text,
  urgent boolean not null default false,
  contact text,
  equipment_id integer,
  nature_id text,
  sent_at timestamptz not null,
  unique (function, row_id)
);

-- Rounds as Tryton does: an exact half goes to the even neighbour.
create or replace function management._half_even(value numeric, digits integer) returns numeric
language sql immutable parallel safe
return round(case when mod(abs(value * 10::numeric ^ digits), 1) = 0.5 then 2 * round(value * 10::numeric ^ digits / 2)
  else round(value * 10::numeric ^ digits) end / 10::numeric ^ digits, digits);

-- Texts of translatable fields in the language shown; Tryton's own column may be in another one.
create or replace view management._text as
select t.name as field, t.res_id as id, t.value
from public.ir_translation t
where t.type = 'model'
  and t.lang = (select s.language from management._settings s)
  and not coalesce(t.fuzzy, false)
  and t.value <> '';

-- The company shown.
create or replace view management._company as
select c.id, c.party, c.currency, c.timezone, coalesce(c.timezone, s.time_zone) as zone
from public.company_company c join management._settings s on s.company = c.id;

-- A unit of measure, and how many of its category's reference one of it is: of the two numbers that Tryton keeps for this,
-- the one that needs fewer decimals is exact.
create or replace view management._unit as
select u.id, least(greatest(u.digits, 0), 3) as digits,
  coalesce((select x.value from management._text x where x.field = 'product.uom,symbol' and x.id = u.id limit 1), u.symbol) as symbol,
  case when scale(trim_scale(u.rate::numeric)) < scale(trim_scale(u.factor::numeric)) then 1 / u.rate::numeric else u.factor::numeric end as ratio
from public.product_uom u;

-- A tax and the parts of it that are computed: itself, or its descendants, each in force at its own dates.
create or replace view management._tax_part as
with recursive t as (
  select x.id as tax, x.id as part, x.type, x.rate, x.amount,
    coalesce(x.start_date, '-infinity') as since, coalesce(x.end_date, 'infinity') as until
  from public.account_tax x
  union all
  select t.tax, x.id, x.type, x.rate, x.amount,
    greatest(t.since, coalesce(x.start_date, '-infinity')), least(t.until, coalesce(x.end_date, 'infinity'))
  from t join public.account_tax x on x.parent = t.part)
select t.tax, t.part, t.type, t.rate, t.amount, t.since, t.until from t where t.type in ('percentage', 'fixed');
