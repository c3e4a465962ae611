/** `guichet code …`: portal codes, which sign somebody in without an account. Shown once, when made. */
import { randomBytes } from 'node:crypto'
import { hashPortalCode, makePortalCode } from '../gate/sign-in/portal-code.ts'
import { pageOf } from './account.ts'
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
import { readLife } from './life.ts'
import { printRows } from './table.ts'

const vendor = { kind: 'text', help: 'Name of the vendor in the configuration; needed when there are several' } as const

const create = command({
  name: 'code create',
  about: 'Makes a portal code for a customer, some of its sites or one intervention, and prints it once.',
  words: [],
  options: {
    portal: { kind: 'text', help: 'Key of the portal whose website the link opens', required: true },
    label: { kind: 'text', help: 'Who or what it is for, shown as the name of the session', required: true },
    customer: { kind: 'text', help: 'Id of the customer in the management database', required: true },
    profile: { kind: 'text', help: 'Rights (default user)' },
    sites: { kind: 'text', help: 'Only these sites of the customer, ids with commas (default all)' },
    intervention: { kind: 'text', help: 'Only this intervention' },
    life: { kind: 'text', help: '15m to 1825d (default 365d)' },
    language: { kind: 'text', help: 'fr or en (default fr)' },
    page: { kind: 'text', help: 'Page that carries <guichet-login> (default: the first origin of the portal)' },
  },
  example:
    'guichet code create --portal pk_armoise_demodemodemodemo --label "Agence de Cholet" --customer 42 --sites 7',
  async run(terminal, config, { values }) {
    const seconds = readLife(values.life ?? '365d', { least: 15 * 60, most: 1825 * 86_400, words: '15m to 1825d' })
    const profile = values.profile ?? 'user'
    const language = values.language ?? 'fr'
    if (language !== 'fr' && language !== 'en') throw new Refusal('--language is fr or en.')
    const code = makePortalCode(randomBytes(26))
    const only = sitesOf(values.sites)
    await withAdmin(vendorOfPortal(config(), values.portal), async (admin) => {
      const page = await pageOf(admin, values.portal, values.page)
      await checkProfile(admin, profile)
      await checkCustomer(admin, values.customer, only ?? [])
      const [row] = await admin.query<{ id: string; until: string }>(
        `insert into portal.code (secret_hash, label, language, customer_id, site_ids, intervention_id, profile_id, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(secs => $8::float8)) returning id, expires_at as until`,
        [
          hashPortalCode(code),
          values.label,
          language,
          values.customer,
          only,
          values.intervention ?? null,
          profile,
          seconds,
        ],
      )
      await note(admin, 'code-created', {
        portal: values.portal,
        detail: { customer: values.customer, profile, sites: only },
        ...(row && { code: row.id }),
      })
      terminal.out(`${page}#guichet.code=${encodeURIComponent(code)}\n`)
      terminal.err(`Code ${code}, id ${row?.id}, until ${row?.until}. It is not shown again.\n`)
    })
    return 0
  },
})

const list = command({
  name: 'code list',
  about: 'Lists portal codes, without their secrets.',
  words: [],
  options: { vendor, json: { kind: 'flag', help: 'For programs' } },
  example: 'guichet code list',
  async run(terminal, config, { values }) {
    const rows = await withAdmin(chosenVendor(config(), values.vendor), (admin) =>
      admin.query<{
        id: string
        label: string
        customer: string
        sites: string[] | null
        profile: string
        state: string
      }>(
        `select id, label, customer_id as customer, site_ids as sites, intervention_id as intervention,
           profile_id as profile,
           case when revoked_at is not null then 'revoked' when expires_at <= now() then 'expired' else 'good' end as state,
           expires_at as until, last_used_at as used
         from portal.code order by created_at, id`,
      ),
    )
    printRows(terminal.out, rows, values.json, 'No code yet: guichet code create makes one.')
    return 0
  },
})

const revoke = command({
  name: 'code revoke',
  about: 'Ends a portal code and every session that it opened, at once.',
  words: ['code id'],
  options: { vendor },
  example: 'guichet code revoke 7f6c2f0e-6d0b-4b7e-9a53-0f4f6f1f2a11',
  async run(terminal, config, { values, words: [id = ''] }) {
    await withAdmin(chosenVendor(config(), values.vendor), async (admin) => {
      const [row] = await admin.query<{ id: string; label: string }>(
        'update portal.code set revoked_at = coalesce(revoked_at, now()) where id::text = $1 returning id, label',
        [id],
      )
      if (!row) throw new Refusal(`There is no code with the id "${id}": guichet code list shows them.`)
      await admin.query(
        "update portal.session set ended_at = now(), end_reason = 'revoked' where code_id = $1 and ended_at is null",
        [row.id],
      )
      await note(admin, 'code-revoked', { code: row.id })
      await tellProcesses(admin)
      terminal.out(`Code «${row.label}» opens nothing any more.\n`)
    })
    return 0
  },
})

export const codeCommands = [create, list, revoke]
