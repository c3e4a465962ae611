/** `guichet code …`: portal codes, which sign somebody in without an account. Shown once, when made. */
import { randomBytes } from 'node:crypto'
import { hashPortalCode, makePortalCode } from '../gate/sign-in/portal-code.ts'
import { Passwords } from '../gate/sign-in/hash.ts'
import { readTypedCode, makeTypedCode, typedCodeRow } from '../gate/sign-in/typed-code.ts'
import type { AdminDb } from '../db/admin.ts'
import { pageOf } from './account.ts'
import { readDays, readEmail, readPhone } from './contact.ts'
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

/** @throws Refusal when there is nothing that the customer could type beside the code */
async function codeOfCustomer(admin: AdminDb, customer: string): Promise<string> {
  const [row] = await admin.query<{ code: string | null }>(
    'select code::text as code from management.customer where id::text = $1',
    [customer],
  )
  if (!row?.code) throw new Refusal(`Customer ${customer} has no code in the management database: make a link instead.`)
  return row.code
}

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
    typed: { kind: 'flag', help: 'A short code to be typed beside the customer number, instead of a link' },
    email: {
      kind: 'text',
      help: "Whom it is given to: fresh links and second proofs go there (default the customer's own)",
    },
    phone: { kind: 'text', help: 'Mobile number for second proofs' },
    'second-proof-after': {
      kind: 'text',
      help: 'Days after which it asks for a second proof (default as the portal says)',
    },
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
    const code = values.typed ? makeTypedCode(randomBytes(12)) : makePortalCode(randomBytes(26))
    const email = readEmail(values.email)
    const phone = readPhone(values.phone)
    const proofAfter = readDays(values['second-proof-after'], 'second-proof-after')
    const only = sitesOf(values.sites)
    await withAdmin(vendorOfPortal(config(), values.portal), async (admin) => {
      const page = await pageOf(admin, values.portal, values.page)
      await checkProfile(admin, profile)
      await checkCustomer(admin, values.customer, only ?? [])
      const customerCode = values.typed ? await codeOfCustomer(admin, values.customer) : null
      const typed =
        customerCode === null ? null : await typedCodeRow(readTypedCode(code) ?? '', customerCode, new Passwords())
      const [row] = await admin.query<{ id: string; until: string }>(
        `insert into portal.code (secret_hash, typed_hash, typed_prefix, customer_code, label, language, customer_id, site_ids,
           intervention_id, profile_id, contact_email, contact_phone, second_proof_after_days, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, now() + make_interval(secs => $14::float8))
         returning id, expires_at as until`,
        [
          typed ? null : hashPortalCode(code),
          typed?.typed_hash ?? null,
          typed?.typed_prefix ?? null,
          typed?.customer_code ?? null,
          values.label,
          language,
          values.customer,
          only,
          values.intervention ?? null,
          profile,
          email,
          phone,
          proofAfter,
          seconds,
        ],
      )
      await note(admin, 'code-created', {
        portal: values.portal,
        detail: { customer: values.customer, profile, sites: only },
        ...(row && { code: row.id }),
      })
      if (typed) terminal.out(`${code}\nCustomer number ${typed.customer_code}\n`)
      else terminal.out(`${page}#guichet.code=${encodeURIComponent(code)}\n`)
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
        form: string
        customer: string
        sites: string[] | null
        profile: string
        state: string
      }>(
        `select id, label, case when typed_hash is null then 'link' else 'typed' end as form,
           customer_id as customer, site_ids as sites, intervention_id as intervention,
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
  about: 'Ends a portal code, whatever it was renewed by, and every session that they opened, at once.',
  words: ['code id'],
  options: { vendor },
  example: 'guichet code revoke 7f6c2f0e-6d0b-4b7e-9a53-0f4f6f1f2a11',
  async run(terminal, config, { values, words: [id = ''] }) {
    await withAdmin(chosenVendor(config(), values.vendor), async (admin) => {
      const [row] = await admin.query<{ id: string; label: string; family: string }>(
        'select id, label, family from portal.code where id::text = $1',
        [id],
      )
      if (!row) throw new Refusal(`There is no code with the id "${id}": guichet code list shows them.`)
      await admin.query('update portal.code set revoked_at = coalesce(revoked_at, now()) where family = $1', [
        row.family,
      ])
      await admin.query(
        `update portal.session set ended_at = now(), end_reason = 'revoked'
         where code_id in (select id from portal.code where family = $1) and ended_at is null`,
        [row.family],
      )
      await note(admin, 'code-revoked', { code: row.id })
      await tellProcesses(admin)
      terminal.out(`Code «${row.label}» opens nothing any more.\n`)
    })
    return 0
  },
})

export const codeCommands = [create, list, revoke]
