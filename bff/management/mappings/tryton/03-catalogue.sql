-- Articles of the web shop, their families, what is there of them and when more can be had.

-- Every product, sold or not: what lines of documents and machines are called by. The name is the template's, the variant
-- the product's own.
create or replace view management._article as
select p.id, nullif(p.code, '') as code, t.type,
  coalesce((select x.value from management._text x where x.field = 'product.template,name' and x.id = t.id limit 1), t.name)
    || coalesce(' – ' || coalesce(
      (select x.value from management._text x where x.field = 'product.product,description' and x.id = p.id limit 1),
      nullif(p.description, '')), '') as name
from public.product_product p
join public.product_template t on t.id = p.template;

-- Choice: what customers may order. Tryton counts stock and price breaks in the default unit, sells in the sale unit;
-- `ratio` is how many default units one sale unit is.
create or replace view management._sold as
select p.id, p.template, t.type, t.account_category, t.default_uom, u.id as unit, u.digits, u.symbol, u.ratio / d.ratio as ratio,
  coalesce(greatest(p.write_date, t.write_date, p.create_date, t.create_date), timestamp '1970-01-01') as changed
from public.product_product p
join public.product_template t on t.id = p.template
join management._unit d on d.id = t.default_uom
join management._unit u on u.id = coalesce(t.sale_uom, t.default_uom)
where p.active and t.active and t.salable and t.type in ('goods', 'service') and p.code <> ''
  and case when (select s.web_shop from management._settings s) is null then true else exists (
    select from public."web_shop-product_product" w
    where w.product = p.id and w.shop = (select s.web_shop from management._settings s)) end;

-- The family of a template; its accounting category, which carries accounts and taxes, stands in the same table.
create or replace view management._family as
select r.template, min(c.id) as id
from public."product_template-product_category" r
join public.product_category c on c.id = r.category and not coalesce(c.accounting, false)
group by r.template;

-- Families with something in them, and those above.
create or replace view management.article_family as
with recursive shown as (
  select c.id, c.parent
  from public.product_category c
  where c.id in (select f.id from management._family f join management._sold p on p.template = f.template)
  union
  select c.id, c.parent
  from shown s join public.product_category c on c.id = s.parent and not coalesce(c.accounting, false))
select c.id, (select a.id from public.product_category a where a.id = c.parent and not coalesce(a.accounting, false)) as parent_id,
  n.label, (rank() over (partition by c.parent order by n.label, c.id))::integer as position,
  coalesce(c.write_date, c.create_date, timestamp '1970-01-01') at time zone (select s.clock_zone from management._settings s) as changed_at
from public.product_category c
cross join lateral (
  select coalesce((select x.value from management._text x where x.field = 'product.category,name' and x.id = c.id limit 1), c.name) as label
  offset 0) n
where c.id in (select s.id from shown s);

-- The taxes of each accounting category: its own customer taxes, or its parent's where it says so; and what they come to.
create or replace view management._category_tax as
with recursive c as (
  select x.id as category, x.id as source, x.parent, x.taxes_parent from public.product_category x
  union all
  select c.category, x.id, x.parent, x.taxes_parent
  from c join public.product_category x on x.id = c.parent
  where c.taxes_parent)
select c.category, r.tax
from c join public.product_category_customer_taxes_rel r on r.category = c.source
where not coalesce(c.taxes_parent, false);

create or replace view management._category_rate as
select t.category, sum(p.rate) as rate
from management._category_tax t
join management._tax_part p on p.tax = t.tax and p.type = 'percentage' and current_date between p.since and p.until
group by t.category;

create or replace view management.article as
select p.id, f.id as family_id, a.code, null::text as manufacturer_code, a.name as label, null::text as description,
  null::text as brand, 'article'::text as kind, null::text as colour, p.symbol as unit, p.digits as decimals,
  null::numeric as min_quantity, null::numeric as pack_quantity, null::numeric as max_quantity, r.rate as tax_rate,
  p.changed at time zone (select s.clock_zone from management._settings s) as changed_at
from management._sold p
join management._article a on a.id = p.id
left join management._family f on f.template = p.template
left join management._category_rate r on r.category = p.account_category;

-- There is no table of stock: it is the sum of the moves into and out of a warehouse's storage, less what is assigned.
-- Up to the last closed period Tryton keeps the sums; from there on the moves count. In sale units.
create or replace view management._storage as
select w.id as warehouse, l.id as location
from public.stock_location w
join public.stock_location s on s.id = w.storage_location
join public.stock_location l on l."left" >= s."left" and l."right" <= s."right"
where w.type = 'warehouse' and w.active;

create or replace view management._closed_period as
select p.id, p.date
from public.stock_period p
where p.state = 'closed' and p.company = (select s.company from management._settings s)
order by p.date desc limit 1;

create or replace view management.stock as
select p.id || '-' || w.id as id, p.id as article_id, w.depot, round(w.quantity / p.ratio, 4) as quantity
from management._sold p
cross join lateral (
  select w.id,
    coalesce((select x.value from management._text x where x.field = 'stock.location,name' and x.id = w.id limit 1), w.name)::text as depot,
    coalesce(sum(q.quantity), 0) as quantity
  from public.stock_location w
  left join (
    select g.warehouse, c.internal_quantity::numeric as quantity
    from public.stock_period_cache c join management._storage g on g.location = c.location
    where c.product = p.id and c.period = (select e.id from management._closed_period e)
    union all
    -- In: what has come. Out: what has gone, and what is assigned to go, unless it stays in the depot.
    select case d.way when 1 then t.warehouse else f.warehouse end, d.way * m.internal_quantity::numeric
    from public.stock_move m
    left join management._storage f on f.location = m.from_location
    left join management._storage t on t.location = m.to_location
    cross join (values (1), (-1)) d (way)
    where m.product = p.id and m.company = (select s.company from management._settings s)
      and f.warehouse is distinct from t.warehouse
      -- CASE, so that the index of articles serves alone: those of states and dates find nearly everything.
      and case m.state when 'assigned' then d.way = -1
        when 'done' then m.effective_date > coalesce((select e.date from management._closed_period e), '-infinity') else false end) q on q.warehouse = w.id
  where w.type = 'warehouse' and w.active
  group by w.id, w.name) w
where p.type = 'goods';

-- Of several suppliers the first one, from whom Tryton would order. His own delay where the article has none.
create or replace view management.supplier_delay as
select p.id, p.id as article_id, ceil(extract(epoch from coalesce(s.lead_time, (
    select v.supplier_lead_time from public.party_party_supplier_lead_time v
    where v.party = s.party and v.supplier_lead_time is not null
      and (v.company is null or v.company = (select x.company from management._settings x))
    order by v.company nulls last, v.id limit 1))) / 86400)::integer as days
from management._sold p
join lateral (
  select x.party, x.lead_time
  from public.purchase_product_supplier x
  where x.template = p.template and (x.product is null or x.product = p.id) and x.active
    and x.company = (select v.company from management._settings v)
  order by x.sequence nulls first, x.id limit 1) s on true;
