/**
 * Two customers' machines and all that hangs on them, written for tests of the fleet: in memory, and in a database with
 * the reference schema. Everything that a rule distinguishes occurs.
 */
import type { RelationName } from '../../bff/management/contract.ts'
import { Random } from '../../bff/management/demo/random.ts'
import { type DemoRows, noRows } from '../../bff/management/demo/rows.ts'
import { vendors } from '../../bff/management/demo/vendors.ts'
import { type IdType, referenceKeys, referenceTables } from '../../bff/management/reference/schema.ts'
import type { AdminDb } from '../../bff/db/admin.ts'

export const fleetToday = '2026-11-21'
const changed_at = '2026-11-01T08:00:00.000Z'

/** Relations are numbered apart, so that an id of one is none of another. */
const tens = ['customer', 'site', 'contact', 'article_family', 'article', 'service_contract', 'equipment']

export interface FleetRows {
  ids: IdType
  rows: DemoRows
  /** Customer with many machines, and another one. */
  me: string
  stranger: string
}

export function fleetRows(ids: IdType): FleetRows {
  const rows = noRows()
  const random = new Random(`fleet ${ids}`)
  let last = 0
  const id = (name: string, n: number) => {
    const number = (tens.indexOf(name) + 1) * 10_000 + n
    return ids === 'bigint' ? String(number) : `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
  }
  const fresh = () => id('', ++last)
  const some = <T>(list: readonly T[], chance = 0.7): T | null => (random.chance(chance) ? random.pick(list) : null)

  rows.company.push({ id: fresh(), ...vendors.armoise.company })
  const labels = [
    'Copieur Kéops 420',
    'Copieur Kéops 420',
    'Traceur Œdipe 36"',
    'Standard Hélio',
    'Écran Lumen',
    'copieur bas',
  ]
  for (const n of [1, 2, 3]) {
    rows.article_family.push({
      id: id('article_family', n),
      parent_id: null,
      label: `Famille ${n}`,
      position: '1',
      changed_at,
    })
  }
  for (const n of [1, 2, 3, 4]) {
    rows.article.push({
      id: id('article', n),
      family_id: id('article_family', 1 + (n % 3)),
      code: `A${n}`,
      manufacturer_code: null,
      label: `Article ${n}`,
      description: null,
      brand: null,
      kind: 'article',
      colour: null,
      unit: null,
      decimals: '0',
      min_quantity: null,
      pack_quantity: null,
      max_quantity: null,
      tax_rate: '0.2000',
      changed_at,
    })
  }
  // Article 1 has two pictures, the second one first; 2 has a leaflet only; toner 4 fits the machine 1.
  for (const [article, role, position] of [
    [1, 'image', '2'],
    [1, 'image', '1'],
    [2, 'document', '1'],
  ] as const) {
    rows.article_media.push({
      id: fresh(),
      article_id: id('article', article),
      role,
      file_name: `p${position}.png`,
      title: null,
      media_type: 'image/png',
      size: '4',
      position,
      content: Buffer.from(`p${position}`),
      changed_at,
    })
  }
  rows.article_compatibility.push({
    id: fresh(),
    article_id: id('article', 4),
    machine_id: id('article', 1),
    preferred: true,
  })

  for (const c of [1, 2]) {
    const customer_id = id('customer', c)
    rows.customer.push({
      id: customer_id,
      code: `C${c}`,
      name: `Client ${c}`,
      kind: 'company',
      registration_number: null,
      vat_number: null,
      email: null,
      phone: null,
      payment_terms: null,
      billing_site_id: null,
      price_list_id: null,
      catalogue: 'all',
      active: true,
      changed_at,
    })
    const sites = ['Siège', 'Dépôt de Saumur', 'Agence'].map((name, n) => ({
      id: id('site', c * 10 + n),
      customer_id,
      name,
      street: `${n + 1} rue Neuve`,
      postal_code: '49000',
      city: n === 2 ? 'Cholet' : 'Angers',
      country_code: 'FR',
      establishment_number: null,
      is_billing: n === 0,
      is_delivery: true,
      active: true,
      changed_at,
    }))
    rows.site.push(...sites)
    const contacts = ['Anne', 'Noé', 'Zoé'].map((name, n) => ({
      id: id('contact', c * 10 + n),
      customer_id,
      site_id: null,
      name,
      role: 'Accueil',
      email: `${name}@example.com`,
      phone: '02',
      active: true,
      changed_at,
    }))
    rows.contact.push(...contacts)
    const contracts = (['running', 'running', 'ended'] as const).map((state, n) => ({
      id: id('service_contract', c * 10 + n),
      customer_id,
      site_id: null,
      number: `M${c}${n}`,
      label: 'Maintenance',
      state,
      starts_on: '2024-01-01',
      ends_on: ['2027-03-31', '2026-11-20', '2026-12-31'][n] ?? null,
      changed_at,
    }))
    rows.service_contract.push(...contracts)
    const count = c === 1 ? 44 : 6
    for (let n = 1; n <= count; n++) {
      const site = some(sites, 0.85)
      const article = some(rows.article)
      rows.equipment.push({
        id: id('equipment', c * 1000 + n),
        customer_id,
        site_id: site?.id ?? null,
        article_id: article?.id ?? null,
        family_id: article?.family_id ?? null,
        label: random.pick(labels),
        brand: some(['Kéops', 'Œdipe']),
        serial_number: some([`SN-${c}-${n}`]),
        provider_number: some([`P${c}${n}`]),
        place: some(['RDC', '2e étage', "Salle de l'Aubier"]),
        state: random.weighted([
          ['in_service', 7],
          ['out_of_service', 2],
          ['removed', 2],
        ] as const),
        installed_on: some([`20${random.int(18, 25)}-0${random.int(1, 9)}-1${random.int(0, 9)}`], 0.8),
        warranty_until: some(['2026-11-30', '2025-06-30']),
        service_contract_id: some(contracts)?.id ?? null,
        contract_contact_id: some(contacts)?.id ?? null,
        user_contact_id: some(contacts)?.id ?? null,
        service_contact_id: contacts[n % contacts.length]?.id ?? null,
        changed_at,
      })
    }
    const machines = rows.equipment.filter((machine) => machine.customer_id === customer_id)
    // The first machine has more than a sheet shows.
    for (let n = 0; n < 40; n++) {
      const machine = n < 24 ? machines[0] : random.pick(machines)
      rows.intervention.push({
        id: fresh(),
        customer_id,
        site_id: machine?.site_id ?? null,
        equipment_id: machine?.id ?? null,
        nature_id: null,
        number: `I${c}-${n}`,
        kind: 'repair',
        state: random.pick([
          'received',
          'planned',
          'in_progress',
          'waiting',
          'done',
          'done',
          'done',
          'cancelled',
          'refused',
        ]),
        urgent: random.chance(0.2),
        title: 'Panne',
        description: null,
        requester: 'Anne',
        contact: null,
        requested_at: `2026-0${random.int(1, 9)}-1${random.int(0, 9)}T08:00:00.000Z`,
        planned_at: null,
        closed_at: null,
        work_done: null,
        command_id: null,
        changed_at,
      })
    }
    for (let n = 0; n < 16; n++) {
      const order_id = fresh()
      const site_id = some(sites)?.id ?? null
      rows.sales_order.push({
        id: order_id,
        customer_id,
        site_id,
        billing_site_id: null,
        number: `CO${c}-${n}`,
        state: random.pick([
          'received',
          'confirmed',
          'preparing',
          'partly_delivered',
          'delivered',
          'delivered',
          'cancelled',
          'refused',
        ]),
        reference: null,
        comment: null,
        requester: 'Anne',
        ordered_on: `2026-0${random.int(1, 9)}-1${random.int(0, 9)}`,
        expected_on: null,
        currency: 'EUR',
        total_excl_tax: '20.00',
        total_tax: '4.00',
        total_incl_tax: '24.00',
        command_id: null,
        changed_at,
      })
      // Two lines for one machine are one order.
      const machine = n < 4 ? machines[0] : random.pick(machines)
      for (const position of ['1', '2']) {
        rows.sales_order_line.push({
          id: fresh(),
          order_id,
          customer_id,
          site_id,
          article_id: null,
          equipment_id: position === '1' || n % 2 === 0 ? (machine?.id ?? null) : null,
          position,
          kind: 'line',
          reference: 'A4',
          label: `Toner ${position}`,
          quantity: '1.000',
          delivered_quantity: null,
          unit: 'pièce',
          unit_price: '10.0000',
          amount_excl_tax: '10.00',
          tax_rate: '0.2000',
        })
      }
    }
    for (const [n, machine] of machines.slice(0, 2).entries()) {
      for (const content of [Buffer.from(`notice ${c} ${n}`), null]) {
        rows.document.push({
          id: fresh(),
          customer_id,
          site_id: machine.site_id,
          intervention_id: null,
          subject_kind: 'equipment',
          subject_id: machine.id,
          role: 'attachment',
          file_name: `notice-${c}-${n}.pdf`,
          title: 'Notice',
          media_type: 'application/pdf',
          size: content && String(content.length),
          content,
          changed_at,
        })
      }
    }
  }
  return { ids, rows, me: id('customer', 1), stranger: id('customer', 2) }
}

/** Schema and rows, as the owner. */
export async function writeFleet(admin: AdminDb, { ids, rows }: FleetRows): Promise<void> {
  await admin.script(referenceTables({ ids }))
  const bytes = (_: string, value: unknown) =>
    (value as { type?: string } | null)?.type === 'Buffer'
      ? `\\x${Buffer.from((value as { data: number[] }).data).toString('hex')}`
      : value
  for (const name of Object.keys(rows) as RelationName[]) {
    await admin.query(
      `insert into management.${name} select * from json_populate_recordset(null::management.${name}, $1::json)`,
      [JSON.stringify(rows[name], bytes)],
    )
  }
  // Last, because the rows come in the order of the contract.
  await admin.script(referenceKeys())
}
