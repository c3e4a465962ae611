/** Receipts as the session may see them. */
import type { OwnCommandView } from '../db/tables.ts'
import type { QueryHandle } from '../db/types.ts'
import type { CommandReceipt } from './receipt.ts'

const columns = [
  'id',
  'receipt',
  'function',
  'state',
  'number',
  'subject_id',
  'reason',
  'created_at',
  'delivered_at',
] as const

export type ReceiptRow = Pick<OwnCommandView, (typeof columns)[number]>

export const receiptQuery = (db: QueryHandle) => db.selectFrom('own_command').select(columns)

export function receiptOf(row: ReceiptRow): CommandReceipt {
  return {
    id: row.id,
    receipt: row.receipt,
    function: row.function,
    state: row.state,
    number: row.number,
    subjectId: row.subject_id,
    reason: row.reason,
    createdAt: row.created_at,
    deliveredAt: row.delivered_at,
  }
}
