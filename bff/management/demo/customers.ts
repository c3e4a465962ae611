/** Customers with their sites, contacts and machines. */
import { termsOf } from './articles/terms.ts'
import { addMonths, dateOf, type Day, instantOf } from './calendar.ts'
import type { Ids } from './ids.ts'
import { archetypes, household, personName, slug } from './names.ts'
import { landline, mobile, siren, siret, vatNumber } from './numbers.ts'
import { estates, streets } from './places.ts'
import { Random } from './random.ts'
import type { DemoRow } from './rows.ts'
import type { DemoVendor } from './vendors.ts'

/** How promptly a customer pays: days after the due date. */
export type Payer = 'prompt' | 'late' | 'bad'

/** A customer before its rows are written: enough to share out documents and machines. */
export interface Sketch {
  /** 1, 2, …: the customer's number at the vendor. */
  n: number
  named: boolean
  name: string
  person: boolean
  siteNames: readonly string[]
  share: number
  /** The same for machines: a household has one or two, however many letters it gets. */
  fleet: number
  payer: Payer
}

export interface CustomerFile {
  sketch: Sketch
  customer: DemoRow<'customer'>
  sites: DemoRow<'site'>[]
  contacts: DemoRow<'contact'>[]
  machines: DemoRow<'equipment'>[]
}

/** Room for sites, contacts and machines of one customer in its block of row numbers. */
const block = 1_000

const householdFleet = 0.3

export function sketches(of: DemoVendor, count: number): Sketch[] {
  const random = new Random(`${of.vendor} customers`)
  const used = new Map<string, number>()
  return Array.from({ length: count }, (_, index) => {
    const named = of.named[index]
    if (named) {
      const { name, sites: siteNames, share, person = false } = named
      return {
        n: index + 1,
        named: true,
        name,
        person,
        siteNames,
        share,
        fleet: person ? householdFleet : share,
        payer: 'prompt',
      }
    }
    const archetype = random.chance(of.persons)
      ? household
      : random.weighted(archetypes.map((one) => [one, one.weight] as const))
    const drawn = archetype.name(random)
    const seen = used.get(drawn) ?? 0
    used.set(drawn, seen + 1)
    const place = random.pick(of.places).city
    // A second customer of the same name is told apart by its town, as in any real file.
    const name =
      seen === 0 ? drawn : archetype.person ? `${drawn} (${place})` : `${drawn} ${place}${seen > 1 ? ` ${seen}` : ''}`
    const siteNames = archetype.places.slice(0, random.int(...archetype.sites))
    const payer = random.weighted<Payer>([
      ['prompt', 70],
      ['late', 25],
      ['bad', 5],
    ])
    return {
      n: index + 1,
      named: false,
      name,
      person: archetype.person ?? false,
      siteNames,
      share: siteNames.length,
      fleet: archetype.person ? householdFleet : siteNames.length,
      payer,
    }
  })
}

/** Shares `total` out in proportion, exactly. */
export function shareOut(shares: readonly number[], total: number): number[] {
  const whole = shares.reduce((sum, share) => sum + share, 0)
  let before = 0
  let given = 0
  return shares.map((share) => {
    before += share
    const until = Math.round((before / whole) * total)
    const part = until - given
    given = until
    return part
  })
}

export function customerFile(of: DemoVendor, ids: Ids, sketch: Sketch, machineCount: number, today: Day): CustomerFile {
  const random = new Random(`${of.vendor} customer ${sketch.n}`)
  const base = sketch.n * block
  const terms = termsOf(of, sketch)
  const id = ids('customer', sketch.n)
  const number = sketch.person ? null : siren(random)
  const home = random.pick(of.places)
  const since = today - random.int(1_100, 4_000)
  const changed_at = instantOf(today - random.int(1, 900), base)
  const domain = `${slug(sketch.name)}.example`

  const customer: DemoRow<'customer'> = {
    id,
    code: `C${String(sketch.n).padStart(5, '0')}`,
    name: sketch.name,
    kind: sketch.person ? 'person' : 'company',
    registration_number: number,
    vat_number: number && vatNumber(number),
    email: sketch.person ? `${slug(sketch.name)}@courriel.example` : `contact@${domain}`,
    phone: sketch.person ? mobile(random) : landline(random),
    payment_terms: sketch.person ? 'Comptant à réception' : '30 jours date de facture',
    billing_site_id: ids('site', base),
    price_list_id: terms.list,
    catalogue: terms.limited ? 'listed' : 'all',
    active: sketch.named || random.chance(0.95),
    changed_at,
  }

  const sites = sketch.siteNames.map((name, index): DemoRow<'site'> => {
    // Most places of a customer are near one another.
    const place = index === 0 || random.chance(0.55) ? home : random.pick(of.places)
    const street = random.chance(0.8)
      ? `${random.int(1, 148)} ${random.pick(streets)}`
      : `${random.pick(estates)}\n${random.int(1, 30)} ${random.pick(streets)}`
    return {
      id: ids('site', base + index),
      customer_id: id,
      name,
      street,
      postal_code: place.postalCode,
      city: place.city,
      country_code: 'FR',
      establishment_number: number && siret(number, index + 1),
      is_billing: index === 0,
      is_delivery: index === 0 || random.chance(0.7),
      active: index < 2 || random.chance(0.95),
      changed_at,
    }
  })

  const roles = sketch.person
    ? ['Occupant']
    : ['Direction', 'Comptabilité', 'Achats', 'Responsable technique', 'Accueil']
  const contacts = roles.slice(0, Math.min(roles.length, sites.length + 1)).map((role, index): DemoRow<'contact'> => {
    const { given, family } = personName(random)
    const name = sketch.person ? sketch.name : `${given} ${family}`
    return {
      id: ids('contact', base + index),
      customer_id: id,
      // The management answers for every site; the others sit at one.
      site_id: index === 0 ? null : (sites[(index - 1) % sites.length]?.id ?? null),
      name,
      role,
      email: sketch.person ? customer.email : `${slug(given)}.${slug(family)}@${domain}`,
      phone: random.chance(0.5) ? mobile(random) : landline(random),
      active: index === 0 || random.chance(0.9),
      changed_at,
    }
  })

  const floors = [
    'Rez-de-chaussée',
    '1er étage',
    'Sous-sol',
    'Local technique',
    'Accueil',
    'Salle de réunion',
    'Chaufferie',
  ]
  const machines = Array.from({ length: Math.min(machineCount, block) }, (_, index): DemoRow<'equipment'> => {
    const installed = addMonths(since, random.int(0, 36))
    return {
      id: ids('equipment', base + index),
      customer_id: id,
      // A few machines have lost their place in the file.
      site_id: random.chance(0.94) ? random.pick(sites).id : null,
      article_id: null,
      family_id: null,
      label: random.pick(of.machines),
      brand: null,
      serial_number: random.chance(0.97)
        ? `${random.pick(['KV', 'SX', 'TR', 'AU', 'BO', 'ZP'])}${random.digits(8)}`
        : null,
      provider_number: `${of.vendor.slice(0, 3).toUpperCase()}-${String(base + index).padStart(7, '0')}`,
      place: random.chance(0.8) ? random.pick(floors) : null,
      state: 'in_service',
      installed_on: random.chance(0.92) ? dateOf(Math.min(installed, today)) : null,
      warranty_until: null,
      service_contract_id: null,
      contract_contact_id: null,
      user_contact_id: null,
      service_contact_id: null,
      changed_at,
    }
  })

  return { sketch, customer, sites, contacts, machines }
}
