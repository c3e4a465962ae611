/** The fleet as a sheet. */
import { date, integer, placeOf, text, word, yesNo } from '../../sheet/columns.ts'
import { type Column, listSheet } from '../../sheet/source.ts'
import { list } from './input.ts'
import { orderOf } from './order.ts'
import * as queries from './queries.ts'
import { covers, refuseHidden } from './rules.ts'

type Row = Awaited<ReturnType<typeof queries.page>>[number]

const columns: Column<Row>[] = [
  text({ fr: 'Machine', en: 'Machine' }, 'Brand and model.', 32, (row) => row.label),
  text({ fr: 'Marque', en: 'Brand' }, 'Brand.', 16, (row) => row.brand),
  text({ fr: 'N° de série', en: 'Serial number' }, 'The manufacturer’s number.', 20, (row) => row.serial_number),
  text(
    { fr: 'N° fournisseur', en: 'Vendor’s number' },
    'The vendor’s own number, on the label that it sticks to its machines.',
    18,
    (row) => row.provider_number,
  ),
  placeOf('Name of the site.'),
  text({ fr: 'Ville', en: 'Town' }, 'Its town.', 18, (row) => row.place_city),
  text({ fr: 'Emplacement', en: 'Place' }, 'Where on the site: floor, room.', 22, (row) => row.place),
  word({ fr: 'État', en: 'State' }, 'In service, out of service or removed.', 14, (row) => row.state, {
    in_service: { fr: 'En service', en: 'In service' },
    out_of_service: { fr: 'À l’arrêt', en: 'Out of service' },
    removed: { fr: 'Retiré', en: 'Removed' },
  }),
  date({ fr: 'Installée le', en: 'Installed on' }, 'Day on which it was installed.', 13, (row) => row.installed_on),
  date({ fr: 'Garantie jusqu’au', en: 'Warranty until' }, 'Last day of the warranty.', 17, (row) => row.warranty_until),
  word(
    { fr: 'Sous contrat', en: 'Under contract' },
    'Whether a service contract runs on the day of the export.',
    14,
    (row, { today }) => String(covers({ state: row.contract_state, ends_on: row.contract_ends_on }, today)),
    yesNo,
  ),
  date({ fr: 'Contrat jusqu’au', en: 'Contract until' }, 'Last day of the contract that runs.', 17, (row, { today }) =>
    covers({ state: row.contract_state, ends_on: row.contract_ends_on }, today) ? row.contract_ends_on : null,
  ),
  integer(
    { fr: 'Interventions en cours', en: 'Open interventions' },
    'How many are not closed.',
    20,
    (row) => String(row.open_interventions),
    'interventions.read',
  ),
  integer(
    { fr: 'Commandes en cours', en: 'Open orders' },
    'How many are not wholly delivered.',
    20,
    (row) => String(row.open_orders),
    'orders.read',
  ),
]

export const exportQuery = list.omit({ after: true, limit: true })

export const equipmentSheet = listSheet({
  kind: 'equipment',
  feature: 'fleet',
  needs: 'fleet.export',
  reads: 'fleet.read',
  name: { fr: 'Parc', en: 'Fleet' },
  query: exportQuery,
  columns,
  refuse: refuseHidden,
  count: (db, filter) => queries.count(db, filter),
  order: orderOf,
  page: (db, query, _now, asked) => queries.page(db, query, asked),
})
