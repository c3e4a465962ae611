-- Prices: Tryton stores formulas, and computes them when a line is typed. So does this: a view, so that a price is never
-- older than its list. A page of articles of one customer costs a few milliseconds; nothing is computed for other lists,
-- because the guard names the customer's.

-- What a formula of a price list comes to: numbers, the three names, + - * / and parentheses. Whatever else Python would
-- understand is null: a price on request, never a wrong one and never 0.
create or replace function management._formula(formula text, unit_price numeric, list_price numeric, cost_price numeric)
returns numeric language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
declare
  plain text[] := regexp_match(formula, '^\s*(unit_price|list_price|cost_price)\s*(?:([*/])\s*([0-9]+(?:\.[0-9]+)?)\s*)?$');
  base numeric;
  terms text;
  result numeric;
begin
  -- Most formulas are one name, or a name times a number: these need no statement of their own.
  if plain is not null then
    base := case plain[1] when 'unit_price' then unit_price when 'list_price' then list_price else cost_price end;
    return case plain[2] when '*' then base * plain[3]::numeric when '/' then base / nullif(plain[3]::numeric, 0) else base end;
  end if;
  terms := regexp_replace(formula, 'Decimal\(\s*[''"]?([0-9]+(?:\.[0-9]+)?)[''"]?\s*\)', '\1', 'g');
  terms := regexp_replace(terms, '\m(?:unit_price|list_price|cost_price)\M', 'n', 'g');
  -- Only what has passed here is run; names are put back as parameters, numbers as numeric.
  if length(terms) > 200 or terms !~ '^[-0-9.+*/() n]+$' or terms ~ '\*\*|//|/\*|--|[0-9.)]\s*n|n\s*[0-9.(n]' then
    return null;
  end if;
  terms := regexp_replace(formula, 'Decimal\(\s*[''"]?([0-9]+(?:\.[0-9]+)?)[''"]?\s*\)', '\1', 'g');
  terms := regexp_replace(terms, '([0-9]+(?:\.[0-9]+)?)', '(\1::numeric)', 'g');
  terms := replace(replace(replace(terms, 'unit_price', '($1)'), 'list_price', '($2)'), 'cost_price', '($3)');
  execute 'select (' || terms || ')::numeric' into result using unit_price, list_price, cost_price;
  return result;
exception when others then
  return null;
end $$;
-- Pure, and called by every view's reader: the schema itself is closed to them.
grant execute on function management._formula(text, numeric, numeric, numeric), management._half_even(numeric, integer) to public;

-- Of each list and article: the lines that apply today, from the quantity on from which they win. Tryton takes the first
-- line, by sequence, whose category (the article's, one above it, or its accounting category) and quantity fit. So a line
-- wins from its own quantity on, unless one before it does from there or from less; where none fits, the price stays.
-- Prices are of the sale unit; bounds are counted in the default unit unless the list says otherwise. The list null is the
-- price without a list, for customers of a company that has no default one.
create or replace view management.article_price as
select coalesce(w.line::text, 'l' || coalesce(l.id, 0)) || '-' || p.id as id, p.id as article_id, null::integer as customer_id,
  l.id as price_list_id, trim_scale(w.bound) as from_quantity,
  management._half_even(
    management._formula(w.formula, b.list_price * p.ratio * g.gross, b.list_price * p.ratio, coalesce(b.cost_price, 0) * p.ratio) / g.gross,
    4) as unit_price,
  null::date as valid_from, null::date as valid_until
from (
  select x.id, x.unit, coalesce(x.tax_included, false) as tax_included
  from public.product_price_list x where x.company = (select s.company from management._settings s)
  union all
  select null, null, false where not exists (select from management._default_list)) l
cross join management._sold p
cross join lateral (
  select
    (select x.list_price from public.product_list_price x
     where x.template = p.template and (x.company is null or x.company = (select s.company from management._settings s))
     order by x.company nulls last, x.id limit 1) as list_price,
    (select x.cost_price from public.product_cost_price x
     where x.product = p.id and (x.company is null or x.company = (select s.company from management._settings s))
     order by x.company nulls last, x.id limit 1) as cost_price
  offset 0) b
left join management._category_rate r on r.category = p.account_category and l.tax_included
cross join lateral (select 1 + coalesce(r.rate, 0) as gross) g
cross join lateral (
  select array(
    with recursive c as (
      select x.id, x.parent from public.product_category x
      where x.id = p.account_category
        or x.id in (select y.category from public."product_template-product_category" y where y.template = p.template)
      union
      select x.id, x.parent from c join public.product_category x on x.id = c.parent)
    select c.id from c) as categories offset 0) k
cross join lateral (
  select m.line, m.formula, m.bound
  from (
    select c.line, c.formula, c.bound, c.place, min(c.place) over (order by c.bound, c.place) as first
    from (
      select x.id as line, x.formula,
        greatest(x.quantity::numeric / case l.unit when 'product_sale' then 1 else p.ratio end, 10::numeric ^ -p.digits) as bound,
        row_number() over (order by x.sequence nulls first, x.id) as place
      from public.product_price_list_line x
      where x.price_list = l.id
        and (x.product is null or x.product = p.id)
        and (x.category is null or x.category = any (k.categories))
        and (x.start_date is null or x.start_date <= current_date)
        and (x.end_date is null or x.end_date >= current_date)
      union all
      select null, 'unit_price', 10::numeric ^ -p.digits, 9223372036854775807) c) m
  where m.place = m.first) w;
