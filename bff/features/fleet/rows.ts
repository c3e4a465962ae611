/** From rows of the database to the shapes of the door. */
import type { Right } from '../../base/right.ts'
import { type MediaSigner, mediaUrl } from '../../files/media.ts'
import type { EquipmentContact, EquipmentRow, EquipmentSheet, EquipmentTotals, Latest } from './api.ts'
import type { findParts } from './find.ts'
import type * as queries from './queries.ts'
import { covers } from './rules.ts'

type Parts = Awaited<ReturnType<typeof findParts>>
type PageRow = Awaited<ReturnType<typeof queries.page>>[number]

/** What a row is seen with. */
export interface Eyes {
  rights: ReadonlySet<Right>
  /** `YYYY-MM-DD` where the vendor keeps its books. */
  today: string
  /** Makes addresses of pictures. */
  call: MediaSigner
}

export function rowOf(row: PageRow, { rights, today, call }: Eyes): EquipmentRow {
  const covered = covers({ state: row.contract_state, ends_on: row.contract_ends_on }, today)
  return {
    id: row.id,
    label: row.label,
    brand: row.brand,
    serialNumber: row.serial_number,
    providerNumber: row.provider_number,
    site: row.place_id === null ? null : { id: row.place_id, name: row.place_name ?? '', city: row.place_city },
    place: row.place,
    state: row.state,
    installedOn: row.installed_on,
    warrantyUntil: row.warranty_until,
    contractUntil: covered ? row.contract_ends_on : null,
    covered,
    article: row.article_id,
    image: pictureOf(row, call),
    consumables: Boolean(row.consumables),
    openInterventions: rights.has('interventions.read') ? Number(row.open_interventions) : null,
    openOrders: rights.has('orders.read') ? Number(row.open_orders) : null,
  }
}

function pictureOf({ picture_id: id, picture_changed_at }: PageRow, call: MediaSigner): string | null {
  return id === null ? null : mediaUrl(call, { kind: 'article', id, changed_at: picture_changed_at ?? '' })
}

type Sums = Awaited<ReturnType<typeof queries.totals>>

export function totalsOf(sums: Sums, rights: ReadonlySet<Right>): EquipmentTotals {
  return {
    count: Number(sums.count),
    outOfService: Number(sums.out_of_service),
    withInterventions: rights.has('interventions.read') ? Number(sums.with_interventions) : null,
    withOrders: rights.has('orders.read') ? Number(sums.with_orders) : null,
  }
}

/** The answer to a filter that can keep no row. */
export function nothing(rights: ReadonlySet<Right>) {
  const none = { count: '0', out_of_service: '0', with_interventions: '0', with_orders: '0' }
  return { rows: [], next: null, totals: totalsOf(none, rights) }
}

export function sheetOf(parts: Parts, eyes: Eyes): EquipmentSheet {
  const { head } = parts
  const { rights } = eyes
  return {
    ...rowOf(head, eyes),
    family: head.family_id === null ? null : { id: head.family_id, label: head.family_label ?? '' },
    address:
      head.place_id === null
        ? null
        : {
            name: head.place_name ?? '',
            street: head.place_street,
            postalCode: head.place_postal_code,
            city: head.place_city,
          },
    contract:
      head.contract_number === null
        ? null
        : {
            number: head.contract_number,
            label: head.contract_label ?? '',
            state: head.contract_state ?? 'ended',
            startsOn: head.contract_starts_on,
            endsOn: head.contract_ends_on,
          },
    contacts: rights.has('contacts.read') ? contactsOf(parts) : null,
    interventions: rights.has('interventions.read') ? latestOf(parts.interventions, interventionOf) : null,
    orders: rights.has('orders.read') ? latestOf(parts.orders, (order) => orderOf(order, parts.orderLines)) : null,
    documents: parts.documents.map((document) => ({
      id: document.id,
      fileName: document.file_name,
      title: document.title,
      mediaType: document.media_type,
      size: document.size === null ? null : Number(document.size),
      changedAt: document.changed_at,
    })),
  }
}

function contactsOf({ head, contacts }: Parts): EquipmentSheet['contacts'] {
  const named = (id: string | null): EquipmentContact | null => {
    const found = contacts.find((contact) => contact.id === id)
    return found ? { name: found.name, role: found.role, email: found.email, phone: found.phone } : null
  }
  return {
    contract: named(head.contract_contact_id),
    user: named(head.user_contact_id),
    service: named(head.service_contact_id),
  }
}

function latestOf<Row extends { count: string; open_count: string }, Shown>(
  rows: readonly Row[],
  shown: (row: Row) => Shown,
): Latest<Shown> {
  return {
    count: Number(rows[0]?.count ?? 0),
    openCount: Number(rows[0]?.open_count ?? 0),
    rows: rows.map(shown),
  }
}

function interventionOf(row: Parts['interventions'][number]) {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    state: row.state,
    open: Boolean(row.open),
    urgent: row.urgent,
    requester: row.requester,
    requestedAt: row.requested_at,
    plannedAt: row.planned_at,
    closedAt: row.closed_at,
  }
}

function orderOf(row: Parts['orders'][number], lines: Parts['orderLines']) {
  const own = lines.filter((line) => line.order_id === row.id)
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    open: Boolean(row.open),
    requester: row.requester,
    orderedOn: row.ordered_on,
    expectedOn: row.expected_on,
    lines: own.map(({ label, quantity, unit }) => ({ label, quantity, unit })),
  }
}
