/** How commands reach a vendor. One interface; the only implementation yet calls the functions of schema `management`. */
import { sql } from 'kysely'
import type { VendorDb } from '../db/types.ts'
import { refusedState } from '../management/functions.ts'
import type { Along, Kind, Task } from './relay.ts'

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
function settle(task: Task, settlement: Settlement): Along {
  const { state } = settlement
  const [id, number] = state === 'delivered' ? [settlement.vendor_id, settlement.vendor_number] : [null, null]
  const reason = state === 'refused' ? settlement.reason : null
  return sql`update portal.command
    set state = ${state}, vendor_id = ${id}, vendor_number = ${number}, reason = ${reason},
      attempts = ${task.attempts}::integer, settled_at = clock_timestamp()
    where id = ${task.commandId}::uuid and state in ('received', 'failed')`
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
      return settle(task, settlement)
    },
    giveUp: (task) => async (trx) => {
      await settle(task, { state: 'failed' }).execute(trx)
    },
  }
}
