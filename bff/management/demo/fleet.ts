/** Machines whole: which article they are, who answers for them, their warranty, and the contracts that cover them. */
import type { Shelf } from './articles/rows.ts'
import { addMonths, dateOf, type Day, dayOf, instantOf } from './calendar.ts'
import type { CustomerFile } from './customers.ts'
import type { Ids } from './ids.ts'
import { Random } from './random.ts'
import type { DemoRow } from './rows.ts'
import { typeset } from './typeset.ts'
import type { DemoVendor } from './vendors.ts'

const block = 8

/** The customer's service contracts: one that runs, for most; one that has ended, for some. */
export function contractsOf(of: DemoVendor, ids: Ids, file: CustomerFile, today: Day): DemoRow<'service_contract'>[] {
  const { sketch, customer, sites, machines } = file
  const random = new Random(`${of.vendor} contracts ${sketch.n}`)
  const rows: DemoRow<'service_contract'>[] = []
  const what =
    of.vendor === 'armoise' ? 'Maintenance du parc' : sketch.person ? 'Entretien annuel' : 'Entretien et dépannage'
  const add = (
    state: DemoRow<'service_contract'>['state'],
    start: Day,
    years: number,
    site: string | null,
    label: string,
  ) => {
    const place = rows.length
    rows.push({
      id: ids('service_contract', sketch.n * block + place),
      customer_id: customer.id,
      site_id: site,
      number: `CM-${dateOf(start).slice(0, 4)}-${String(sketch.n * block + place).padStart(5, '0')}`,
      label: typeset(label),
      state,
      starts_on: dateOf(start),
      ends_on: dateOf(addMonths(start, 12 * years) - 1),
      changed_at: instantOf(Math.min(today, start), sketch.n),
    })
  }
  if (machines.length === 0 && !sketch.named) return rows
  if (sketch.named || random.chance(0.85)) add('running', addMonths(today, -random.int(2, 22)), 3, null, what)
  if (sites.length > 1 && (sketch.named || random.chance(0.3)))
    add('running', addMonths(today, -random.int(1, 9)), 1, random.pick(sites).id, `${what}, garantie de temps 4 h`)
  if (sketch.named || random.chance(0.4)) add('ended', addMonths(today, -60), 2, null, `${what} (ancien contrat)`)
  if (random.chance(0.08)) add('cancelled', addMonths(today, -14), 3, null, `${what}, formule réduite`)
  return rows
}

/** The machines of `file`, completed. */
export function equipmentOf(
  of: DemoVendor,
  shelf: Shelf,
  file: CustomerFile,
  contracts: readonly DemoRow<'service_contract'>[],
  today: Day,
): DemoRow<'equipment'>[] {
  const random = new Random(`${of.vendor} fleet ${file.sketch.n}`)
  const role = (name: string) => file.contacts.find((one) => one.role === name && one.active)?.id ?? null
  const manager = role('Direction') ?? role('Occupant')
  const buyer = role('Achats') ?? manager
  const technical = role('Responsable technique') ?? manager
  return file.machines.map((machine) => {
    const article = shelf.machine(machine.label)
    const covering = contracts.filter(
      (one) => one.state === 'running' && (one.site_id === null || one.site_id === machine.site_id),
    )
    const site = file.contacts.find((one) => one.site_id !== null && one.site_id === machine.site_id)
    const months = random.pick([12, 12, 24, 36])
    return {
      ...machine,
      article_id: article?.id ?? null,
      family_id: article?.familyId ?? null,
      brand: article?.draft.brand ?? null,
      state: random.weighted([
        ['in_service', 92],
        ['out_of_service', 5],
        ['removed', 3],
      ] as const),
      warranty_until: machine.installed_on && dateOf(addMonths(Math.min(dayOf(machine.installed_on), today), months)),
      service_contract_id: covering.length > 0 && random.chance(0.75) ? (covering.at(-1)?.id ?? null) : null,
      contract_contact_id: random.chance(0.8) ? buyer : null,
      user_contact_id: random.chance(0.6) ? (site?.id ?? manager) : null,
      service_contact_id: random.chance(0.9) ? technical : null,
    }
  })
}
