/** `guichet account …`: the people who sign in with a login. A password is never set here, only a link to set one. */
import { randomBytes } from 'node:crypto'
import { loginOf, longestLogin } from '../base/login.ts'
import { makeLinkToken } from '../gate/sign-in/link-token.ts'
import type { AdminDb } from '../db/admin.ts'
import {
  checkCustomer,
  checkProfile,
  chosenVendor,
  note,
  sitesOf,
  tellProcesses,
  vendorOfPortal,
  withAdmin,
} from './database.ts'
import { command, Refusal } from './command.ts'
import { readEmail, readPhone } from './contact.ts'
import { readLife } from './life.ts'
import { readOrigin } from './portal.ts'
import { printRows } from './table.ts'

const vendor = { kind: 'text', help: 'Name of the vendor in the configuration; needed when there are several' } as const
const sites = { kind: 'text', help: 'Only these sites of the customer, ids with commas (default all)' } as const

/** @throws Refusal */
export async function accountId(admin: AdminDb, login: string): Promise<string> {
  const [row] = await admin.query<{ id: string }>('select id from portal.account where login = $1', [
    loginOf(login) ?? null,
  ])
  if (!row) throw new Refusal(`There is no account "${login}": guichet account list shows them.`)
  return row.id
}

async function reach(admin: AdminDb, account: string, customer: string, profile: string, only: string[] | null) {
  await checkProfile(admin, profile)
  await checkCustomer(admin, customer, only ?? [])
  await admin.query(
    `insert into portal.account_customer (account_id, customer_id, profile_id, site_ids) values ($1, $2, $3, $4)
     on conflict (account_id, customer_id) do update set profile_id = excluded.profile_id, site_ids = excluded.site_ids`,
    [account, customer, profile, only],
  )
}

const create = command({
  name: 'account create',
  about: 'Makes an account that reaches one customer; then invite the person.',
  words: ['login'],
  options: {
    vendor,
    name: { kind: 'text', help: "The person's name", required: true },
    customer: { kind: 'text', help: 'Id of the customer in the management database', required: true },
    profile: { kind: 'text', help: 'supervisor, user, buyer, technical or accounting', required: true },
    email: { kind: 'text', help: 'E-mail address' },
    phone: { kind: 'text', help: 'Mobile number for one-time codes, e.g. "06 39 98 01 00"' },
    sites,
    language: { kind: 'text', help: 'fr or en (default fr)' },
  },
  example: 'guichet account create dupond --name "Claire Dupond" --customer 42 --profile buyer',
  async run(terminal, config, { values, words: [typed = ''] }) {
    const login = loginOf(typed)
    if (login === undefined) throw new Refusal(`A login has 1 to ${longestLogin} characters, none of them invisible.`)
    const language = values.language ?? 'fr'
    if (language !== 'fr' && language !== 'en') throw new Refusal('--language is fr or en.')
    await withAdmin(chosenVendor(config(), values.vendor), async (admin) => {
      await checkProfile(admin, values.profile)
      await checkCustomer(admin, values.customer, sitesOf(values.sites) ?? [])
      const [row] = await admin.query<{ id: string }>(
        `insert into portal.account (login, name, email, phone, language) values ($1, $2, $3, $4, $5)
         on conflict (login) do nothing returning id`,
        [login, values.name, readEmail(values.email), readPhone(values.phone), language],
      )
      if (!row) throw new Refusal(`The login "${login}" is taken.`)
      await reach(admin, row.id, values.customer, values.profile, sitesOf(values.sites))
      await note(admin, 'account-created', {
        account: row.id,
        detail: { customer: values.customer, profile: values.profile },
      })
    })
    terminal.out(`Account ${login}. No password yet: guichet account invite ${login} --portal <key>\n`)
    return 0
  },
})

const profile = command({
  name: 'account profile',
  about: 'Gives an account another profile at one of its customers; it applies at once, also to open sessions.',
  words: ['login'],
  options: {
    vendor,
    customer: { kind: 'text', help: 'Id of the customer', required: true },
    profile: { kind: 'text', help: 'supervisor, user, buyer, technical or accounting', required: true },
  },
  example: 'guichet account profile dupond --customer 42 --profile supervisor',
  async run(terminal, config, { values, words: [login = ''] }) {
    await withAdmin(chosenVendor(config(), values.vendor), async (admin) => {
      const account = await accountId(admin, login)
      await checkProfile(admin, values.profile)
      const rows = await admin.query(
        'update portal.account_customer set profile_id = $3 where account_id = $1 and customer_id = $2 returning 1',
        [account, values.customer, values.profile],
      )
      if (rows.length === 0) throw new Refusal(`"${login}" does not reach customer ${values.customer}.`)
      await note(admin, 'account-profile', { account, detail: { customer: values.customer, profile: values.profile } })
      await tellProcesses(admin)
    })
    terminal.out(`${login} is ${values.profile} at customer ${values.customer}.\n`)
    return 0
  },
})

const customers = command({
  name: 'account customers',
  about: 'Shows, adds and removes the customers that an account reaches.',
  words: ['login'],
  options: {
    vendor,
    add: { kind: 'text', help: 'Id of a customer to add (with --profile)' },
    remove: { kind: 'text', help: 'Id of a customer to remove' },
    profile: { kind: 'text', help: 'Profile at the added customer' },
    sites,
    json: { kind: 'flag', help: 'For programs' },
  },
  example: 'guichet account customers berger --add 43 --profile supervisor',
  async run(terminal, config, { values, words: [login = ''] }) {
    await withAdmin(chosenVendor(config(), values.vendor), async (admin) => {
      const account = await accountId(admin, login)
      if (values.add !== undefined) {
        if (values.profile === undefined) throw new Refusal('--add needs --profile.')
        await reach(admin, account, values.add, values.profile, sitesOf(values.sites))
      }
      if (values.remove !== undefined) {
        await admin.query('delete from portal.account_customer where account_id = $1 and customer_id = $2', [
          account,
          values.remove,
        ])
      }
      if (values.add !== undefined || values.remove !== undefined) {
        const detail = { added: values.add ?? null, removed: values.remove ?? null }
        await note(admin, 'account-customers', { account, detail })
        await tellProcesses(admin)
      }
      const rows = await admin.query<{ customer: string; profile: string; sites: string[] | null }>(
        `select customer_id as customer, profile_id as profile, site_ids as sites from portal.account_customer
         where account_id = $1 order by customer_id`,
        [account],
      )
      printRows(terminal.out, rows, values.json, `"${login}" reaches no customer and cannot sign in.`)
    })
    return 0
  },
})

const passwordLink = command({
  name: 'account password-link',
  about: 'Prints a link, good once, with which the person sets a password. Older links of the account end.',
  words: ['login'],
  options: {
    portal: { kind: 'text', help: 'Key of the portal whose website the link opens', required: true },
    page: { kind: 'text', help: 'Page that carries <guichet-login> (default: the first origin of the portal)' },
    life: { kind: 'text', help: '15m to 7d (default 24h)' },
  },
  example: 'guichet account password-link dupond --portal pk_armoise_demodemodemodemo --life 2d',
  async run(terminal, config, { values, words: [login = ''] }) {
    const seconds = readLife(values.life ?? '24h', { least: 15 * 60, most: 7 * 86_400, words: '15m to 7d' })
    const { token, hash } = makeLinkToken(randomBytes(32))
    await withAdmin(vendorOfPortal(config(), values.portal), async (admin) => {
      const page = await pageOf(admin, values.portal, values.page)
      const account = await accountId(admin, login)
      await admin.query('delete from portal.password_link where account_id = $1 and used_at is null', [account])
      const [row] = await admin.query<{ until: string }>(
        `insert into portal.password_link (hash, account_id, expires_at)
         values ($1, $2, now() + make_interval(secs => $3::float8)) returning expires_at as until`,
        [hash, account, seconds],
      )
      await note(admin, 'password-link-created', { account, portal: values.portal })
      terminal.out(`${page}#guichet.password=${token}\n`)
      terminal.err(`Good once, until ${row?.until}. Whoever holds it sets the password of ${login}.\n`)
    })
    return 0
  },
})

/** @throws Refusal when the page is not on one of the portal's websites */
export async function pageOf(admin: AdminDb, portal: string, page: string | undefined): Promise<string> {
  const [row] = await admin.query<{ origins: string[] }>('select origins from portal.portal where key = $1', [portal])
  if (!row) throw new Refusal(`There is no portal ${portal}: guichet portal list shows them.`)
  const [first] = row.origins
  if (first === undefined)
    throw new Refusal(`No website may embed ${portal} yet: guichet portal origins ${portal} --add https://…`)
  if (page === undefined) return `${first}/`
  const url = URL.canParse(page) ? new URL(page) : undefined
  if (!url || !row.origins.includes(readOrigin(url.origin))) {
    throw new Refusal(`--page must be on one of the portal's websites: ${row.origins.join(', ')}.`)
  }
  url.hash = ''
  return url.href
}

const contact = command({
  name: 'account contact',
  about: 'Sets the e-mail address and mobile number of an account: where codes, links and notices go.',
  words: ['login'],
  options: {
    vendor,
    email: { kind: 'text', help: 'E-mail address; none removes it' },
    phone: { kind: 'text', help: 'Mobile number; none removes it' },
  },
  example: 'guichet account contact dupond --email c.dupond@customer.example --phone "06 39 98 01 00"',
  async run(terminal, config, { values, words: [login = ''] }) {
    const none = (text: string | undefined) => (text === 'none' ? undefined : text)
    const email = readEmail(none(values.email))
    const phone = readPhone(none(values.phone))
    await withAdmin(chosenVendor(config(), values.vendor), async (admin) => {
      const account = await accountId(admin, login)
      await admin.query(
        `update portal.account set email = case when $2 then $3 else email end, phone = case when $4 then $5 else phone end
         where id = $1`,
        [account, values.email !== undefined, email, values.phone !== undefined, phone],
      )
      await note(admin, 'account-contact', { account })
    })
    terminal.out(`${login}: changed.\n`)
    return 0
  },
})

const disable = command({
  name: 'account disable',
  about: 'Shuts an account out, open sessions included; --enable lets it in again.',
  words: ['login'],
  options: { vendor, enable: { kind: 'flag', help: 'The other way round' } },
  example: 'guichet account disable dupond',
  async run(terminal, config, { values, words: [login = ''] }) {
    await withAdmin(chosenVendor(config(), values.vendor), async (admin) => {
      const account = await accountId(admin, login)
      await admin.query(`update portal.account set disabled_at = ${values.enable ? 'null' : 'now()'} where id = $1`, [
        account,
      ])
      if (!values.enable) {
        await admin.query(
          "update portal.session set ended_at = now(), end_reason = 'revoked' where account_id = $1 and ended_at is null",
          [account],
        )
      }
      await note(admin, values.enable ? 'account-enabled' : 'account-disabled', { account })
      await tellProcesses(admin)
    })
    terminal.out(`${login} ${values.enable ? 'may sign in again' : 'is shut out'}.\n`)
    return 0
  },
})

const list = command({
  name: 'account list',
  about: 'Lists accounts with their customers and profiles.',
  words: [],
  options: { vendor, json: { kind: 'flag', help: 'For programs' } },
  example: 'guichet account list --json',
  async run(terminal, config, { values }) {
    const rows = await withAdmin(chosenVendor(config(), values.vendor), (admin) =>
      admin.query<{
        login: string
        name: string
        email: string | null
        customers: string[]
        password: boolean
        disabled: boolean
      }>(
        `select a.login, a.name, a.email,
           array(select c.customer_id || ' ' || c.profile_id from portal.account_customer c
                 where c.account_id = a.id order by c.customer_id) as customers,
           a.password_hash is not null as password, a.disabled_at is not null as disabled
         from portal.account a order by a.login`,
      ),
    )
    printRows(terminal.out, rows, values.json, 'No account yet: guichet account create makes one.')
    return 0
  },
})

export const accountCommands = [create, contact, profile, customers, passwordLink, disable, list]
