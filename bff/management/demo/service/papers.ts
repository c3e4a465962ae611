/** Files about interventions: the report of a visit, a photograph that a customer joined. */
import type { Shelf } from '../articles/rows.ts'
import { dateOf, type Day, dayOf, instantOf } from '../calendar.ts'
import type { CustomerFile } from '../customers.ts'
import { paper } from '../documents.ts'
import type { Ids } from '../ids.ts'
import { picture } from '../pictures/pictures.ts'
import type { DemoRow } from '../rows.ts'
import { typeset } from '../typeset.ts'
import type { DemoVendor } from '../vendors.ts'
import type { Case } from './interventions.ts'

const year = 365
const french = (date: string) => date.split('-').reverse().join('/')

/** Numbers of files: those of invoices and customers end otherwise (documents.ts). */
export const fileNumber = (n: number, place: number): number => (n * 8 + place) * 4 + 3

type Paper = DemoRow<'document'>

/** Files of one intervention. */
export function papersOf(of: DemoVendor, ids: Ids, shelf: Shelf, file: CustomerFile, one: Case, today: Day): Paper[] {
  return [...reports(of, ids, file, one, today), ...photographs(ids, shelf, file, one)]
}

/** Reports of the last year: all of the customers that people sign in for, some of the others. */
function reports(of: DemoVendor, ids: Ids, file: CustomerFile, one: Case, today: Day): Paper[] {
  const { plan, row, visits, work, machine } = one
  if (row.state !== 'done' || plan.day < today - year || !(file.sketch.named || plan.n % 4 === 0)) return []
  const closed = dayOf((row.closed_at ?? row.requested_at).slice(0, 10))
  const title = `Compte rendu d’intervention ${row.number}`
  const lines = [
    `Client ${file.customer.code}, ${file.customer.name}`,
    ...(machine ? [`${machine.label}, n° ${machine.serial_number ?? machine.provider_number ?? ''}`] : []),
    '',
    row.title,
    ...(row.description ? [row.description] : []),
    '',
    ...visits.map(
      (visit) =>
        `Visite du ${french(visit.starts_at.slice(0, 10))}, ${visit.technician ?? ''} : ${visit.work_done ?? ''}`,
    ),
    '',
    ...work.map(
      ({ label, quantity, unit }) => `${label} : ${quantity?.replace(/\.?0+$/, '').replace('.', ',')} ${unit}`,
    ),
  ]
  const content = paper(of, title, dateOf(closed), lines.map(typeset))
  return [
    {
      id: ids('document', fileNumber(plan.n, 0)),
      customer_id: row.customer_id,
      site_id: row.site_id,
      intervention_id: row.id,
      subject_kind: 'intervention',
      subject_id: row.id,
      role: 'original',
      file_name: `compte-rendu-${row.number}.pdf`,
      title: 'Compte rendu d’intervention',
      media_type: 'application/pdf',
      size: String(content.length),
      content,
      changed_at: instantOf(closed, 530),
    },
  ]
}

/** What a customer of whom people sign in joined to his answer: his machine. */
function photographs(ids: Ids, shelf: Shelf, file: CustomerFile, { plan, row, exchanges, machine }: Case): Paper[] {
  const answer = exchanges.find((said) => said.direction === 'from_customer')
  const article = machine && shelf.machine(machine.label)
  if (!file.sketch.named || !answer || !article || plan.n % 2 === 1) return []
  const content = picture(article.draft.picture)
  return [
    {
      id: ids('document', fileNumber(plan.n, 1)),
      customer_id: row.customer_id,
      site_id: row.site_id,
      intervention_id: row.id,
      subject_kind: 'exchange',
      subject_id: answer.id,
      role: 'attachment',
      file_name: `photo-${row.number}.png`,
      title: 'Photo de la machine',
      media_type: 'image/png',
      size: String(content.length),
      content,
      changed_at: answer.sent_at,
    },
  ]
}
