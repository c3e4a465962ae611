/** The list of interventions as a sheet. */
import { instant, numberOf, placeOf, text, word, yesNo } from '../../sheet/columns.ts'
import { type Column, listSheet } from '../../sheet/source.ts'
import { list } from './input.ts'
import { orderOf } from './order.ts'
import * as queries from './queries.ts'

type Row = Awaited<ReturnType<typeof queries.page>>[number]

const columns: Column<Row>[] = [
  numberOf('intervention'),
  word({ fr: 'Type', en: 'Kind' }, 'Repair, maintenance, installation or other.', 14, (row) => row.kind, {
    repair: { fr: 'Dépannage', en: 'Repair' },
    preventive: { fr: 'Entretien', en: 'Maintenance' },
    installation: { fr: 'Installation', en: 'Installation' },
    other: { fr: 'Autre', en: 'Other' },
  }),
  word({ fr: 'État', en: 'State' }, 'How far it is.', 20, (row) => row.state, {
    received: { fr: 'Reçue', en: 'Received' },
    planned: { fr: 'Planifiée', en: 'Planned' },
    in_progress: { fr: 'En cours', en: 'In progress' },
    waiting: { fr: 'Attend votre réponse', en: 'Waiting for you' },
    done: { fr: 'Terminée', en: 'Done' },
    cancelled: { fr: 'Annulée', en: 'Cancelled' },
    refused: { fr: 'Refusée', en: 'Refused' },
  }),
  word({ fr: 'Urgente', en: 'Urgent' }, 'Whether it was asked for as urgent.', 9, (row) => String(row.urgent), yesNo),
  text({ fr: 'Objet', en: 'Subject' }, 'What it is about, in one line.', 40, (row) => row.title),
  text({ fr: 'Domaine', en: 'Domain' }, 'Domain of its nature.', 18, (row) => row.domain_label),
  text({ fr: 'Nature', en: 'Nature' }, 'Nature that was chosen.', 24, (row) => row.nature_label),
  text(
    { fr: 'Machine', en: 'Machine' },
    'Machine that it is about; empty where the profile does not show machines.',
    28,
    (row) => row.machine_label,
  ),
  placeOf('Name of the site.'),
  text({ fr: 'Demandeur', en: 'Asked by' }, 'Who asked for it.', 22, (row) => row.requester),
  instant({ fr: 'Demandée le', en: 'Asked for on' }, 'When it was asked for.', 17, (row) => row.requested_at),
  instant(
    { fr: 'Passage', en: 'Visit' },
    'Next visit, or the last one when there is none to come.',
    17,
    (row) => row.planned_at,
  ),
  instant({ fr: 'Terminée le', en: 'Closed on' }, 'When it was closed.', 17, (row) => row.closed_at),
]

export const exportQuery = list.omit({ after: true, limit: true })

export const interventionSheet = listSheet({
  kind: 'interventions',
  feature: 'interventions',
  needs: 'interventions.export',
  reads: 'interventions.read',
  name: { fr: 'Interventions', en: 'Interventions' },
  query: exportQuery,
  columns,
  refuse: () => {},
  count: (db, filter) => queries.count(db, filter),
  order: orderOf,
  page: (db, query, _now, asked) => queries.page(db, query, asked),
})
