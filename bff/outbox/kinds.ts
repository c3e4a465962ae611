/** What the relay of a vendor can do: one line a kind. */
import type { VendorDb } from '../db/types.ts'
import type { Deps } from '../deps.ts'
import { signInKinds } from '../gate/sign-in/later/kinds.ts'
import { exportKind } from '../sheet/export-kind.ts'
import { sheets } from '../sheets.ts'
import { deliverKind, managementDelivery } from './delivery.ts'
import { mailKind } from './letters.ts'
import type { Kind } from './relay.ts'
import { smsKind } from './texts.ts'

export function kindsOf(
  db: VendorDb,
  deps: Pick<Deps, 'clock' | 'config' | 'log' | 'mail' | 'passwords' | 'random' | 'sms'>,
): Readonly<Record<string, Kind>> {
  return {
    deliver: deliverKind(managementDelivery(db)),
    export: exportKind(db, { sheets, clock: deps.clock }),
    mail: mailKind(db, deps),
    sms: smsKind(db, deps),
    ...signInKinds({ db, log: deps.log, random: deps.random, passwords: deps.passwords }),
  }
}
