/** What a customer holds of something that he sent to the vendor. */
import type { FunctionName } from '../management/functions.ts'

/**
 * `received`: stored here, on its way · `delivered`: the vendor's database has it · `refused`: the vendor's database
 * said no, with a reason · `failed`: given up after days; the vendor has been told.
 */
export type CommandState = 'received' | 'delivered' | 'refused' | 'failed'

export interface CommandReceipt {
  id: string
  /** Short number for the customer, e.g. `R7K3-F92Q`. */
  receipt: string
  function: FunctionName
  state: CommandState
  /** The vendor's own number and row, once delivered. */
  number: string | null
  subjectId: string | null
  /** Why it was refused, in the vendor's words. */
  reason: string | null
  /** ISO instants. */
  createdAt: string
  deliveredAt: string | null
  /** The key came before with the same content: this is the first one's receipt, and nothing was sent again. */
  replayed?: true
}
