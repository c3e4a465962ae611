/** A customer's requests and interventions: what was asked, what came of it, visits, work, messages, files. */
import type { Shelf } from '../articles/rows.ts'
import { type Day, instantOf } from '../calendar.ts'
import type { CustomerFile } from '../customers.ts'
import type { Ids } from '../ids.ts'
import { demoPeople } from '../people.ts'
import { Random } from '../random.ts'
import { type DemoRow, type DemoRows, noRows } from '../rows.ts'
import { typeset } from '../typeset.ts'
import type { DemoVendor } from '../vendors.ts'
import { natureIds } from './natures.ts'
import { papersOf } from './papers.ts'
import type { PlannedThing } from './plan.ts'
import type { Story } from './shape.ts'

/** What becomes of a request. `again`: visited once, and a second visit is planned. */
export type ServiceFate =
  | 'urgent'
  | 'fresh'
  | 'tomorrow'
  | 'later'
  | 'today'
  | 'question'
  | 'again'
  | 'photo'
  | 'maintenance'
  | 'refused'
  | 'cancelled'
  | 'done'

export const serviceSpecimens: readonly { ago: number; fate: ServiceFate }[] = [
  { ago: 0, fate: 'urgent' },
  { ago: 1, fate: 'fresh' },
  { ago: 2, fate: 'today' },
  { ago: 4, fate: 'photo' },
  { ago: 6, fate: 'tomorrow' },
  { ago: 9, fate: 'question' },
  { ago: 12, fate: 'later' },
  { ago: 16, fate: 'again' },
  { ago: 18, fate: 'maintenance' },
  { ago: 3, fate: 'done' },
  { ago: 21, fate: 'refused' },
  { ago: 33, fate: 'cancelled' },
]

/** A household has less going on. */
export const householdSpecimens = serviceSpecimens.filter(({ fate }) =>
  ['fresh', 'tomorrow', 'question', 'done', 'cancelled'].includes(fate),
)

export interface Case {
  plan: PlannedThing<ServiceFate>
  story: Story
  row: DemoRow<'intervention'>
  visits: DemoRow<'visit'>[]
  work: DemoRow<'visit_work'>[]
  exchanges: DemoRow<'exchange'>[]
  machine: DemoRow<'equipment'> | null
}

export function interventionRows(
  of: DemoVendor,
  ids: Ids,
  shelf: Shelf,
  file: CustomerFile,
  plans: readonly PlannedThing<ServiceFate>[],
  today: Day,
): DemoRows {
  const desk = new Desk(of, ids, file, today)
  const cases = plans.map((plan) => desk.open(plan))
  return {
    ...noRows(),
    intervention: cases.map((one) => one.row),
    visit: cases.flatMap((one) => one.visits),
    visit_work: cases.flatMap((one) => one.work),
    exchange: cases.flatMap((one) => one.exchanges),
    document: cases.flatMap((one) => papersOf(of, ids, shelf, file, one, today)),
  }
}

class Desk {
  readonly #of: DemoVendor
  readonly #ids: Ids
  readonly #file: CustomerFile
  readonly #today: Day
  readonly #random: Random
  readonly #natures: ReadonlyMap<string, string>
  readonly #requesters: readonly string[]

  constructor(of: DemoVendor, ids: Ids, file: CustomerFile, today: Day) {
    this.#of = of
    this.#ids = ids
    this.#file = file
    this.#today = today
    this.#random = new Random(`${of.vendor} service ${file.sketch.n}`)
    this.#natures = natureIds(of, ids)
    const people = demoPeople.filter(
      (one) => one.vendor === of.vendor && one.customers.includes(file.customer.name) && one.profile !== 'accounting',
    )
    this.#requesters = [
      ...people.filter((one) => one.profile !== 'buyer').map((one) => one.name),
      ...file.contacts.map((one) => one.name),
    ]
  }

  open(plan: PlannedThing<ServiceFate>): Case {
    const random = this.#random
    const { customer, sites, machines, contacts } = this.#file
    // `fresh` is what a request without a machine looks like.
    const bare = plan.fate === 'fresh' || (plan.fate === null && random.chance(0.12)) || machines.length === 0
    const picked = bare ? null : random.pick(machines)
    const fitting = this.#of.desk.stories.filter(
      (one) =>
        (picked ? one.machine?.test(picked.label) : one.machine === null) &&
        (plan.fate !== 'maintenance' || one.kind === 'preventive') &&
        (plan.fate === null || plan.fate === 'maintenance' || one.kind !== 'preventive'),
    )
    // A machine to which nothing else happens has its upkeep.
    const usual = this.#of.desk.stories.filter((one) => picked && one.machine?.test(picked.label))
    const stories = fitting.length > 0 ? fitting : usual
    const story = random.weighted<Story>(stories.map((one) => [one, one.weight] as const))
    const site_id = picked ? picked.site_id : random.chance(0.9) ? random.pick(sites).id : null
    const kind = story.kind ?? 'repair'
    const who = contacts.length > 0 ? random.pick(contacts) : null
    const asked = kind === 'preventive' ? null : random.pick(story.asks)
    const row: DemoRow<'intervention'> = {
      id: this.#ids('intervention', plan.n),
      customer_id: customer.id,
      site_id,
      equipment_id: picked?.id ?? null,
      // Now and then nobody chose more than the domain.
      nature_id: this.#natures.get(this.#natureOf(story)) ?? null,
      number: plan.number,
      kind,
      state: 'received',
      urgent: plan.fate === 'urgent' || (kind === 'repair' && plan.fate === null && random.chance(0.08)),
      title: typeset(story.title),
      description: asked && typeset(asked),
      requester: kind === 'preventive' ? null : random.pick(this.#requesters),
      contact: who && kind !== 'preventive' ? `${who.name}, ${who.phone}` : null,
      requested_at: instantOf(plan.day, random.int(0, plan.fate ? 90 : 500)),
      planned_at: null,
      closed_at: null,
      work_done: null,
      command_id: null,
      changed_at: '',
    }
    const one: Case = { plan, story, row, visits: [], work: [], exchanges: [], machine: picked }
    this.#go(one, plan.fate ?? this.#usual(plan.day, kind))
    row.changed_at = [
      row.requested_at,
      row.closed_at ?? '',
      ...one.exchanges.map((said) => said.sent_at),
      ...one.visits.map((visit) => (visit.state === 'done' ? (visit.ends_at ?? '') : '')),
    ].reduce((last, at) => (at > last ? at : last))
    return one
  }

  #natureOf(story: Story): string {
    if (!this.#random.chance(0.06)) return story.nature
    return this.#of.desk.domains.find((one) => one.natures.some(({ key }) => key === story.nature))?.key ?? story.nature
  }

  /** Old requests are closed; those of the last days are somewhere on their way. */
  #usual(day: Day, kind: Case['row']['kind']): ServiceFate {
    const random = this.#random
    if (random.chance(0.05)) return kind === 'preventive' || random.chance(0.5) ? 'cancelled' : 'refused'
    const age = this.#today - day
    if (age > 25) return 'done'
    if (age < 2) return 'fresh'
    return random.pick(age < 8 ? ['today', 'tomorrow', 'later', 'question'] : ['done', 'done', 'later', 'again'])
  }

  #go(one: Case, fate: ServiceFate): void {
    const { row, plan, story } = one
    const random = this.#random
    const today = this.#today
    if (fate === 'urgent' || fate === 'fresh') return
    if (fate === 'refused' || fate === 'cancelled') {
      row.state = fate
      const day = Math.min(today, plan.day + random.int(0, 2))
      row.closed_at = instantOf(day, 520)
      if (fate === 'refused')
        this.#say(
          one,
          'from_vendor',
          'Cette machine n’est pas couverte par un contrat et n’est plus suivie par son constructeur. Nous pouvons vous proposer son remplacement.',
          day,
          515,
        )
      else
        this.#say(
          one,
          'from_customer',
          'Le problème a disparu après un redémarrage, vous pouvez annuler. Merci !',
          day,
          510,
        )
      return
    }
    if (fate === 'question' || fate === 'photo') {
      row.state = 'waiting'
      if (fate === 'photo')
        this.#visit(one, plan.day + 1, 'done', 'Diagnostic fait, une pièce est à choisir avec vous.')
      this.#say(one, 'from_vendor', story.question, Math.min(today, plan.day + 2), 120)
      return
    }
    if (fate === 'tomorrow' || fate === 'later' || fate === 'maintenance') {
      row.state = 'planned'
      if (fate !== 'maintenance') this.#talk(one)
      const ahead = fate === 'tomorrow' ? 1 : fate === 'later' ? random.int(4, 8) : random.int(12, 20)
      this.#visit(one, weekday(today + ahead), 'planned', null)
      return
    }
    if (fate === 'again') {
      row.state = 'planned'
      this.#visit(one, plan.day + 3, 'done', 'Pièce à commander, une seconde visite est nécessaire.')
      this.#say(
        one,
        'from_vendor',
        'La pièce est commandée, elle arrive en milieu de semaine. Le technicien revient ensuite.',
        plan.day + 3,
        500,
      )
      this.#visit(one, weekday(today + 3), 'planned', null)
      return
    }
    if (fate === 'today') {
      row.state = 'in_progress'
      this.#talk(one)
      this.#visit(one, today, random.chance(0.5) ? 'in_progress' : 'travelling', null)
      return
    }
    row.state = 'done'
    this.#talk(one)
    const day = Math.min(today - 1, weekday(plan.day + random.int(1, row.urgent ? 1 : 6)))
    if (random.chance(0.15) && day - 2 > plan.day) this.#visit(one, day - 2, 'done', 'Diagnostic, pièce commandée.')
    this.#visit(one, day, 'done', typeset(story.done))
    row.work_done = typeset(story.done)
    row.closed_at = one.visits.at(-1)?.ends_at ?? instantOf(day, 530)
  }

  #visit(one: Case, wanted: Day, state: DemoRow<'visit'>['state'], done: string | null): void {
    const { plan, row, story } = one
    const random = this.#random
    const day = Math.max(plan.day, wanted)
    const starts = state === 'done' || state === 'planned' ? random.int(1, 14) * 30 : 30
    const last = random.pick([45, 60, 90, 120])
    const { customer_id, site_id } = row
    const about = { intervention_id: row.id, customer_id, site_id }
    const visit: DemoRow<'visit'> = {
      id: this.#ids('visit', plan.n * 4 + one.visits.length),
      ...about,
      state,
      starts_at: instantOf(day, starts),
      ends_at: state === 'in_progress' || state === 'travelling' ? null : instantOf(day, starts + last),
      technician: random.pick(this.#of.desk.technicians),
      work_done: done,
      changed_at: instantOf(Math.min(day, this.#today), state === 'planned' ? 0 : starts),
    }
    if (visit.ends_at !== null && visit.ends_at < visit.starts_at) visit.ends_at = null
    one.visits.push(visit)
    row.planned_at = visit.starts_at
    if (state !== 'done') return
    // A first visit finds out; the last one repairs.
    const works = done === typeset(story.done) ? story.work : story.work.filter(([kind]) => kind !== 'part')
    for (const [place, [kind, label, quantity, unit]] of works.entries()) {
      const position = String(place + 1)
      const id = this.#ids('visit_work', plan.n * 32 + one.work.length)
      one.work.push({ id, visit_id: visit.id, ...about, position, kind, label: typeset(label), quantity, unit })
    }
  }

  /** Question and answer, of some. */
  #talk(one: Case): void {
    if (one.row.kind === 'preventive' || !this.#random.chance(one.plan.fate ? 0.9 : 0.3)) return
    const day = Math.min(this.#today, one.plan.day + 1)
    this.#say(one, 'from_vendor', one.story.question, day, 60)
    this.#say(one, 'from_customer', one.story.answer, day, 150)
  }

  #say(one: Case, direction: DemoRow<'exchange'>['direction'], body: string, wanted: Day, minute: number): void {
    const { plan, row } = one
    const sent = instantOf(Math.min(this.#today, Math.max(plan.day, wanted)), minute)
    one.exchanges.push({
      id: this.#ids('exchange', plan.n * 8 + one.exchanges.length),
      intervention_id: row.id,
      customer_id: row.customer_id,
      site_id: row.site_id,
      direction,
      author: direction === 'from_customer' ? row.requester : `Service clients, ${this.#of.company.name}`,
      body: typeset(body),
      sent_at: sent > row.requested_at ? sent : row.requested_at,
      command_id: null,
      changed_at: sent,
    })
  }
}

/** Technicians come on working days: the Monday after. */
function weekday(day: Day): Day {
  const at = (day + 4) % 7
  return at === 6 ? day + 2 : at === 0 ? day + 1 : day
}
