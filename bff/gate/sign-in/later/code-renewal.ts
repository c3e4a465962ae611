/** Makes the fresh link of an expired portal code and sends it to whom the old one was given. */
import { sql } from 'kysely'
import { postMessage } from '../../../mail/post.ts'
import type { Kind } from '../../../outbox/relay.ts'
import { journal } from '../../journal.ts'
import type { Asked } from '../ask.ts'
import { contactOfCode } from '../code-contact.ts'
import { limits } from '../limits.ts'
import { linkTo } from '../links.ts'
import { hashPortalCode, makePortalCode } from '../portal-code.ts'
import { mayPost } from './budget.ts'
import { laterKind, type LaterTools } from './tools.ts'

interface Content extends Asked {
  /** Hash of the old code, hex. */
  secret: string
  path: string
}

interface Old {
  id: string
  family: string
  days: string
}

export function codeRenewalKind(tools: LaterTools): Kind {
  const db = tools.db.outbox
  return laterKind<Content>(tools, async ({ secret, origin, path, portal, network, request }) => {
    // Revoking one of a family, the old or a renewed one, ends renewal for all.
    const { rows } = await sql<Old>`
      select c.id, c.family, least(365, greatest(1, ceil(extract(epoch from c.expires_at - c.created_at) / 86400)))::int as days
      from portal.code c
      where c.secret_hash = ${Buffer.from(secret, 'hex')} and c.expires_at <= now()
        and not exists (select from portal.code f where f.family = c.family and f.revoked_at is not null)`.execute(db)
    const [old] = rows
    const contact = old && (await contactOfCode(db, old.id))
    if (!old || !contact) return undefined
    const { email, phone } = contact
    if (email === null && phone === null) return undefined
    return async (trx) => {
      const entry = { portal, network, request, code: old.id }
      if (!(await mayPost(trx, ['links', old.family], limits.links))) {
        return journal(trx, { ...entry, event: 'message-withheld' })
      }
      const code = makePortalCode(tools.random(26))
      await sql`
        insert into portal.code (secret_hash, label, language, customer_id, site_ids, intervention_id, profile_id,
          contact_email, contact_phone, second_proof_after_days, family, expires_at)
        select ${hashPortalCode(code)}, label, language, customer_id, site_ids, intervention_id, profile_id, contact_email,
          contact_phone, second_proof_after_days, family, now() + make_interval(days => ${Number(old.days)}::int)
        from portal.code where id = ${old.id}::uuid and revoked_at is null`.execute(trx)
      await postMessage(trx, {
        // Whose number alone is known hears by SMS, within its budget.
        channel: email === null ? 'sms' : 'mail',
        template: 'code-renewed',
        to: email ?? phone,
        language: contact.language,
        portal,
        values: { link: linkTo(origin + path, 'code', code), days: String(old.days) },
      })
      await journal(trx, { ...entry, event: 'code-renewed' })
    }
  })
}
