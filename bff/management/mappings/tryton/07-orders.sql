-- Sales orders. One row of Tryton goes from quotation to order; drafts and quotations are the vendor's own, but those that
-- a customer has sent from the counter.

-- The gate through which every order relation goes. Only what was never confirmed can be cancelled in Tryton, so a
-- cancelled sale was no order, or one from the counter that was turned down.
create or replace view management._order as
select o.id, o.party as customer_id,
  (select a.id from public.party_address a where a.id = o.shipment_address and a.party = o.party) as site_id,
  (select a.id from public.party_address a where a.id = o.invoice_address and a.party = o.party) as billing_site_id,
  coalesce(nullif(o.number, ''), o.id::text) as number, o.state, o.shipment_state, o.reference, o.contact, o.sale_date,
  o.shipping_date, o.untaxed_amount_cache, o.tax_amount_cache, o.total_amount_cache, o.create_date, o.write_date,
  u.code as currency, u.digits, c.command_id, c.requester, c.body, c.sent_at
from public.sale_sale o
join management.customer k on k.id = o.party
join public.currency_currency u on u.id = o.currency
left join management._command c on c.function = 'place_order' and c.row_id = o.id
where o.company = (select s.company from management._settings s)
  and (o.state in ('confirmed', 'processing', 'done') or c.command_id is not null);

create or replace view management._order_line as
select l.id, l.sale, l.type, l.sequence, l.product, l.unit, l.quantity::numeric as quantity, l.unit_price, l.description,
  case when l.type = 'line' then management._half_even(coalesce(l.quantity::numeric * l.unit_price, 0), o.digits) end as amount,
  o.digits, coalesce(o.sale_date, current_date) as tax_date
from management._order o
join public.sale_line l on l.sale = o.id;

-- VAT per tax, from what the lines cost before their own rounding: rounded once a tax, or a line, as the company has it.
create or replace view management._order_tax as
select x.sale, x.part, case when (select c.vat_rounding from management.company c) = 'half-even/line'
  then sum(management._half_even(x.amount, x.digits)) else management._half_even(sum(x.amount), max(x.digits)) end as amount
from (
  select l.sale, p.part, l.digits,
    case p.type when 'fixed' then l.quantity * p.amount else l.quantity * l.unit_price * p.rate end as amount
  from management._order_line l
  join public.sale_line_account_tax t on t.line = l.id
  join management._tax_part p on p.tax = t.tax and l.tax_date between p.since and p.until
  where l.type = 'line') x
group by x.sale, x.part;

-- Tryton keeps totals from "confirmed" on. Before, they are computed; unknown as long as a price is.
create or replace view management.sales_order as
select o.id, o.customer_id, o.site_id, o.billing_site_id, o.number,
  case
    when o.state in ('draft', 'quotation') then 'received'
    when o.state = 'cancelled' then 'refused'
    when o.state = 'done' or o.shipment_state = 'sent' then 'delivered'
    when v.shipped then 'partly_delivered'
    when o.shipment_state in ('waiting', 'exception') then 'preparing'
    else 'confirmed'
  end as state,
  nullif(o.reference, '') as reference, o.body as comment,
  coalesce(o.requester, (select nullif(m.name, '') from public.party_contact_mechanism m where m.id = o.contact and m.party = o.customer_id)) as requester,
  coalesce(o.sale_date, (o.sent_at at time zone (select c.zone from management._company c))::date,
    (o.create_date at time zone (select s.clock_zone from management._settings s) at time zone (select c.zone from management._company c))::date,
    date '1970-01-01') as ordered_on,
  case when o.state in ('confirmed', 'processing') and o.shipment_state <> 'sent' then coalesce(o.shipping_date, v.planned) end as expected_on,
  o.currency,
  round(coalesce(o.untaxed_amount_cache, t.excl), o.digits) as total_excl_tax,
  round(coalesce(o.tax_amount_cache, t.tax), o.digits) as total_tax,
  round(coalesce(o.total_amount_cache, t.excl + t.tax), o.digits) as total_incl_tax,
  o.command_id,
  coalesce(o.write_date, o.create_date, timestamp '1970-01-01') at time zone (select s.clock_zone from management._settings s) as changed_at
from management._order o
left join lateral (
  select bool_or(m.state = 'done') as shipped, max(m.planned_date) filter (where m.state in ('draft', 'assigned')) as planned
  from public.sale_line l join public.stock_move m on m.origin = 'sale.line,' || l.id
  where l.sale = o.id and o.state in ('confirmed', 'processing') and o.shipment_state <> 'none') v on true
left join lateral (
  select case when bool_and(l.unit_price is not null) then coalesce(sum(l.amount), 0) end as excl,
    case when bool_and(l.unit_price is not null) then
      coalesce((select sum(x.amount) from management._order_tax x where x.sale = o.id), 0) end as tax
  from management._order_line l where l.sale = o.id and l.type = 'line' and o.total_amount_cache is null) t on true;

create or replace view management.sales_order_line as
select l.id, l.sale as order_id, o.customer_id, o.site_id,
  (select p.id from management._sold p where p.id = l.product) as article_id,
  null::integer as equipment_id,
  (select count(*)::integer from public.sale_line b
   where b.sale = l.sale and (coalesce(b.sequence, -1), b.id) <= (coalesce(l.sequence, -1), l.id)) as position,
  l.type as kind, a.code as reference, coalesce(nullif(l.description, ''), a.name, '') as label, l.quantity,
  case when a.type = 'goods' and o.state in ('confirmed', 'processing', 'done') then (
    select round(coalesce(sum(case d.type when 'customer' then 1 else -1 end * m.internal_quantity::numeric), 0) * b.ratio / u.ratio, 4)
    from public.stock_move m join public.stock_location d on d.id = m.to_location
    where m.origin = 'sale.line,' || l.id and m.state = 'done')
  end as delivered_quantity,
  u.symbol as unit, l.unit_price,
  case when l.unit_price is not null then l.amount end as amount_excl_tax,
  (select sum(p.rate) filter (where p.type = 'percentage')
   from public.sale_line_account_tax t join management._tax_part p on p.tax = t.tax and l.tax_date between p.since and p.until
   where t.line = l.id) as tax_rate
from management._order o
join management._order_line l on l.sale = o.id
left join management._article a on a.id = l.product
left join management._unit u on u.id = l.unit
left join public.product_product q on q.id = l.product
left join public.product_template y on y.id = q.template
left join management._unit b on b.id = y.default_uom;
