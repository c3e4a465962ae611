/** The fleet as a sheet. */
import type { z } from 'zod'
import { type Column, pageOf, sheetSource } from '../../sheet/source.ts'
import { list } from './input.ts'
import { cursorAt, orderOf, startOf } from './order.ts'
import * as queries from './queries.ts'
import { covers, refuseHidden } from './rules.ts'

type Row = Awaited<ReturnType<typeof queries.page>>[number]

const columns: Column<Row>[] = [
  {
    heading: { fr: 'Machine', en: 'Machine' },
    meaning: 'Brand and model.',
    kind: 'text',
    width: 32,
    value: (row) => row.label,
  },
  { heading: { fr: 'Marque', en: 'Brand' }, meaning: 'Brand.', kind: 'text', width: 16, value: (row) => row.brand },
  {
    heading: { fr: 'N° de série', en: 'Serial number' },
    meaning: 'The manufacturer’s number.',
    kind: 'text',
    width: 20,
    value: (row) => row.serial_number,
  },
  {
    heading: { fr: 'N° fournisseur', en: 'Vendor’s number' },
    meaning: 'The vendor’s own number, on the label that it sticks to its machines.',
    kind: 'text',
    width: 18,
    value: (row) => row.provider_number,
  },
  {
    heading: { fr: 'Site', en: 'Site' },
    meaning: 'Name of the site.',
    kind: 'text',
    width: 24,
    value: (row) => row.place_name,
  },
  {
    heading: { fr: 'Ville', en: 'Town' },
    meaning: 'Its town.',
    kind: 'text',
    width: 18,
    value: (row) => row.place_city,
  },
  {
    heading: { fr: 'Emplacement', en: 'Place' },
    meaning: 'Where on the site: floor, room.',
    kind: 'text',
    width: 22,
    value: (row) => row.place,
  },
  {
    heading: { fr: 'État', en: 'State' },
    meaning: 'In service, out of service or removed.',
    kind: 'word',
    width: 14,
    value: (row) => row.state,
    words: {
      in_service: { fr: 'En service', en: 'In service' },
      out_of_service: { fr: 'À l’arrêt', en: 'Out of service' },
      removed: { fr: 'Retiré', en: 'Removed' },
    },
  },
  {
    heading: { fr: 'Installée le', en: 'Installed on' },
    meaning: 'Day on which it was installed.',
    kind: 'date',
    width: 13,
    value: (row) => row.installed_on,
  },
  {
    heading: { fr: 'Garantie jusqu’au', en: 'Warranty until' },
    meaning: 'Last day of the warranty.',
    kind: 'date',
    width: 17,
    value: (row) => row.warranty_until,
  },
  {
    heading: { fr: 'Sous contrat', en: 'Under contract' },
    meaning: 'Whether a service contract runs on the day of the export.',
    kind: 'word',
    width: 14,
    value: (row, { today }) => String(covers({ state: row.contract_state, ends_on: row.contract_ends_on }, today)),
    words: { true: { fr: 'Oui', en: 'Yes' }, false: { fr: 'Non', en: 'No' } },
  },
  {
    heading: { fr: 'Contrat jusqu’au', en: 'Contract until' },
    meaning: 'Last day of the contract that runs.',
    kind: 'date',
    width: 17,
    value: (row, { today }) =>
      covers({ state: row.contract_state, ends_on: row.contract_ends_on }, today) ? row.contract_ends_on : null,
  },
  {
    heading: { fr: 'Interventions en cours', en: 'Open interventions' },
    meaning: 'How many are not closed.',
    kind: 'integer',
    right: 'interventions.read',
    width: 20,
    value: (row) => String(row.open_interventions),
  },
  {
    heading: { fr: 'Commandes en cours', en: 'Open orders' },
    meaning: 'How many are not wholly delivered.',
    kind: 'integer',
    right: 'orders.read',
    width: 20,
    value: (row) => String(row.open_orders),
  },
]

export const exportQuery = list.omit({ after: true, limit: true })

type Query = z.infer<typeof exportQuery>

export const equipmentSheet = sheetSource<Query, Row>({
  kind: 'equipment',
  feature: 'fleet',
  needs: 'fleet.export',
  reads: 'fleet.read',
  name: { fr: 'Parc', en: 'Fleet' },
  query: exportQuery,
  columns,
  refuse: refuseHidden,
  count: (db, filter) => queries.count(db, filter),
  async page(db, query, _now, after, limit) {
    const order = orderOf(query.sort, query.order)
    const from = after === null ? null : startOf(after, order)
    return pageOf(await queries.page(db, query, order, from, limit + 1), limit, (row) => cursorAt(row, order))
  },
})
