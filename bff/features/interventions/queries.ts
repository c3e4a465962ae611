/** What the interventions feature reads, through the guards of one session. */
import { sql } from 'kysely'
import { countOf } from '../../base/count.ts'
import { type Asked, inOrder, isBehind } from '../../base/keyset.ts'
import type { QueryHandle } from '../../db/types.ts'
import type { InterventionFilter } from './api.ts'
import { openStates } from './rules.ts'
import { keeps } from './search.ts'

const ownColumns = [
  'intervention.id',
  'intervention.number',
  'intervention.kind',
  'intervention.state',
  'intervention.urgent',
  'intervention.title',
  'intervention.requester',
  'intervention.requested_at',
  'intervention.planned_at',
  'intervention.closed_at',
] as const

const joinedColumns = [
  'nature.id as nature_id',
  'nature.label as nature_label',
  'domain.label as domain_label',
  'site.id as place_id',
  'site.name as place_name',
  'equipment.id as machine_id',
  'equipment.label as machine_label',
] as const

/**
 * One page of rows in order, and one row more. Names are joined to
 * the page alone: a guard is a barrier, through which a join would fetch the customer's every intervention.
 */
export function page(db: QueryHandle, filter: InterventionFilter, asked: Asked) {
  return db
    .selectFrom((from) =>
      from
        .selectFrom('intervention')
        .select([
          ...ownColumns,
          'intervention.site_id',
          'intervention.equipment_id',
          'intervention.nature_id as about_id',
        ])
        .where((eb) => keeps(eb, filter))
        .where(isBehind(asked))
        .orderBy(inOrder(asked.order))
        .limit(asked.limit + 1)
        .as('intervention'),
    )
    .leftJoin('nature', 'nature.id', 'intervention.about_id')
    .leftJoin('nature as domain', 'domain.id', 'nature.parent_id')
    .leftJoin('site', 'site.id', 'intervention.site_id')
    .leftJoin('equipment', 'equipment.id', 'intervention.equipment_id')
    .select([...ownColumns, ...joinedColumns])
    .select(sql<string | null>`${sql.ref(asked.order.keys[0].column)}::text`.as('cursor_value'))
    .orderBy(inOrder(asked.order))
    .execute()
}

/** Totals of everything that the filter keeps, in one scan. */
export function totals(db: QueryHandle, filter: InterventionFilter) {
  return db
    .selectFrom('intervention')
    .where((eb) => keeps(eb, filter))
    .select((eb) => [
      eb.fn.countAll<string>().as('count'),
      eb.fn.countAll<string>().filterWhere('intervention.state', 'in', openStates).as('open_count'),
      eb.fn.countAll<string>().filterWhere('intervention.state', '=', 'waiting').as('waiting_count'),
    ])
    .executeTakeFirstOrThrow()
}

/** How many rows the filter keeps. */
export function count(db: QueryHandle, filter: InterventionFilter): Promise<number> {
  return countOf(db.selectFrom('intervention').where((eb) => keeps(eb, filter)))
}

/** One intervention, whole. */
export function head(db: QueryHandle, id: string) {
  return db
    .selectFrom('intervention')
    .leftJoin('nature', 'nature.id', 'intervention.nature_id')
    .leftJoin('nature as domain', 'domain.id', 'nature.parent_id')
    .leftJoin('site', 'site.id', 'intervention.site_id')
    .leftJoin('equipment', 'equipment.id', 'intervention.equipment_id')
    .select([...ownColumns, ...joinedColumns])
    .select(['intervention.description', 'intervention.contact', 'intervention.work_done'])
    .select(['site.street', 'site.postal_code', 'site.city'])
    .select(['equipment.serial_number', 'equipment.provider_number', 'equipment.place as machine_place'])
    .where('intervention.id', '=', id)
    .executeTakeFirst()
}

/** Enough of an intervention to decide about a reply to it. */
export function addressee(db: QueryHandle, id: string) {
  return db.selectFrom('intervention').select(['id', 'state']).where('id', '=', id).executeTakeFirst()
}

/** What is to come first, then the latest. */
export function visits(db: QueryHandle, intervention: string) {
  return db
    .selectFrom('visit')
    .select(['id', 'state', 'starts_at', 'ends_at', 'technician', 'work_done'])
    .where('intervention_id', '=', intervention)
    .orderBy('starts_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

export function works(db: QueryHandle, intervention: string) {
  return db
    .selectFrom('visit_work')
    .select(['id', 'visit_id', 'kind', 'label', 'quantity', 'unit'])
    .where('intervention_id', '=', intervention)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

export function exchanges(db: QueryHandle, intervention: string) {
  return db
    .selectFrom('exchange')
    .select(['id', 'direction', 'author', 'body', 'sent_at'])
    .where('intervention_id', '=', intervention)
    .orderBy('sent_at')
    .orderBy('id')
    .execute()
}

/** Files of the intervention and of its exchanges; never their bytes. */
export function files(db: QueryHandle, intervention: string) {
  return (
    db
      .selectFrom('document')
      .select(['id', 'subject_kind', 'subject_id', 'role', 'file_name', 'title', 'media_type', 'size', 'changed_at'])
      .where('intervention_id', '=', intervention)
      .where('subject_kind', 'in', ['intervention', 'exchange'])
      // The vendor's own report before what was joined to it.
      .orderBy('role', 'desc')
      .orderBy('file_name')
      .orderBy('id')
      .execute()
  )
}
