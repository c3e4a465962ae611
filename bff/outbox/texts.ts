/** Kind `sms` of the outbox: a text message where one is allowed, else a letter, where there is an address. */
import { errorFields } from '../base/log.ts'
import { Problem } from '../base/problem.ts'
import type { VendorDb } from '../db/types.ts'
import type { Deps } from '../deps.ts'
import { loadSecrets } from '../gate/secrets.ts'
import { take } from '../gate/throttle.ts'
import { textMessageOf } from '../mail/letter.ts'
import type { SmsTemplate } from '../mail/message.ts'
import { postAgain } from '../mail/post.ts'
import { type Bucket, refusalOf } from '../sms/allowance.ts'
import { mobileNumber } from '../sms/number.ts'
import type { Ending, Kind, Task } from './relay.ts'
import { isStale, openMessage, type OpenMessage, senderOf, wipe } from './sealed.ts'

type Outbox = Pick<VendorDb, 'outbox' | 'name'>

/** The buckets that the ways in take from, too. */
function bucketOf({ outbox }: Outbox): Bucket {
  return async (what, limit) => {
    const { fingerprint } = await loadSecrets(outbox)
    try {
      await take(outbox, fingerprint(...what), limit)
      return true
    } catch (error) {
      if (error instanceof Problem) return false
      throw error
    }
  }
}

/** Attempts after which a letter is the surer way: a code lives for minutes. */
const enough = 3

/** Spent money or fraud: somebody should look. */
const alarming = new Set(['budget', 'breaker', 'block'])

export function smsKind(db: Outbox, { config, sms, log }: Pick<Deps, 'config' | 'sms' | 'log'>): Kind {
  const bucket = bucketOf(db)

  /** The same words by mail, or nothing. */
  const otherwise =
    (task: Task, message: OpenMessage): Ending =>
    async (trx) => {
      const { payload, elseTo = null, values } = message
      if (elseTo !== null) await postAgain(trx, payload, { to: elseTo, values })
      await wipe(task)(trx)
    }

  return {
    async run(task) {
      const message = await openMessage(db.outbox, task)
      const sender = message && (await senderOf(db.outbox, message.payload.portal))
      if (!message || !sender) return wipe(task)
      const { id, template, language, portal } = message.payload
      const about = { vendor: db.name, portal, template, message: id }
      if (isStale(message, task)) {
        log.write('warn', 'sms-too-late', about)
        return wipe(task)
      }
      if (!sms || message.to === null) return otherwise(task, message)
      const to = mobileNumber(message.to, config.sms.countries)
      // Limits are taken from once: what fails at the gateway and comes again has been counted.
      const refusal =
        to === undefined
          ? 'country'
          : task.attempts === 1 && (await refusalOf(db.outbox, bucket, to, portal, config.sms))
      if (to === undefined || refusal) {
        log.write(alarming.has(String(refusal)) ? 'error' : 'warn', 'sms-refused', { ...about, reason: refusal })
        return otherwise(task, message)
      }
      const text = textMessageOf(template as SmsTemplate, message.values as never, language, sender)
      try {
        await sms.send({ id, to, text, portal })
      } catch (error) {
        if (task.attempts < enough || !message.elseTo) throw error
        log.write('error', 'sms-gateway-down', { ...about, ...errorFields(error) })
        return otherwise(task, message)
      }
      log.write('info', 'sms-sent', about)
      return wipe(task)
    },
    giveUp: wipe,
  }
}
