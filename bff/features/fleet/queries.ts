/** What the fleet feature reads, through the guards of one session. */
import { sql } from 'kysely'
import { countOf } from '../../base/count.ts'
import { type Asked, inOrder, isBehind } from '../../base/keyset.ts'
import type { QueryHandle } from '../../db/types.ts'
import type { EquipmentFilter } from './api.ts'
import { isByPlace } from './order.ts'
import { openInterventions, openOrders } from './rules.ts'
import {
  type Builder,
  hasConsumables,
  hasOpen,
  keeps,
  openInterventionCount,
  openOrderCount,
  picture,
} from './search.ts'

/** Time zone in which the vendor's dates are meant. */
export function settings(db: QueryHandle) {
  return db.selectFrom('company').select('time_zone').limit(1).executeTakeFirst()
}

const equipmentColumns = [
  'equipment.id',
  'equipment.label',
  'equipment.brand',
  'equipment.serial_number',
  'equipment.provider_number',
  'equipment.place',
  'equipment.state',
  'equipment.installed_on',
  'equipment.warranty_until',
  'equipment.article_id',
] as const

const rowColumns = [
  ...equipmentColumns,
  'site.id as place_id',
  'site.name as place_name',
  'site.city as place_city',
  'contract.state as contract_state',
  'contract.ends_on as contract_ends_on',
] as const

/** What is counted and looked up per machine: for a page or a sheet, never for the whole fleet. */
const lookUps = (eb: Builder) => [
  openInterventionCount(eb).as('open_interventions'),
  openOrderCount(eb).as('open_orders'),
  picture(eb, 'media_id').as('picture_id'),
  picture(eb, 'changed_at').as('picture_changed_at'),
  hasConsumables(eb).as('consumables'),
]

/**
 * One page of rows in order, and one row more. Everything else is joined to the page alone: a guard is a barrier, through
 * which a join would fetch the customer's every machine.
 */
export function page(db: QueryHandle, filter: EquipmentFilter, asked: Asked) {
  return db
    .selectFrom((from) => {
      const plain = from.selectFrom('equipment')
      const source = isByPlace(asked.order)
        ? (plain.leftJoin('site', 'site.id', 'equipment.site_id') as unknown as typeof plain)
        : plain
      return source
        .select([...equipmentColumns, 'equipment.site_id', 'equipment.service_contract_id'])
        .where((eb) => keeps(eb, filter))
        .where(isBehind(asked))
        .orderBy(inOrder(asked.order))
        .limit(asked.limit + 1)
        .as('equipment')
    })
    .leftJoin('site', 'site.id', 'equipment.site_id')
    .leftJoin('service_contract as contract', 'contract.id', 'equipment.service_contract_id')
    .select(rowColumns)
    .select((eb) => lookUps(eb as unknown as Builder))
    .orderBy(inOrder(asked.order))
    .execute()
}

/** Totals of everything that the filter keeps. */
export function totals(db: QueryHandle, filter: EquipmentFilter) {
  return db
    .selectFrom('equipment')
    .where((eb) => keeps(eb, filter))
    .select((eb) => [
      eb.fn.countAll<string>().as('count'),
      eb.fn.countAll<string>().filterWhere('equipment.state', '=', 'out_of_service').as('out_of_service'),
      eb.fn.countAll<string>().filterWhere(hasOpen(eb, 'interventions')).as('with_interventions'),
      eb.fn.countAll<string>().filterWhere(hasOpen(eb, 'orders')).as('with_orders'),
    ])
    .executeTakeFirstOrThrow()
}

/** How many rows the filter keeps. */
export function count(db: QueryHandle, filter: EquipmentFilter): Promise<number> {
  return countOf(db.selectFrom('equipment').where((eb) => keeps(eb, filter)))
}

/** Families of the machines that still stand there, as far as the session may read the catalogue's families. */
export function families(db: QueryHandle) {
  return db
    .selectFrom('article_family')
    .select(['id', 'label'])
    .where('id', 'in', (from) =>
      from
        .selectFrom('equipment')
        .select((own) => own.ref('equipment.family_id').$notNull().as('id'))
        .where('equipment.family_id', 'is not', null)
        .where('equipment.state', '!=', 'removed'),
    )
    .orderBy('label')
    .orderBy('id')
    .limit(200)
    .execute()
}

/** One machine, whole. */
export function head(db: QueryHandle, id: string) {
  return db
    .selectFrom('equipment')
    .leftJoin('site', 'site.id', 'equipment.site_id')
    .leftJoin('service_contract as contract', 'contract.id', 'equipment.service_contract_id')
    .leftJoin('article_family as family', 'family.id', 'equipment.family_id')
    .select(rowColumns)
    .select((eb) => lookUps(eb as unknown as Builder))
    .select([
      'family.id as family_id',
      'family.label as family_label',
      'site.street as place_street',
      'site.postal_code as place_postal_code',
      'contract.number as contract_number',
      'contract.label as contract_label',
      'contract.starts_on as contract_starts_on',
      'equipment.contract_contact_id',
      'equipment.user_contact_id',
      'equipment.service_contact_id',
    ])
    .where('equipment.id', '=', id)
    .executeTakeFirst()
}

/** The people named on a machine; none for a profile that may not see contacts. */
export function contacts(db: QueryHandle, equipment: string) {
  return db
    .selectFrom('contact')
    .innerJoin('equipment', (join) =>
      join.on((eb) =>
        eb('contact.id', 'in', [
          eb.ref('equipment.contract_contact_id'),
          eb.ref('equipment.user_contact_id'),
          eb.ref('equipment.service_contact_id'),
        ]),
      ),
    )
    .select(['contact.id', 'contact.name', 'contact.role', 'contact.email', 'contact.phone'])
    .where('equipment.id', '=', equipment)
    .execute()
}

/** The latest interventions, open ones first; each row carries how many there are of all and of the open ones. */
export function interventions(db: QueryHandle, equipment: string, limit: number) {
  return db
    .selectFrom('intervention')
    .select(['id', 'number', 'title', 'state', 'urgent', 'requester', 'requested_at', 'planned_at', 'closed_at'])
    .select((eb) => [
      eb('state', 'in', openInterventions).as('open'),
      sql<string>`count(*) over ()`.as('count'),
      sql<string>`count(*) filter (where ${eb('state', 'in', openInterventions)}) over ()`.as('open_count'),
    ])
    .where('equipment_id', '=', equipment)
    .orderBy('open', 'desc')
    .orderBy('requested_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** The latest orders with a line for the machine, as `interventions`. */
export function orders(db: QueryHandle, equipment: string, limit: number) {
  return db
    .selectFrom('sales_order')
    .select(['id', 'number', 'state', 'requester', 'ordered_on', 'expected_on'])
    .select((eb) => [
      eb('state', 'in', openOrders).as('open'),
      sql<string>`count(*) over ()`.as('count'),
      sql<string>`count(*) filter (where ${eb('state', 'in', openOrders)}) over ()`.as('open_count'),
    ])
    .where('id', 'in', (from) =>
      from
        .selectFrom('sales_order_line')
        .select('sales_order_line.order_id')
        .where('sales_order_line.equipment_id', '=', equipment),
    )
    .orderBy('open', 'desc')
    .orderBy('ordered_on', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** What was ordered for the machine. */
export function orderLines(db: QueryHandle, equipment: string) {
  return db
    .selectFrom('sales_order_line')
    .select(['order_id', 'label', 'quantity', 'unit'])
    .where('equipment_id', '=', equipment)
    .where('kind', '=', 'line')
    .orderBy('position')
    .orderBy('id')
    .execute()
}

/** Files about the machine. */
export function documents(db: QueryHandle, equipment: string) {
  return db
    .selectFrom('document')
    .select(['id', 'file_name', 'title', 'media_type', 'size', 'changed_at'])
    .where('subject_kind', '=', 'equipment')
    .where('subject_id', '=', equipment)
    .where('content', 'is not', null)
    .orderBy('changed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
}
