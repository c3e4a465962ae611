/** What the tasks of the ways in stand on. */
import type { Log } from '../../../base/log.ts'
import type { VendorDb } from '../../../db/types.ts'
import type { Kind, Task } from '../../../outbox/relay.ts'
import type { Passwords } from '../hash.ts'
import { leftFor, wiped } from '../../../outbox/later.ts'
import type { Ending } from '../../../outbox/relay.ts'

export interface LaterTools {
  db: Pick<VendorDb, 'name' | 'outbox'>
  log: Log
  /** Cryptographically strong random bytes. */
  random: (size: number) => Uint8Array
  passwords: Passwords
}

/**
 * A task that was left by an endpoint. Whatever it finds or does not find, it is done; given up, it is wiped all the same.
 * @param run `undefined` = nothing to do
 */
export function laterKind<T>({ db }: LaterTools, run: (content: T, task: Task) => Promise<Ending | undefined>): Kind {
  return {
    run: async (task) => wiped(task, await run(await leftFor<T>(db.outbox, task), task)),
    giveUp: (task) => wiped(task),
  }
}
