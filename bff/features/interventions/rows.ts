/** From rows of the database to the shapes of the door. */
import type { InterventionFile, InterventionRow, InterventionSheet, InterventionTotals, PendingReply } from './api.ts'
import type * as queries from './queries.ts'
import { stepsOf } from './rules.ts'

type Found<Q extends (...given: never[]) => Promise<unknown>> = NonNullable<Awaited<ReturnType<Q>>>
type Many<Q extends (...given: never[]) => Promise<readonly unknown[]>> = Awaited<ReturnType<Q>>

/** Everything that one sheet is made of. */
export interface Parts {
  head: Found<typeof queries.head>
  visits: Many<typeof queries.visits>
  works: Many<typeof queries.works>
  exchanges: Many<typeof queries.exchanges>
  files: Many<typeof queries.files>
  pending: PendingReply[]
}

export function rowOf(row: Omit<Many<typeof queries.page>[number], 'cursor_value'>): InterventionRow {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    state: row.state,
    urgent: row.urgent,
    title: row.title,
    requester: row.requester,
    requestedAt: row.requested_at,
    plannedAt: row.planned_at,
    closedAt: row.closed_at,
    nature:
      row.nature_id === null ? null : { id: row.nature_id, label: row.nature_label ?? '', domain: row.domain_label },
    site: row.place_id === null ? null : { id: row.place_id, name: row.place_name ?? '' },
    equipment: row.machine_id === null ? null : { id: row.machine_id, label: row.machine_label ?? '' },
  }
}

export function totalsOf(counts: Found<typeof queries.totals>): InterventionTotals {
  return {
    count: Number(counts.count),
    openCount: Number(counts.open_count),
    waitingCount: Number(counts.waiting_count),
  }
}

/** The totals of a filter that can keep no row. */
export const none: InterventionTotals = { count: 0, openCount: 0, waitingCount: 0 }

/** The address of a picture. */
export type Picture = (file: { id: string; changed_at: string }) => string

/** What browsers show in an `<img>`; anything else is for saving. */
const pictures = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif'])

function fileOf(file: Parts['files'][number], picture: Picture): InterventionFile {
  return {
    id: file.id,
    role: file.role,
    fileName: file.file_name,
    title: file.title,
    mediaType: file.media_type,
    size: file.size === null ? null : Number(file.size),
    image: pictures.has(file.media_type) ? picture(file) : null,
  }
}

function visitsOf({ visits, works }: Parts): InterventionSheet['visits'] {
  const performed = Map.groupBy(works, (work) => work.visit_id)
  return visits.map((visit) => ({
    id: visit.id,
    state: visit.state,
    startsAt: visit.starts_at,
    endsAt: visit.ends_at,
    technician: visit.technician,
    workDone: visit.work_done,
    works: (performed.get(visit.id) ?? []).map(({ id, kind, label, quantity, unit }) => ({
      id,
      kind,
      label,
      quantity,
      unit,
    })),
  }))
}

function exchangesOf({ exchanges, files }: Parts, picture: Picture): InterventionSheet['exchanges'] {
  const joined = Map.groupBy(files, (file) => (file.subject_kind === 'exchange' ? file.subject_id : null))
  return exchanges.map((exchange) => ({
    id: exchange.id,
    direction: exchange.direction,
    author: exchange.author,
    body: exchange.body,
    sentAt: exchange.sent_at,
    files: (joined.get(exchange.id) ?? []).map((file) => fileOf(file, picture)),
  }))
}

export function sheetOf(parts: Parts, mayReply: boolean, picture: Picture): InterventionSheet {
  const { head } = parts
  const row = rowOf(head)
  const visits = visitsOf(parts)
  return {
    ...row,
    description: head.description,
    contact: head.contact,
    workDone: head.work_done,
    address: head.place_id === null ? null : { street: head.street, postalCode: head.postal_code, city: head.city },
    machine:
      head.machine_id === null
        ? null
        : { serialNumber: head.serial_number, providerNumber: head.provider_number, place: head.machine_place },
    steps: stepsOf({ ...row, visits }),
    visits,
    exchanges: exchangesOf(parts, picture),
    pending: parts.pending,
    documents: parts.files.filter((file) => file.subject_kind === 'intervention').map((file) => fileOf(file, picture)),
    mayReply,
  }
}
