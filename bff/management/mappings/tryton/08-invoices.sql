-- Customer invoices, as the ledger has them.

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
      select management._half_even(
        (l.debit - l.credit)
          * (select r.rate from public.currency_currency_rate r
             where r.currency = i.currency and r.date <= i.invoice_date order by r.date desc limit 1)
          / (select r.rate from public.currency_currency_rate r
             where r.currency = (select c.currency from management._company c) and r.date <= i.invoice_date
             order by r.date desc limit 1), u.digits)
      from public.currency_currency u
      where u.id = i.currency)
  end as amount
from public.account_invoice i
join public."account_invoice-account_move_line" x on x.invoice = i.id
join public.account_move_line l on l.id = x.line;

-- A line's amount, rounded as Tryton does.
create or replace view management._line as
select l.id, l.invoice, l.type, l.sequence, l.product, l.unit, l.quantity::numeric as quantity, l.unit_price, l.taxes_date, l.description,
  case when l.type = 'line' then management._half_even(l.quantity::numeric * l.unit_price, c.digits) end as amount
from public.account_invoice_line l
join public.account_invoice i on i.id = l.invoice
join public.currency_currency c on c.id = i.currency;

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

