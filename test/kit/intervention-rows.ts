/** Interventions of two customers, made at random, and what a filter must keep of them, told without SQL. */
import type { InterventionFilter, InterventionSort, InterventionState } from '../../bff/api.ts'
import { folded } from '../../bff/base/search.ts'
import type { AdminDb } from '../../bff/db/admin.ts'
import type { DemoModel } from '../../bff/management/demo/model.ts'
import { Random } from '../../bff/management/demo/random.ts'

export const states: InterventionState[] = [
  'received',
  'planned',
  'in_progress',
  'waiting',
  'done',
  'cancelled',
  'refused',
]
export const openOnes = states.slice(0, 4)

export interface Made {
  id: string
  customer_id: string
  site_id: string | null
  equipment_id: string | null
  nature_id: string | null
  number: string
  kind: string
  state: InterventionState
  urgent: boolean
  title: string
  description: string | null
  requester: string | null
  /** To the microsecond, always the same width: compares as text. */
  requested_at: string
  planned_at: string | null
  closed_at: string | null
  work_done: string | null
  command_id: string | null
}

export interface MadeRows {
  /** Of the customer that the tests look at, and of a stranger. */
  customer: string
  stranger: string
  interventions: Made[]
  natures: { id: string; parent_id: string | null; label: string }[]
  /** An id of the vendor's own type that nothing else has. */
  id: (n: number) => string
}

const titles = [
  'Bourrage papier',
  'Écran noir',
  'Chaudière à l’arrêt',
  'Bruit d’œilleton',
  'Mise en service',
  '100 % lent',
]
const names = ['Théo Martin', 'Claire Dupond', null]

export async function makeInterventions(admin: AdminDb, model: DemoModel): Promise<MadeRows> {
  const random = new Random('interventions')
  const id = (n: number) =>
    model.vendor === 'armoise' ? String(7_000 + n) : `00000000-0000-4000-8000-${String(7_000 + n).padStart(12, '0')}`
  const sites = Map.groupBy(model.rows.site, (site) => site.customer_id)
  const [customer, stranger] = [...sites]
    .toSorted((a, b) => b[1].length - a[1].length)
    .slice(0, 2)
    .map(([of]) => of) as [string, string]
  const natures = [
    { id: id(900), parent_id: null, label: 'Bureautique' },
    { id: id(901), parent_id: id(900), label: 'Panne' },
    { id: id(902), parent_id: id(900), label: 'Consommable' },
    { id: id(903), parent_id: null, label: 'Téléphonie' },
  ]
  const interventions = Array.from({ length: 90 }, (_, n): Made => {
    const of = n < 70 ? customer : stranger
    const site = random.chance(0.1) ? null : random.pick(sites.get(of) ?? [])
    const machines = model.rows.equipment.filter((one) => one.customer_id === of && one.site_id === site?.id)
    const state = random.pick(states)
    // Several within one second, and some within one millisecond; some late at night, which is the next day in Paris.
    const instant = (day: number, tick: number) =>
      `2026-${String(1 + (day % 11)).padStart(2, '0')}-${String(1 + (day % 28)).padStart(2, '0')} ${random.pick(['09', '22', '23'])}:30:00.000${tick % 3}${tick % 2}0`
    return {
      id: id(n),
      customer_id: of,
      site_id: site?.id ?? null,
      equipment_id: machines.length > 0 && random.chance(0.7) ? random.pick(machines).id : null,
      nature_id: random.chance(0.2) ? null : random.pick(natures).id,
      number: `DI-${String(26_000 + ((n * 37) % 90))}`,
      kind: random.pick(['repair', 'preventive', 'installation', 'other']),
      state,
      urgent: random.chance(0.2),
      title: random.pick(titles),
      description: random.chance(0.5) ? `Constaté au ${random.int(1, 4)}e étage` : null,
      requester: random.pick(names),
      requested_at: instant(Math.floor(n / 4), n),
      planned_at: random.chance(0.6) ? instant(Math.floor(n / 6), n + 1) : null,
      closed_at: ['done', 'cancelled', 'refused'].includes(state) ? '2026-11-20 08:00:00.000000' : null,
      work_done: state === 'done' ? 'Rouleau remplacé' : null,
      command_id: null,
    }
  })
  // Whatever the demo keeps of these is gone: what is asked for is what is made here.
  await admin.script('truncate management.nature cascade')
  const rows = natures.map((nature) => ({ ...nature, position: '1', equipment: 'optional', offered: true }))
  await insert(admin, 'nature', rows)
  await insert(admin, 'intervention', interventions)
  return { customer, stranger, interventions, natures, id }
}

/** Rows into a relation of the management schema; `changed_at` is added. Instants without zone are UTC. */
export async function insert(admin: AdminDb, relation: string, rows: readonly object[]): Promise<void> {
  const zoned = rows.map((row) =>
    Object.fromEntries(
      Object.entries({ changed_at: '2026-11-20 08:00:00', ...row }).map(([name, value]) => [
        name,
        typeof value === 'string' && /^\d{4}-\d\d-\d\d \d\d:/.test(value) ? `${value}+00` : value,
      ]),
    ),
  )
  await admin.query(
    `insert into management.${relation} select * from json_populate_recordset(null::management.${relation}, $1::json)`,
    [JSON.stringify(zoned)],
  )
}

/** The day of an instant in Paris. */
const dayOf = (instant: string) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris', dateStyle: 'short' }).format(
    new Date(`${instant.slice(0, 23).replace(' ', 'T')}Z`),
  )

export function keeps(made: MadeRows, row: Made, filter: InterventionFilter): boolean {
  const { q, from, to, state, site, equipment, nature, urgent } = filter
  const text = [row.number, row.title, row.description, row.requester, row.work_done].map((one) => folded(one ?? ''))
  const about = made.natures.find((one) => one.id === row.nature_id)
  return (
    (from === undefined || dayOf(row.requested_at) >= from) &&
    (to === undefined || dayOf(row.requested_at) <= to) &&
    (state === undefined ||
      state.some((one) => one === row.state || (one === 'open' && openOnes.includes(row.state)))) &&
    (site === undefined || row.site_id === site) &&
    (equipment === undefined || row.equipment_id === equipment) &&
    (nature === undefined || (about !== undefined && (about.id === nature || about.parent_id === nature))) &&
    (urgent === undefined || row.urgent === urgent) &&
    folded(q ?? '')
      .split(/\s+/)
      .every((word) => text.some((one) => one.includes(word)))
  )
}

const keyOf = { requested: 'requested_at', planned: 'planned_at', number: 'number' } as const

/** Nulls last in both directions; the id decides between equals. */
export function inOrder(rows: readonly Made[], sort: InterventionSort, order: 'asc' | 'desc'): Made[] {
  const way = order === 'asc' ? 1 : -1
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  return rows.toSorted((a, b) => {
    const [left, right] = [a[keyOf[sort]], b[keyOf[sort]]]
    if (left === null || right === null) {
      if (left !== right) return left === null ? 1 : -1
      return way * compare(a.id, b.id)
    }
    return way * (compare(left, right) || compare(a.id, b.id))
  })
}
