/** The list of interventions as a sheet. */
import type { z } from 'zod'
import { type Column, pageOf, sheetSource } from '../../sheet/source.ts'
import { list } from './input.ts'
import { cursorAt, orderOf, startOf } from './order.ts'
import * as queries from './queries.ts'

type Row = Awaited<ReturnType<typeof queries.page>>[number]

const columns: Column<Row>[] = [
  {
    heading: { fr: 'Numéro', en: 'Number' },
    meaning: 'Number of the intervention, as the vendor writes it.',
    kind: 'text',
    width: 16,
    value: (row) => row.number,
  },
  {
    heading: { fr: 'Type', en: 'Kind' },
    meaning: 'Repair, maintenance, installation or other.',
    kind: 'word',
    width: 14,
    value: (row) => row.kind,
    words: {
      repair: { fr: 'Dépannage', en: 'Repair' },
      preventive: { fr: 'Entretien', en: 'Maintenance' },
      installation: { fr: 'Installation', en: 'Installation' },
      other: { fr: 'Autre', en: 'Other' },
    },
  },
  {
    heading: { fr: 'État', en: 'State' },
    meaning: 'How far it is.',
    kind: 'word',
    width: 20,
    value: (row) => row.state,
    words: {
      received: { fr: 'Reçue', en: 'Received' },
      planned: { fr: 'Planifiée', en: 'Planned' },
      in_progress: { fr: 'En cours', en: 'In progress' },
      waiting: { fr: 'Attend votre réponse', en: 'Waiting for you' },
      done: { fr: 'Terminée', en: 'Done' },
      cancelled: { fr: 'Annulée', en: 'Cancelled' },
      refused: { fr: 'Refusée', en: 'Refused' },
    },
  },
  {
    heading: { fr: 'Urgente', en: 'Urgent' },
    meaning: 'Whether it was asked for as urgent.',
    kind: 'word',
    width: 9,
    value: (row) => String(row.urgent),
    words: { true: { fr: 'Oui', en: 'Yes' }, false: { fr: 'Non', en: 'No' } },
  },
  {
    heading: { fr: 'Objet', en: 'Subject' },
    meaning: 'What it is about, in one line.',
    kind: 'text',
    width: 40,
    value: (row) => row.title,
  },
  {
    heading: { fr: 'Domaine', en: 'Domain' },
    meaning: 'Domain of its nature.',
    kind: 'text',
    width: 18,
    value: (row) => row.domain_label,
  },
  {
    heading: { fr: 'Nature', en: 'Nature' },
    meaning: 'Nature that was chosen.',
    kind: 'text',
    width: 24,
    value: (row) => row.nature_label,
  },
  {
    heading: { fr: 'Machine', en: 'Machine' },
    meaning: 'Machine that it is about; empty where the profile does not show machines.',
    kind: 'text',
    width: 28,
    value: (row) => row.machine_label,
  },
  {
    heading: { fr: 'Site', en: 'Site' },
    meaning: 'Name of the site.',
    kind: 'text',
    width: 24,
    value: (row) => row.place_name,
  },
  {
    heading: { fr: 'Demandeur', en: 'Asked by' },
    meaning: 'Who asked for it.',
    kind: 'text',
    width: 22,
    value: (row) => row.requester,
  },
  {
    heading: { fr: 'Demandée le', en: 'Asked for on' },
    meaning: 'When it was asked for.',
    kind: 'instant',
    width: 17,
    value: (row) => row.requested_at,
  },
  {
    heading: { fr: 'Passage', en: 'Visit' },
    meaning: 'Next visit, or the last one when there is none to come.',
    kind: 'instant',
    width: 17,
    value: (row) => row.planned_at,
  },
  {
    heading: { fr: 'Terminée le', en: 'Closed on' },
    meaning: 'When it was closed.',
    kind: 'instant',
    width: 17,
    value: (row) => row.closed_at,
  },
]

export const exportQuery = list.omit({ after: true, limit: true })

type Query = z.infer<typeof exportQuery>

export const interventionSheet = sheetSource<Query, Row>({
  kind: 'interventions',
  feature: 'interventions',
  needs: 'interventions.export',
  reads: 'interventions.read',
  name: { fr: 'Interventions', en: 'Interventions' },
  query: exportQuery,
  columns,
  refuse: () => {},
  count: (db, filter) => queries.count(db, filter),
  async page(db, query, _now, after, limit) {
    const order = orderOf(query.sort, query.order)
    const from = after === null ? null : startOf(after, order)
    return pageOf(await queries.page(db, query, order, from, limit + 1), limit, (row) => cursorAt(row, order))
  },
})
