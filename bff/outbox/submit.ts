/** How a feature sends a command: stored with its idempotency key and its place in the outbox, in one transaction. */
import type { WriteHandle } from '../db/types.ts'
import type { PortalRecord } from '../base/portal.ts'
import type { Clock } from '../base/clock.ts'
import type { CommandHead, FunctionName, ManagementFunctions } from '../management/functions.ts'
import type { CommandReceipt } from './receipt.ts'

export interface NewCommand<F extends FunctionName> {
  /** UUID made when the form opened: the same key and content is the same command. */
  key: string
  function: F
  /** What it is about, for scope and for order per object. Checked against the session. */
  siteId: string | null
  interventionId: string | null
  payload: Omit<ManagementFunctions[F], keyof CommandHead | 'files'>
  /** Ids of own uploads that it takes along. */
  uploads?: readonly string[]
}

interface Sender {
  db: WriteHandle
  portal: PortalRecord
  clock: Clock
}

/**
 * @returns the receipt; of a key seen before with the same content, the first one
 * @throws Problem `key-reused` when the key came before with another content; `right-missing`
 */
export declare function submitCommand<F extends FunctionName>(
  sender: Sender,
  command: NewCommand<F>,
): Promise<CommandReceipt>
