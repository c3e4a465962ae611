/** What requests read, through the guards of one session. */
import type { QueryHandle } from '../../db/types.ts'

/** How the vendor keeps its days. */
export function settings(db: QueryHandle) {
  return db.selectFrom('company').select('time_zone').limit(1).executeTakeFirst()
}

export function natures(db: QueryHandle) {
  return db
    .selectFrom('nature')
    .select(['id', 'parent_id as parentId', 'label', 'description', 'equipment'])
    .where('offered', '=', true)
    .orderBy('position')
    .orderBy('label')
    .orderBy('id')
    .execute()
}

/** Places in use, by name. */
export function sites(db: QueryHandle) {
  return db
    .selectFrom('site')
    .select(['id', 'name', 'street', 'postal_code as postalCode', 'city'])
    .where('active', '=', true)
    .orderBy('name')
    .orderBy('id')
    .limit(200)
    .execute()
}

export function site(db: QueryHandle, id: string) {
  return db.selectFrom('site').select('id').where('id', '=', id).executeTakeFirst()
}

/** A machine that is still at the customer's. */
export function machine(db: QueryHandle, id: string) {
  return db
    .selectFrom('equipment')
    .select([
      'id',
      'label',
      'serial_number as serialNumber',
      'provider_number as providerNumber',
      'place',
      'site_id as siteId',
    ])
    .where('id', '=', id)
    .where('state', '<>', 'removed')
    .executeTakeFirst()
}

/** What is under way on a machine; nothing for a session that may not see interventions. */
export function open(db: QueryHandle, machineId: string) {
  return db
    .selectFrom('intervention')
    .select(['id', 'number', 'title', 'state', 'requested_at as requestedAt'])
    .where('equipment_id', '=', machineId)
    .where('state', 'in', ['received', 'planned', 'in_progress', 'waiting'])
    .orderBy('requested_at', 'desc')
    .orderBy('id', 'desc')
    .limit(5)
    .execute()
}

/** Whoever is signed in, as the counter knows; nothing for a portal code. */
export function account(db: QueryHandle) {
  return db.selectFrom('own_account').select(['name', 'email']).executeTakeFirst()
}

/** A person of the customer with that e-mail; nothing for a session that may not see contacts. */
export function contact(db: QueryHandle, email: string) {
  return db
    .selectFrom('contact')
    .select(['name', 'phone'])
    .where('email', '=', email)
    .where('active', '=', true)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
}

/** It came before, under this key. */
export function sent(db: QueryHandle, key: string) {
  return db.selectFrom('own_command').select('id').where('key', '=', key).executeTakeFirst()
}

/** Own files among these ids. */
export function files(db: QueryHandle, ids: readonly string[]) {
  return db
    .selectFrom('own_upload')
    .select(['id', 'state'])
    .where('id', 'in', [...ids])
    .execute()
}
