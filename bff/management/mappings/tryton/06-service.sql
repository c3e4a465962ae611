-- What customers ask for and what is done about it: tasks of their projects, complaints, requests made at the counter.

-- Complaint types keep the names of older complaints; they are not offered, because Tryton wants to know which order or
-- invoice a complaint is about.
create or replace view management.nature as
select n.id, n.parent_id, n.label, n.description, n.position, n.equipment, n.offered, n.changed_at
from management._nature n
union all
select 'c' || t.id, null,
  coalesce((select x.value from management._text x where x.field = 'sale.complaint.type,name' and x.id = t.id limit 1), t.name),
  null, 1000 + t.id, 'none', false,
  coalesce(t.write_date, t.create_date, timestamp '1970-01-01') at time zone (select s.clock_zone from management._settings s)
from public.sale_complaint_type t;

-- Projects of customers: those that name one, and those within, which belong to the nearest above that does. The tree is a
-- nested set.
create or replace view management._project as
select o.id, o.customer, o.address, o.name, o.status, o.product, o."left", o."right", o.create_date, o.write_date, c.command_id
from (
  select p.id, p.party as customer, p.party_address as address, p.name, p.status, p.product, p."left", p."right", p.create_date, p.write_date
  from public.project_work p
  where p.type = 'project' and p.party is not null and p.company = (select s.company from management._settings s)
  union all
  select p.id, r.party, r.party_address, p.name, p.status, p.product, p."left", p."right", p.create_date, p.write_date
  from public.project_work p
  join lateral (
    select n.party, n.party_address
    from public.project_work n
    where n.type = 'project' and n.party is not null and n."left" < p."left" and n."right" > p."right"
    order by n."left" desc limit 1) r on true
  where p.type = 'project' and p.party is null and p.parent is not null
    and p.company = (select s.company from management._settings s)) o
left join management._command c on c.function = 'create_request' and c.row_id = o.id;

-- An intervention in Tryton: a task right below a project, or the project that a request at the counter has made; then its
-- tasks are visits.
create or replace view management._job as
select w.id, p.customer, p.address, w.name, w.comment, w.status, coalesce(w.product, p.product) as product, w."left", w."right",
  w.create_date, w.write_date, null::text as command_id, null::integer as equipment_id, null::text as nature_id, false as urgent,
  null::text as body, null::text as requester, null::text as contact, null::timestamptz as sent_at
from management._project p
join public.project_work w on w.parent = p.id and w.type = 'task'
where p.command_id is null
union all
select p.id, p.customer, p.address, p.name, null, p.status, p.product, p."left", p."right", p.create_date, p.write_date,
  c.command_id, c.equipment_id, c.nature_id, c.urgent, c.body, c.requester, c.contact, c.sent_at
from management._project p
join management._command c on c.command_id = p.command_id;

create or replace view management._complaint as
select c.id, c.customer, c.address, c.number, c.type, c.state, c.description, c.date, c.create_date, c.write_date
from public.sale_complaint c
join management.customer k on k.id = c.customer
where c.company = (select s.company from management._settings s) and c.state in ('waiting', 'approved', 'done', 'rejected', 'cancelled');

-- Whatever files and notes hang on, under Tryton's own name for it.
create or replace view management._subject as
select 'w' || j.id as id, 'project.work,' || j.id as resource, j.customer as customer_id,
  (select a.id from public.party_address a where a.id = j.address and a.party = j.customer) as site_id
from management._job j
join management.customer k on k.id = j.customer
union all
select 'c' || c.id, 'sale.complaint,' || c.id, c.customer,
  (select a.id from public.party_address a where a.id = c.address and a.party = c.customer)
from management._complaint c;

-- Hours that somebody has worked on a job or below it. One time sheet a task: said by the limit, because no planner can
-- guess how many rows a text made of an id will find.
create or replace view management._hours as
select j.id as job, j.customer, j.address, w.id as work, w.name, w.constraint_start_time, coalesce(w.product, j.product) as product,
  l.id, l.date, l.duration, l.description, p.name as technician, l.create_date, l.write_date
from management._job j
join public.project_work w on w."left" between j."left" and j."right"
cross join lateral (select x.id from public.timesheet_work x where x.origin = 'project.work,' || w.id limit 1) t
join public.timesheet_line l on l.work = t.id
left join public.company_employee e on e.id = l.employee
left join public.party_party p on p.id = e.party;

create or replace view management.intervention as
select 'w' || j.id as id, j.customer as customer_id,
  (select a.id from public.party_address a where a.id = j.address and a.party = j.customer) as site_id,
  -- Constantly null for a task: what is asked about one machine leaves the tasks aside.
  case when j.equipment_id is not null then (
    select m.lot from management._machine m where m.lot = j.equipment_id and m.customer = j.customer) end as equipment_id,
  n.id as nature_id, j.id::text as number,
  case
    when n.id is not null then n.kind
    when j.name ~* (select s.repair_works from management._settings s) then 'repair'
    when j.name ~* (select s.preventive_works from management._settings s) then 'preventive'
    when j.name ~* (select s.installation_works from management._settings s) then 'installation'
    else 'other'
  end as kind,
  case
    when t.progress >= 1 then 'done'
    when v.last_date is not null or v.begun then 'in_progress'
    when v.next_start is not null or v.last_start is not null then 'planned'
    else 'received'
  end as state,
  j.urgent, j.name as title, j.body as description, j.requester, j.contact,
  coalesce(j.sent_at, coalesce(j.create_date, j.write_date, timestamp '1970-01-01') at time zone (select s.clock_zone from management._settings s)) as requested_at,
  coalesce(case when t.progress >= 1 then null else v.next_start at time zone 'UTC' end, v.last_start at time zone 'UTC',
    v.last_date::timestamp at time zone (select k.zone from management._company k)) as planned_at,
  case when t.progress >= 1 then coalesce(
    v.last_date::timestamp at time zone (select k.zone from management._company k),
    coalesce(j.write_date, j.create_date) at time zone (select s.clock_zone from management._settings s)) end as closed_at,
  case when (select s.work_notes from management._settings s) then nullif(j.comment, '') end as work_done,
  j.command_id,
  coalesce(greatest(j.write_date, j.create_date, v.changed), timestamp '1970-01-01') at time zone (select s.clock_zone from management._settings s) as changed_at
from management._job j
join management.customer k on k.id = j.customer
join public.project_work_status t on t.id = j.status
left join management._nature n on n.id = j.nature_id
cross join lateral (
  select min(w.constraint_start_time) filter (where w.constraint_start_time at time zone 'UTC' >= now()) as next_start,
    max(w.constraint_start_time) as last_start, bool_or(w.progress > 0) as begun,
    max(l.date) as last_date, max(greatest(l.write_date, l.create_date)) as changed
  from public.project_work w
  left join public.timesheet_work y on y.origin = 'project.work,' || w.id
  left join public.timesheet_line l on l.work = y.id
  where w.type = 'task' and w."left" between j."left" and j."right") v
union all
select 'c' || c.id, c.customer, (select a.id from public.party_address a where a.id = c.address and a.party = c.customer),
  null, 'c' || c.type, coalesce(nullif(c.number, ''), c.id::text), 'other',
  case c.state when 'waiting' then 'received' when 'approved' then 'in_progress' when 'done' then 'done'
    when 'rejected' then 'refused' else 'cancelled' end,
  false,
  coalesce((select n.label from management.nature n where n.id = 'c' || c.type), c.number, c.id::text),
  nullif(c.description, ''), null, null,
  coalesce(c.create_date at time zone (select s.clock_zone from management._settings s),
    c.date::timestamp at time zone (select k.zone from management._company k), timestamptz '1970-01-01 00:00Z'),
  null,
  case when c.state in ('done', 'rejected', 'cancelled') then
    coalesce(c.write_date, c.create_date) at time zone (select s.clock_zone from management._settings s) end,
  null, null,
  coalesce(c.write_date, c.create_date, timestamp '1970-01-01') at time zone (select s.clock_zone from management._settings s)
from management._complaint c;

-- Worked: a line of a time sheet. It has a day and no hour, so the planned hour where it is of that day. Planned: a task
-- with a start on which nobody has worked yet.
create or replace view management.visit as
select 'l' || h.id as id, 'w' || h.job as intervention_id, h.customer as customer_id,
  (select a.id from public.party_address a where a.id = h.address and a.party = h.customer) as site_id,
  'done'::text as state, coalesce(v.planned, h.date::timestamp at time zone v.zone) as starts_at, v.planned + h.duration as ends_at,
  h.technician, case when (select s.work_notes from management._settings s) then nullif(h.description, '') end as work_done,
  coalesce(h.write_date, h.create_date, timestamp '1970-01-01') at time zone (select s.clock_zone from management._settings s) as changed_at
from management._hours h
join management.customer k on k.id = h.customer
cross join lateral (
  select c.zone, case when (h.constraint_start_time at time zone 'UTC' at time zone c.zone)::date = h.date
    then h.constraint_start_time at time zone 'UTC' end as planned
  from management._company c) v
union all
select 'w' || w.id, 'w' || j.id, j.customer, (select a.id from public.party_address a where a.id = j.address and a.party = j.customer),
  case when t.progress >= 1 then 'done' else 'planned' end,
  w.constraint_start_time at time zone 'UTC',
  case when w.constraint_finish_time > w.constraint_start_time then w.constraint_finish_time at time zone 'UTC' end, null, null,
  coalesce(w.write_date, w.create_date, timestamp '1970-01-01') at time zone (select s.clock_zone from management._settings s)
from management._job j
join management.customer k on k.id = j.customer
cross join lateral (
  select x.id, x.status, x.constraint_start_time, x.constraint_finish_time, x.create_date, x.write_date
  from public.project_work x
  where x.type = 'task' and x."left" between j."left" and j."right" and x.constraint_start_time is not null
  offset 0) w -- job by job: not flattened
join public.project_work_status t on t.id = w.status
where (
  select l.id from public.timesheet_work y join public.timesheet_line l on l.work = y.id
  where y.origin = 'project.work,' || w.id limit 1) is null;

create or replace view management.visit_work as
select h.id, 'l' || h.id as visit_id, 'w' || h.job as intervention_id, h.customer as customer_id,
  (select a.id from public.party_address a where a.id = h.address and a.party = h.customer) as site_id,
  1 as position, 'labour'::text as kind, coalesce(a.name, h.name) as label,
  round(extract(epoch from h.duration) / 3600, 2) as quantity, 'h'::text as unit
from management._hours h
join management.customer k on k.id = h.customer
left join management._article a on a.id = h.product
where h.duration > interval '0';

-- Notes on an intervention: what the counter brought, and what staff began with the agreed mark. All others are staff's own.
create or replace view management.exchange as
select n.id, x.id as intervention_id, x.customer_id, x.site_id,
  case when c.command_id is null then 'from_vendor' else 'from_customer' end as direction,
  c.requester as author,
  coalesce(c.body, btrim(substr(n.message, length((select s.answer_mark from management._settings s)) + 1), E' \n\r\t:')) as body,
  coalesce(c.sent_at, n.create_date at time zone (select s.clock_zone from management._settings s), timestamptz '1970-01-01 00:00Z') as sent_at,
  c.command_id,
  coalesce(n.write_date, n.create_date, timestamp '1970-01-01') at time zone (select s.clock_zone from management._settings s) as changed_at
from management._subject x
join public.ir_note n on n.resource = x.resource
left join management._command c on c.function = 'reply' and c.row_id = n.id
where c.command_id is not null or starts_with(n.message, (select nullif(s.answer_mark, '') from management._settings s));
