/** What was sent to the vendor from this counter, and what became of it. Instants are ISO strings. */
import type { FunctionName } from '../../management/functions.ts'
import type { CommandReceipt, CommandState } from '../../outbox/receipt.ts'

export interface CommandRow extends CommandReceipt {
  /** Name of who sent it. */
  author: string | null
  siteId: string | null
  interventionId: string | null
  /** Beginning of what was written, one line of at most 120 characters; of an order, the customer's own reference. */
  title: string | null
}

export interface Commands {
  /** The own commands of the customer on screen, and those of others that the profile shows; the newest first. */
  'GET /commands': {
    query: { function?: FunctionName; state?: CommandState[]; after?: string; limit?: number }
    reply: { rows: CommandRow[]; next: string | null }
  }
  'GET /commands/:id': { params: { id: string }; reply: CommandRow }
}
