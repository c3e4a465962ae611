/** `guichet portal …`: the counters of a vendor. */
import { randomBytes } from 'node:crypto'
import { readDays } from './contact.ts'
import { checkProfile, chosenVendor, note, tellProcesses, vendorOfPortal, withAdmin } from './database.ts'
import { command, Refusal } from './command.ts'
import { printRows } from './table.ts'

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

export function makePortalKey(vendor: string, bytes: Uint8Array = randomBytes(16)): string {
  return `pk_${vendor}_${[...bytes].map((byte) => alphabet[byte & 31]).join('')}`
}

/** An origin exactly as browsers send it. @throws Refusal */
export function readOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const local = url?.hostname === 'localhost' || url?.hostname === '127.0.0.1'
  if (!url || !(url.protocol === 'https:' || (url.protocol === 'http:' && local))) {
    throw new Refusal(`"${text}" is no origin: write scheme and host, e.g. https://www.example.com.`)
  }
  if (url.origin !== text.replace(/\/$/, '').toLowerCase()) {
    throw new Refusal(`"${text}" is more than an origin: write ${url.origin}.`)
  }
  return url.origin
}

/** What a counter can show. Where the management database lacks what one needs, it is off by itself. */
const allFeatures = ['invoices', 'fleet', 'interventions', 'requests', 'catalogue', 'orders', 'dashboard']

/** Ways in. Whoever wants people to register themselves says so. */
const allWays = ['password', 'code', 'one-time-code', 'registration']
const usualWays = ['password', 'code', 'one-time-code']

/** @throws Refusal */
function readPath(text: string): string {
  const url = URL.canParse(text, 'https://www.example.com') ? new URL(text, 'https://www.example.com') : undefined
  if (!text.startsWith('/') || url?.origin !== 'https://www.example.com' || url.hash) {
    throw new Refusal(`--page is the path of a page, e.g. /espace-client; "${text}" is not.`)
  }
  return url.pathname + url.search
}

const choices = (text: string | undefined, known: readonly string[], fallback: readonly string[], option: string) => {
  const given = text?.split(',').map((one) => one.trim()) ?? [...fallback]
  const wrong = given.find((one) => !known.includes(one))
  if (wrong !== undefined) throw new Refusal(`--${option} knows ${known.join(', ')}; "${wrong}" is not one of them.`)
  return given
}

const create = command({
  name: 'portal create',
  about: 'Makes a counter for websites of these origins and prints its snippet.',
  words: [],
  options: {
    vendor: { kind: 'text', help: 'Name of the vendor in the configuration; needed when there are several' },
    name: { kind: 'text', help: 'Trade name as customers know it', required: true },
    origin: { kind: 'list', help: 'Website that may embed it, e.g. https://www.example.com' },
    languages: { kind: 'text', help: 'fr,en or one of them; the first is the default (default fr,en)' },
    features: { kind: 'text', help: `Features that are on, with commas (default all: ${allFeatures.join(',')})` },
    'sign-in': { kind: 'text', help: `Ways in, of ${allWays.join(',')} (default ${usualWays.join(',')})` },
    page: { kind: 'text', help: 'Path of the page that carries <guichet-login>, for links in messages (default /)' },
    logo: { kind: 'text', help: 'Address of a logo' },
    accent: { kind: 'text', help: 'Colour, e.g. #0b6e4f' },
    phone: { kind: 'text', help: 'Telephone for customers' },
    email: { kind: 'text', help: 'E-mail for customers' },
    website: { kind: 'text', help: 'Address of the website' },
  },
  example: 'guichet portal create --name "Armoise Bureautique" --origin https://www.armoise.example',
  async run(terminal, config, { values }) {
    const vendor = chosenVendor(config(), values.vendor)
    const origins = values.origin.map(readOrigin)
    const { logo, accent, phone, email, website } = values
    const branding = Object.fromEntries(
      Object.entries({ logo, accent, phone, email, website }).filter(([, value]) => value !== undefined),
    )
    const key = makePortalKey(vendor.name)
    await withAdmin(vendor, async (admin) => {
      await admin.query(
        `insert into portal.portal (key, name, origins, languages, features, branding, sign_in, sign_in_path)
         values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8)`,
        [
          key,
          values.name,
          origins,
          choices(values.languages, ['fr', 'en'], ['fr', 'en'], 'languages'),
          choices(values.features, allFeatures, allFeatures, 'features'),
          JSON.stringify(branding),
          choices(values['sign-in'], allWays, usualWays, 'sign-in'),
          readPath(values.page ?? '/'),
        ],
      )
      await note(admin, 'portal-created', { portal: key, detail: { origins } })
    })
    terminal.out(`Portal ${key}\n\nPaste into the website:\n\n`)
    terminal.out(`<script type="module" src="${config().publicUrl}/${key}/guichet.js"></script>\n`)
    terminal.out('<guichet-login></guichet-login>\n<guichet-invoices></guichet-invoices>\n')
    if (origins.length === 0)
      terminal.out(`\nNo website may embed it yet: guichet portal origins ${key} --add https://…\n`)
    return 0
  },
})

const origins = command({
  name: 'portal origins',
  about: 'Shows, adds and removes the websites that may embed a counter.',
  words: ['portal key'],
  options: {
    add: { kind: 'list', help: 'Origin to add, e.g. https://www.example.com' },
    remove: { kind: 'list', help: 'Origin to remove' },
  },
  example: 'guichet portal origins pk_armoise_demodemodemodemo --add https://intranet.armoise.example',
  async run(terminal, config, { values, words: [key = ''] }) {
    const added = values.add.map(readOrigin)
    await withAdmin(vendorOfPortal(config(), key), async (admin) => {
      const [row] = await admin.query<{ origins: string[] }>('select origins from portal.portal where key = $1', [key])
      if (!row) throw new Refusal(`There is no portal ${key}: guichet portal list shows them.`)
      const missing = values.remove.find((origin) => !row.origins.includes(origin))
      if (missing !== undefined) throw new Refusal(`${missing} is not among the origins: ${row.origins.join(', ')}.`)
      const next = [...new Set([...row.origins, ...added])].filter((origin) => !values.remove.includes(origin))
      if (added.length + values.remove.length > 0) {
        await admin.query('update portal.portal set origins = $2, updated_at = now() where key = $1', [key, next])
        await note(admin, 'portal-origins', { portal: key, detail: { origins: next } })
      }
      terminal.out(next.map((origin) => `${origin}\n`).join('') || 'No website may embed this portal.\n')
    })
    return 0
  },
})

interface WaysRow {
  sign_in: string[]
  sign_in_path: string
  second_proof_after_days: string | null
  registration_profile: string
  order_step_up: string | null
}

/** A decimal of at most two digits; null = never; undefined = not said. @throws Refusal */
function readAmount(text: string | undefined): string | null | undefined {
  if (text === undefined) return undefined
  if (text === 'never') return null
  if (!/^\d{1,12}(\.\d{1,2})?$/.test(text))
    throw new Refusal('--order-step-up is an amount such as 5000 or 99.50, or never.')
  return text
}

const ways = command({
  name: 'portal sign-in',
  about: 'Shows and sets the ways in of a counter, and what belongs to them.',
  words: ['portal key'],
  options: {
    set: { kind: 'text', help: `Ways in, of ${allWays.join(',')}` },
    page: { kind: 'text', help: 'Path of the page that carries <guichet-login>: links in messages open it' },
    'second-proof-after': { kind: 'text', help: 'Days after which a portal code asks for a second proof, or never' },
    'registration-profile': { kind: 'text', help: 'Profile of who registers himself' },
    'order-step-up': {
      kind: 'text',
      help: 'Amount excluding tax from which an order asks once more who it is, or never',
    },
  },
  example: 'guichet portal sign-in pk_armoise_demodemodemodemo --set password,one-time-code --second-proof-after 30',
  async run(terminal, config, { values, words: [key = ''] }) {
    const after = values['second-proof-after']
    const days = after === 'never' ? null : readDays(after, 'second-proof-after')
    const profile = values['registration-profile']
    const limit = readAmount(values['order-step-up'])
    const set = values.set === undefined ? null : choices(values.set, allWays, [], 'set')
    const path = values.page === undefined ? null : readPath(values.page)
    await withAdmin(vendorOfPortal(config(), key), async (admin) => {
      if (profile !== undefined) await checkProfile(admin, profile)
      const [row] = await admin.query<WaysRow>(
        `update portal.portal set sign_in = coalesce($2, sign_in), sign_in_path = coalesce($3, sign_in_path),
           second_proof_after_days = case when $4 then $5::int else second_proof_after_days end,
           registration_profile = coalesce($6, registration_profile),
           order_step_up = case when $7 then $8::numeric else order_step_up end, updated_at = now()
         where key = $1 returning sign_in, sign_in_path, second_proof_after_days, registration_profile, order_step_up`,
        [key, set, path, after !== undefined, days, profile ?? null, limit !== undefined, limit ?? null],
      )
      if (!row) throw new Refusal(`There is no portal ${key}: guichet portal list shows them.`)
      if (set || path !== null || after !== undefined || profile !== undefined || limit !== undefined) {
        await note(admin, 'portal-sign-in', { portal: key, detail: { ...row } })
      }
      terminal.out(
        `Ways in: ${row.sign_in.join(', ') || 'none'}\nPage of links in messages: ${row.sign_in_path}\n` +
          `Second proof of portal codes: ${row.second_proof_after_days === null ? 'never' : `after ${row.second_proof_after_days} days`}\n` +
          `Profile of who registers: ${row.registration_profile}\n` +
          `Orders that ask who it is: ${row.order_step_up === null ? 'none' : `from ${row.order_step_up} excluding tax`}\n`,
      )
    })
    return 0
  },
})

const list = command({
  name: 'portal list',
  about: 'Lists the counters of a vendor, or of all.',
  words: [],
  options: {
    vendor: { kind: 'text', help: 'Only this vendor' },
    json: { kind: 'flag', help: 'For programs' },
  },
  example: 'guichet portal list --json',
  async run(terminal, config, { values }) {
    const vendors = values.vendor === undefined ? config().vendors : [chosenVendor(config(), values.vendor)]
    const rows = []
    for (const vendor of vendors) {
      rows.push(
        ...(await withAdmin(vendor, (admin) =>
          admin.query<{ key: string; name: string; origins: string[]; features: string[]; enabled: boolean }>(
            'select key, name, origins, features, enabled from portal.portal order by name, key',
          ),
        )),
      )
    }
    printRows(terminal.out, rows, values.json, 'No portal yet: guichet portal create makes one.')
    return 0
  },
})

const switching = (enable: boolean) =>
  command({
    name: enable ? 'portal enable' : 'portal disable',
    about: enable
      ? 'Opens a counter again that was switched off.'
      : 'Switches a counter off at once, everybody signed in there included; what was sent is still delivered.',
    words: ['portal key'],
    options: {},
    example: `guichet portal ${enable ? 'enable' : 'disable'} pk_armoise_demodemodemodemo`,
    async run(terminal, config, { words: [key = ''] }) {
      await withAdmin(vendorOfPortal(config(), key), async (admin) => {
        const rows = await admin.query(
          'update portal.portal set enabled = $2, updated_at = now() where key = $1 returning 1',
          [key, enable],
        )
        if (rows.length === 0) throw new Refusal(`There is no portal ${key}: guichet portal list shows them.`)
        await note(admin, enable ? 'portal-enabled' : 'portal-disabled', { portal: key })
        await tellProcesses(admin)
      })
      terminal.out(`Portal ${key} is ${enable ? 'open' : 'off'}.\n`)
      return 0
    },
  })

export const portalCommands = [create, origins, ways, list, switching(false), switching(true)]
