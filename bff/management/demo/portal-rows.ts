/** The portal's own rows of a demo vendor: portal, accounts, codes. Built from the people, by the names they know. */
import { createHash } from 'node:crypto'
import type { CustomerFile } from './customers.ts'
import { idsOf } from './ids.ts'
import { type DemoLink, demoLinks, demoPassword, demoPeople } from './people.ts'
import { Random } from './random.ts'
import type { DemoVendor } from './vendors.ts'

export interface DemoPortal {
  key: string
  name: string
  origins: string[]
  languages: string[]
  features: string[]
  branding: Record<string, string>
  sign_in: string[]
  /** Page of the demo's websites that carries `<guichet-login>`. */
  sign_in_path: string
}

export interface DemoAccount {
  id: string
  login: string
  email: string
  /** A number that is kept for invented people. */
  phone: string
  name: string
  language: string
  /** Plain: hashed when it is stored. */
  password: string
}

export interface DemoMembership {
  account_id: string
  customer_id: string
  profile_id: string
  site_ids: string[] | null
}

export interface DemoCode {
  id: string
  /** The secret as the holder has it. */
  text: string
  label: string
  contact_email: string
  contact_phone: string
  language: string
  customer_id: string
  site_ids: string[] | null
  profile_id: string
}

export interface PortalRows {
  portals: DemoPortal[]
  accounts: DemoAccount[]
  memberships: DemoMembership[]
  codes: DemoCode[]
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const checkSymbols = `${crockford}*~$=U`

/**
 * The demo's portal code, the same on every machine: `cp_`, 26 characters of Crockford's base32, and his check symbol
 * (the number modulo 37). A real code is drawn by the system's own source of randomness.
 */
export function demoCode(link: Pick<DemoLink, 'vendor' | 'label'>): string {
  const random = new Random(`${link.vendor} code ${link.label}`)
  const body = Array.from({ length: 26 }, () => crockford[random.int(0, 31)]).join('')
  let rest = 0
  for (const char of body) rest = (rest * 32 + crockford.indexOf(char)) % 37
  return `cp_${body}${checkSymbols[rest]}`
}

/** What the database keeps of a code. */
export const codeHash = (text: string): Buffer => createHash('sha256').update(text).digest()

export function portalRows(of: DemoVendor, files: readonly CustomerFile[]): PortalRows {
  const uuid = idsOf(of.vendor, 'uuid')
  const fileOf = (name: string) => {
    const found = files.find((file) => file.customer.name === name)
    if (!found) throw new Error(`the demo has no customer ${name}`)
    return found
  }
  const people = demoPeople.filter((person) => person.vendor === of.vendor)
  const accounts = people.map(
    (person, n): DemoAccount => ({
      id: uuid('account', n + 1),
      login: person.login,
      email: `${person.login}@${of.vendor}-clients.example`,
      phone: `+3363998${String(of.vendor === 'armoise' ? 100 + n : 200 + n).padStart(4, '0')}`,
      name: person.name,
      language: 'fr',
      password: demoPassword,
    }),
  )
  const memberships = people.flatMap((person, n) =>
    person.customers.map(
      (name): DemoMembership => ({
        account_id: uuid('account', n + 1),
        customer_id: fileOf(name).customer.id,
        profile_id: person.profile,
        site_ids: null,
      }),
    ),
  )
  const codes = demoLinks
    .filter((link) => link.vendor === of.vendor)
    .map((link, n): DemoCode => {
      const file = fileOf(link.customer)
      const site = file.sites.find((one) => one.name === link.site)
      if (!site) throw new Error(`the demo has no site ${link.site}`)
      return {
        id: uuid('code', n + 1),
        text: demoCode(link),
        label: link.label,
        contact_email: `accueil-${n + 1}@${of.vendor}-clients.example`,
        contact_phone: `+3363998${of.vendor === 'armoise' ? '0190' : '0290'}`,
        language: 'fr',
        customer_id: file.customer.id,
        site_ids: [site.id],
        profile_id: link.profile,
      }
    })
  const { portal, company } = of
  return {
    portals: [
      {
        key: portal.key,
        name: portal.name,
        origins: portal.origins,
        languages: ['fr', 'en'],
        features: ['invoices', 'fleet', 'interventions', 'requests', 'catalogue', 'orders', 'dashboard'],
        branding: {
          accent: portal.accent,
          phone: company.phone ?? '',
          email: company.email ?? '',
          website: portal.website,
        },
        sign_in: ['password', 'code', 'one-time-code', 'registration'],
        sign_in_path: '/espace-client',
      },
    ],
    accounts,
    memberships,
    codes,
  }
}
