/** Sends the link that confirms a new e-mail address to that address, unless somebody else signs in by it. */
import type { Kind } from '../../../outbox/relay.ts'
import { journal } from '../../journal.ts'
import type { Asked } from '../ask.ts'
import { addressTaken, postEmailLink } from '../email-link.ts'
import { limits } from '../limits.ts'
import { personOf } from '../person.ts'
import { mayPost } from './budget.ts'
import { laterKind, type LaterTools } from './tools.ts'

interface Content extends Asked {
  account: string
  /** As a login: lower case. */
  email: string
  path: string
}

export function emailChangeKind(tools: LaterTools): Kind {
  const db = tools.db.outbox
  return laterKind<Content>(tools, async ({ account, email, portal, origin, path, network, request }, task) => {
    const person = await personOf(db, account)
    if (!person || person.email?.toLowerCase() === email) return undefined
    const entry = { portal, network, request, account }
    const taken = await addressTaken(db, account, email)
    return async (trx) => {
      const allowed = !taken && (await mayPost(trx, ['email', account], limits.links))
      if (allowed)
        await postEmailLink(trx, person, { task: task.id, email, portal, origin, path, random: tools.random })
      const event = allowed ? 'email-change-sent' : 'message-withheld'
      await journal(trx, { ...entry, event, ...(taken && { detail: { reason: 'address-taken' } }) })
    }
  })
}
