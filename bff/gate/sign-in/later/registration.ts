/** Looks whether somebody's two numbers were right, and asks a contact on file, or the vendor, to confirm. */
import { sql } from 'kysely'
import { postMessage } from '../../../mail/post.ts'
import type { Ending, Kind, Task } from '../../../outbox/relay.ts'
import { journal } from '../../journal.ts'
import type { Asked } from '../ask.ts'
import { confirmLinkMinutes, limits } from '../limits.ts'
import { makeLinkToken } from '../link-token.ts'
import { linkTo, postResetLink } from '../links.ts'
import { findPerson } from '../person.ts'
import { mayPost } from './budget.ts'
import { laterKind, type LaterTools } from './tools.ts'

interface Content extends Asked {
  customerCode: string
  invoiceNumber: string
  name: string
  /** As a login: lower case. */
  email: string
  language: 'fr' | 'en'
  /** So many today that the vendor decides each. */
  approval: boolean
  path: string
}

interface Match {
  customer: string
  company: string
  site: string | null
  mailbox: string | null
  known: boolean
  near: boolean
}

const pendingDays = 30

/** Who is asked: the person, at an address on file; else the customer's own address; else the vendor. */
function confirmerOf({ known, near, mailbox }: Match, { email, approval }: Content): string | null {
  if (approval) return null
  return known ? email : near ? mailbox : null
}

function ask(tools: LaterTools, content: Content, match: Match, task: Task): Ending {
  const { portal, network, request, origin, path, name, email, language } = content
  return async (trx) => {
    const confirmer = confirmerOf(match, content)
    const { token, hash } = makeLinkToken(tools.random(32))
    const { rows } = await sql`
      insert into portal.registration (task, portal_key, origin, customer_id, site_id, name, email, language, own_mailbox,
        state, token_hash, expires_at)
      values (${task.id}, ${portal}, ${origin}, ${match.customer}, ${match.site}, ${name}, ${email}, ${language},
        ${match.known}, ${confirmer === null ? 'pending' : 'confirming'}, ${confirmer === null ? null : hash},
        now() + make_interval(mins => ${confirmer === null ? pendingDays * 24 * 60 : confirmLinkMinutes}::int))
      on conflict (task) do nothing returning 1 as made`.execute(trx)
    if (rows.length === 0) return
    const { company } = match
    // Whoever waits for the vendor hears nothing yet: a letter would tell a stranger that the two numbers were right.
    if (confirmer === null) {
      tools.log.write('info', 'registration-waiting', { vendor: tools.db.name, portal })
    } else {
      const values = {
        link: linkTo(origin + path, 'registration', token),
        minutes: String(confirmLinkMinutes),
        company,
      }
      await postMessage(trx, {
        channel: 'mail',
        template: 'self-registration',
        to: confirmer,
        language,
        portal,
        values,
      })
    }
    const detail = { customer: match.customer, by: confirmer === null ? 'vendor' : match.known ? 'person' : 'contact' }
    await journal(trx, { event: 'registration-waiting', portal, network, request, detail })
  }
}

export function registrationKind(tools: LaterTools): Kind {
  const db = tools.db.outbox
  return laterKind<Content>(tools, async (content, task) => {
    const { portal, network, request, customerCode, invoiceNumber, email, origin, path } = content
    const { rows } = await sql<Match>`
      select customer, company, site, mailbox, known, near
      from portal.registration_match(${customerCode}, ${invoiceNumber.trim()}, ${email})`.execute(db)
    const [match] = rows
    if (!match) return (trx) => journal(trx, { event: 'registration-unmatched', portal, network, request })
    const person = await findPerson(db, email)
    if (!person) return ask(tools, content, match, task)
    // There is an account already: its own address hears how to get in again, and whoever asked hears nothing.
    return async (trx) => {
      const { account } = person
      const allowed = person.email !== null && (await mayPost(trx, ['links', account], limits.links))
      if (allowed) await postResetLink(trx, person, { portal, page: origin + path, random: tools.random })
      const event = allowed ? 'password-reset-sent' : 'message-withheld'
      await journal(trx, { event, portal, network, request, account })
    }
  })
}
