/** Sends the link with which a forgotten password is replaced, where there is an account with an address on file. */
import type { Kind } from '../../../outbox/relay.ts'
import { journal } from '../../journal.ts'
import type { Asked } from '../ask.ts'
import { limits } from '../limits.ts'
import { postResetLink } from '../links.ts'
import { findPerson } from '../person.ts'
import { mayPost } from './budget.ts'
import { laterKind, type LaterTools } from './tools.ts'

interface Content extends Asked {
  login: string
  path: string
}

export function passwordResetKind(tools: LaterTools): Kind {
  return laterKind<Content>(tools, async ({ login, origin, path, portal, network, request }) => {
    const person = await findPerson(tools.db.outbox, login)
    if (!person || person.email === null) return undefined
    const { account } = person
    return async (trx) => {
      const allowed = await mayPost(trx, ['links', account], limits.links)
      if (allowed) await postResetLink(trx, person, { portal, page: origin + path, random: tools.random })
      const event = allowed ? 'password-reset-sent' : 'message-withheld'
      await journal(trx, { event, portal, network, request, account })
    }
  })
}
