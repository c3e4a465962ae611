/** The people of a counter that lives: one signed-in account per customer, so that the planner meets tables of that size. */
import type { AdminDb } from '../../bff/db/admin.ts'
import { origin, pk } from './place.ts'

const statements = [
  // Those of earlier runs, whose sessions have run out.
  "delete from portal.account where login ~ '^(walker|crowd)'",
  `with person as (
    insert into portal.account (login, name) select 'crowd' || id, name from management.customer returning id, login
  ), member as (
    insert into portal.account_customer (account_id, customer_id, profile_id)
    select id, substr(login, 6), 'supervisor' from person
  )
  insert into portal.session (hash, kind, account_id, portal_key, origin, public_x, public_y, thumbprint, customer_id,
    idle_seconds, idle_until, expires_at)
  select sha256(convert_to(login, 'UTF8')), 'password', id, '${pk}', '${origin}', '', '', '', substr(login, 6),
    1800, now() + interval '30 minutes', now() + interval '12 hours'
  from person`,
  'vacuum analyze portal.account, portal.account_customer, portal.session, portal.code, portal.portal, portal.profile',
]

export async function crowd(admin: AdminDb): Promise<void> {
  for (const statement of statements) await admin.script(statement)
}
