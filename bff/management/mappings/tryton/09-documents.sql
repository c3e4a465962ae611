-- Files, in a closed list of branches: an attachment of anything else (supplier invoices, purchases, staff, quotations, …)
-- has no way out.

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

-- At most one original an invoice: the report that Tryton kept, if it is a PDF (it keeps ODT by default), else the newest
-- PDF attachment of the agreed name.
create or replace view management.document as
select 'r' || i.id as id, i.party as customer_id, i.site_id, 'invoice' as subject_kind, i.id::text as subject_id,
  'original' as role,
  replace(coalesce((select s.original_name from management._settings s), '{number}.pdf'), '{number}', i.number)::text as file_name,
  null::text as title, 'application/pdf' as media_type, octet_length(i.invoice_report_cache) as size, i.invoice_report_cache as content,
  coalesce(i.write_date, i.create_date, timestamp '1970-01-01') at time zone (select s.clock_zone from management._settings s) as changed_at,
  null::text as intervention_id
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
  f.name, f.title, f.media_type, octet_length(f.data), f.data, f.changed_at, null
from management._invoice i
join management._file f on f.resource = 'account.invoice,' || i.id
union all
select 'a' || f.id, e.customer_id, e.site_id, 'equipment', e.id::text, 'attachment',
  f.name, f.title, f.media_type, octet_length(f.data), f.data, f.changed_at, null
from management.equipment e
join management._file f on f.resource = 'stock.lot,' || e.id
union all
select 'a' || f.id, k.id, null, 'customer', k.id::text, 'attachment',
  f.name, f.title, f.media_type, octet_length(f.data), f.data, f.changed_at, null
from management.customer k
join management._file f on f.resource = 'party.party,' || k.id
where (select s.customer_files from management._settings s)
union all
select 'a' || f.id, o.customer_id, o.site_id, 'order', o.id::text, 'attachment',
  f.name, f.title, f.media_type, octet_length(f.data), f.data, f.changed_at, null
from management._order o
join management._file f on f.resource = 'sale.sale,' || o.id
union all
select 'a' || f.id, x.customer_id, x.site_id, 'intervention', x.id, 'attachment',
  f.name, f.title, f.media_type, octet_length(f.data), f.data, f.changed_at, x.id
from management._subject x
join management._file f on f.resource = x.resource;

-- Files of the articles that are sold, and of their templates: data sheets, pictures.
create or replace view management.article_media as
select f.id || '-' || p.id as id, p.id as article_id,
  case when f.media_type like 'image/%' then 'image' else 'document' end as role,
  f.name as file_name, f.title, f.media_type, octet_length(f.data) as size, f.id as position, f.data as content, f.changed_at
from management._sold p
join management._file f on f.resource = any (array['product.product,' || p.id, 'product.template,' || p.template])
where (select s.article_files from management._settings s);
