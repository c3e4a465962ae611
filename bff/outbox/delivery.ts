/** How commands reach a vendor. One interface; the only implementation yet calls the functions of schema `management`. */
import { type Kysely, sql } from 'kysely'
import type { PortalTables } from '../db/tables.ts'
import type { VendorDb } from '../db/types.ts'
import { refusedState } from '../management/functions.ts'
import type { Kind, Task } from './relay.ts'

export type Outcome =
  | { state: 'delivered'; id: string; number: string | null }
  /** For good, in the vendor's words to the customer. */
  | { state: 'refused'; reason: string }

export interface Delivery {
  /**
   * Hands a stored command over; it may come again, so the receiver goes by its id. Rejects when the vendor cannot take
   * it now.
   */
  deliver(command: string): Promise<Outcome>
}

const longestReason = 500

function outcomeOf(answer: unknown): Outcome {
  const { id, number } = (answer ?? {}) as { id?: unknown; number?: unknown }
  const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
  if (text(id) === '') throw new Error('The management function did not answer {"id", "number"}')
  return { state: 'delivered', id: text(id), number: text(number) || null }
}

/** The command's function in the vendor's own database. */
export function managementDelivery(db: Pick<VendorDb, 'outbox'>): Delivery {
  return {
    async deliver(command) {
      try {
        const { rows } = await sql<{ answer: unknown }>`
          select portal.deliver_command(${command}::uuid) as answer`.execute(db.outbox)
        return outcomeOf(rows[0]?.answer)
      } catch (error) {
        const { code, message } = error as { code?: unknown; message?: unknown }
        if (code !== refusedState) throw error
        return { state: 'refused', reason: String(message).trim().slice(0, longestReason) || '-' }
      }
    },
  }
}

type Settlement =
  | { state: 'delivered'; vendor_id: string; vendor_number: string | null }
  | { state: 'refused'; reason: string }
  | { state: 'failed' }

/** What was given up and gets through after all is delivered: the vendor has it. */
async function settle(trx: Kysely<PortalTables>, task: Task, settlement: Settlement): Promise<void> {
  await trx
    .updateTable('portal.command')
    .set({ ...settlement, attempts: task.attempts, settled_at: sql<string>`clock_timestamp()` })
    .where('id', '=', task.commandId)
    .where('state', 'in', ['received', 'failed'])
    .execute()
}

/** Kind `deliver` of the outbox. */
export function deliverKind(delivery: Delivery): Kind {
  return {
    async run(task) {
      const outcome = await delivery.deliver(task.commandId ?? '')
      const settlement: Settlement =
        outcome.state === 'delivered'
          ? { state: 'delivered', vendor_id: outcome.id, vendor_number: outcome.number }
          : outcome
      return (trx) => settle(trx, task, settlement)
    },
    giveUp: (task) => (trx) => settle(trx, task, { state: 'failed' }),
  }
}
