/** Everything that one process stands on, in one record: what tests replace. */
import { randomBytes } from 'node:crypto'
import type { Clock } from './base/clock.ts'
import { systemClock } from './base/clock.ts'
import { type Log, logTo } from './base/log.ts'
import type { Config } from './config.ts'
import type { Vendors } from './db/types.ts'
import type { UploadScan } from './files/uploads.ts'
import type { Load } from './gate/load.ts'
import type { Turns } from './gate/turns.ts'
import type { Measures } from './gate/measures.ts'
import { Passwords } from './gate/sign-in/hash.ts'
import type { MailCarrier } from './mail/carrier.ts'
import { smtpCarrier } from './mail/smtp.ts'
import type { SmsCarrier } from './sms/carrier.ts'
import { smsGateway } from './sms/gateway.ts'

export interface Deps {
  config: Config
  vendors: Vendors
  clock: Clock
  log: Log
  /** Cryptographically strong random bytes. */
  random: (size: number) => Uint8Array
  passwords: Passwords
  /** Takes letters away; absent = they wait in the outbox, and are given up. */
  mail?: MailCarrier
  /** Takes text messages away; absent = who asks for one gets a letter. */
  sms?: SmsCarrier
  /** Refuses part of the requests while the process cannot keep up; absent = never. */
  load?: Load
  /** Hears of every request as it is read. */
  turns?: Turns
  /** Counts; absent = nobody asks. */
  measures?: Measures
  /** Looks for harm in files that customers join; absent = only their form is checked. */
  scan?: UploadScan
}

export function productionDeps(config: Config, vendors: Vendors): Deps {
  return {
    config,
    vendors,
    clock: systemClock,
    log: logTo(process.stdout),
    random: randomBytes,
    passwords: new Passwords(),
    ...(config.mail && { mail: smtpCarrier(config.mail) }),
    ...(config.sms.gateway && { sms: smsGateway(config.sms.gateway) }),
  }
}
