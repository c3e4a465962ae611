/** What the counter has written to people, read from its outbox: the relay of a test does everything but carry it away. */
import { randomBytes } from 'node:crypto'
import type { Log } from '../../bff/base/log.ts'
import type { VendorDb } from '../../bff/db/types.ts'
import { signInKinds } from '../../bff/gate/sign-in/later/kinds.ts'
import type { Channel, Template } from '../../bff/mail/message.ts'
import type { Content, MessagePayload } from '../../bff/mail/post.ts'
import { sealingKey, unseal } from '../../bff/mail/seal.ts'
import { type Kind, Relay } from '../../bff/outbox/relay.ts'
import { quickPasswords } from './db-demo.ts'

export interface Letter {
  channel: Channel
  template: Template
  to: string | null
  elseTo: string | null
  language: 'fr' | 'en'
  portal: string
  values: Readonly<Record<string, string>>
}

export interface Letters {
  /** Does what waits. @returns the messages that this brought, in order; those to nobody are left out */
  read(): Promise<Letter[]>
}

export function lettersOf(db: VendorDb, log: Log): Letters {
  let news: Letter[] = []
  const carry = (channel: Channel): Kind => ({
    async run({ payload }) {
      const { id, kid, box, template, language, portal } = payload as unknown as MessagePayload
      const content = unseal(await sealingKey(db.outbox, kid), id, { kid, box }) as Content
      const { to, elseTo = null, values } = content
      return async () => {
        if (to !== null)
          news.push({ channel, template, to, elseTo, language, portal, values: { ...values } as Letter['values'] })
      }
    },
    giveUp: () => async () => {},
  })
  const kinds = {
    ...signInKinds({ db, log, random: randomBytes, passwords: quickPasswords }),
    mail: carry('mail'),
    sms: carry('sms'),
  }
  const relay = new Relay(db, { log, kinds })
  return {
    async read() {
      await relay.drain()
      const read = news
      news = []
      return read
    },
  }
}

/** The secret in a link of a letter: what stands behind `#guichet.<word>=`. */
export function secretIn(letter: Letter | undefined): string {
  const [, secret = ''] = /#guichet\.[a-z]+=(.+)$/.exec(letter?.values.link ?? '') ?? []
  return decodeURIComponent(secret)
}
