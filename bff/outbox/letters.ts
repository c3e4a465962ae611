/** Kind `mail` of the outbox: a letter, at least once, always under the same Message-ID. */
import type { VendorDb } from '../db/types.ts'
import type { Deps } from '../deps.ts'
import { isAddress, Undeliverable } from '../mail/carrier.ts'
import { letterOf } from '../mail/letter.ts'
import type { Kind } from './relay.ts'
import { isStale, openMessage, senderOf, wipe } from './sealed.ts'

export function mailKind(db: Pick<VendorDb, 'outbox' | 'name'>, { mail, log }: Pick<Deps, 'mail' | 'log'>): Kind {
  return {
    async run(task) {
      const message = await openMessage(db.outbox, task)
      const sender = message && (await senderOf(db.outbox, message.payload.portal))
      if (!message || !sender || message.to === null) return wipe(task)
      const { id, template, language, portal } = message.payload
      const about = { vendor: db.name, portal, template, message: id }
      if (isStale(message, task)) {
        log.write('warn', 'mail-too-late', about)
        return wipe(task)
      }
      if (!isAddress(message.to)) {
        log.write('warn', 'mail-undeliverable', { ...about, reason: 'the address on file is none' })
        return wipe(task)
      }
      if (!mail) throw new Error('No mail server is configured: set GUICHET_MAIL_URL and GUICHET_MAIL_FROM')
      try {
        await mail.send({
          id,
          to: message.to,
          fromName: sender.name,
          replyTo: sender.email || undefined,
          language,
          portal,
          ...letterOf(template, message.values as never, language, sender),
        })
      } catch (error) {
        if (!(error instanceof Undeliverable)) throw error
        log.write('warn', 'mail-undeliverable', { ...about, reason: error.message })
        return wipe(task)
      }
      log.write('info', 'mail-sent', about)
      return wipe(task)
    },
    giveUp: wipe,
  }
}
