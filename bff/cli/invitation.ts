/** `guichet account invite|pending|approve|refuse`: who is let in. The secret goes to the person, never over this screen. */
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { admit, type Registration } from '../gate/sign-in/admit.ts'
import { postInvitation } from '../gate/sign-in/links.ts'
import { personOf } from '../gate/sign-in/person.ts'
import type { AdminDb } from '../db/admin.ts'
import { accountId, pageOf } from './account.ts'
import { command, Refusal } from './command.ts'
import { checkProfile, chosenVendor, note, vendorOfPortal, withAdmin } from './database.ts'
import { readLife } from './life.ts'
import { printRows } from './table.ts'

const vendor = { kind: 'text', help: 'Name of the vendor in the configuration; needed when there are several' } as const

/** The page that links of messages open: as the portal says, on its first website, unless told. @throws Refusal */
async function landing(admin: AdminDb, portal: string, page: string | undefined): Promise<string> {
  if (page !== undefined) return pageOf(admin, portal, page)
  const first = await pageOf(admin, portal, undefined)
  const [row] = await admin.query<{ path: string }>('select sign_in_path as path from portal.portal where key = $1', [
    portal,
  ])
  return new URL(row?.path ?? '/', first).href
}

const invite = command({
  name: 'account invite',
  about: 'Sends a person a link, good once, with which he sets the own password. An older invitation ends.',
  words: ['login'],
  options: {
    portal: { kind: 'text', help: 'Key of the portal in whose name it is written', required: true },
    page: { kind: 'text', help: 'Page that carries <guichet-login> (default as the portal says)' },
    life: { kind: 'text', help: '1d to 30d (default 7d)' },
  },
  example: 'guichet account invite dupond --portal pk_armoise_demodemodemodemo',
  async run(terminal, config, { values, words: [login = ''] }) {
    const days = readLife(values.life ?? '7d', { least: 86_400, most: 30 * 86_400, words: '1d to 30d' }) / 86_400
    await withAdmin(vendorOfPortal(config(), values.portal), async (admin) => {
      const page = await landing(admin, values.portal, values.page)
      const account = await accountId(admin, login)
      const person = await personOf(admin.portal, account)
      if (!person) throw new Refusal(`"${login}" is shut out: guichet account disable ${login} --enable first.`)
      if (person.email === null) {
        throw new Refusal(`"${login}" has no e-mail address: guichet account contact ${login} --email … first.`)
      }
      await admin.portal
        .transaction()
        .execute((trx) =>
          postInvitation(trx, person, { portal: values.portal, page, random: randomBytes, days: Math.ceil(days) }),
        )
      await note(admin, 'account-invited', { account, portal: values.portal })
      terminal.out(`An invitation is on its way to ${person.email}.\n`)
    })
    return 0
  },
})

const pending = command({
  name: 'account pending',
  about: 'Lists who has asked for an account and waits for the vendor.',
  words: [],
  options: { vendor, json: { kind: 'flag', help: 'For programs' } },
  example: 'guichet account pending',
  async run(terminal, config, { values }) {
    const rows = await withAdmin(chosenVendor(config(), values.vendor), (admin) =>
      admin.query<{
        id: string
        name: string
        email: string
        customer: string
        company: string | null
        asked: string
        until: string
      }>(
        `select r.id, r.name, r.email, r.customer_id as customer, c.name as company, r.portal_key as portal,
           r.created_at as asked, r.expires_at as until
         from portal.registration r
         left join lateral portal.customer_cards(array[r.customer_id]) c on true
         where r.state = 'pending' and r.expires_at > now() order by r.created_at, r.id`,
      ),
    )
    printRows(terminal.out, rows, values.json, 'Nobody waits.')
    return 0
  },
})

/** @throws Refusal */
async function waiting(admin: AdminDb, id: string): Promise<Registration> {
  const { rows } = await sql<Registration>`select * from portal.registration
    where id::text = ${id} and state = 'pending' and expires_at > now()`.execute(admin.portal)
  const [row] = rows
  if (!row) throw new Refusal(`Nobody waits under "${id}": guichet account pending shows who does.`)
  return row
}

const approve = command({
  name: 'account approve',
  about: 'Makes the account that somebody has asked for, and sends the invitation.',
  words: ['registration id'],
  options: {
    vendor,
    profile: { kind: 'text', help: 'Profile of the account (default as the portal says for registrations)' },
    page: { kind: 'text', help: 'Page that carries <guichet-login> (default as the portal says)' },
  },
  example: 'guichet account approve 7f6c2f0e-6d0b-4b7e-9a53-0f4f6f1f2a11 --profile buyer',
  async run(terminal, config, { values, words: [id = ''] }) {
    await withAdmin(chosenVendor(config(), values.vendor), async (admin) => {
      const row = await waiting(admin, id)
      if (values.profile !== undefined) await checkProfile(admin, values.profile)
      const [portal] = await admin.query<{ profile: string; path: string }>(
        'select registration_profile as profile, sign_in_path as path from portal.portal where key = $1',
        [row.portal_key],
      )
      const page =
        values.page === undefined
          ? row.origin + (portal?.path ?? '/')
          : await pageOf(admin, row.portal_key, values.page)
      const profile = values.profile ?? portal?.profile ?? 'newcomer'
      await admin.portal.transaction().execute(async (trx) => {
        const admission = { from: 'pending', to: 'approved', profile, page, random: randomBytes } as const
        if (!(await admit(trx, row, admission))) throw new Refusal(`There is an account "${row.email}" already.`)
      })
      await note(admin, 'registration-approved', {
        portal: row.portal_key,
        detail: { customer: row.customer_id, profile },
      })
      terminal.out(`Account ${row.email}; an invitation is on its way.\n`)
    })
    return 0
  },
})

const refuse = command({
  name: 'account refuse',
  about: 'Refuses the account that somebody has asked for. Nobody is told.',
  words: ['registration id'],
  options: { vendor },
  example: 'guichet account refuse 7f6c2f0e-6d0b-4b7e-9a53-0f4f6f1f2a11',
  async run(terminal, config, { values, words: [id = ''] }) {
    await withAdmin(chosenVendor(config(), values.vendor), async (admin) => {
      const row = await waiting(admin, id)
      await admin.query("update portal.registration set state = 'refused', settled_at = now() where id = $1", [row.id])
      await note(admin, 'registration-refused', { portal: row.portal_key, detail: { customer: row.customer_id } })
    })
    terminal.out('Refused.\n')
    return 0
  },
})

export const invitationCommands = [invite, pending, approve, refuse]
