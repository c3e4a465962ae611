/** Exports as the session may see them. */
import type { OwnExportView } from '../db/tables-exports.ts'
import type { QueryHandle } from '../db/types.ts'
import type { ExportJob } from './job.ts'

const columns = [
  'id',
  'kind',
  'format',
  'state',
  'reason',
  'done_rows',
  'total_rows',
  'file_name',
  'size',
  'created_at',
  'expires_at',
] as const

export const jobQuery = (db: QueryHandle) => db.selectFrom('own_export').select(columns)

export function jobOf(row: Pick<OwnExportView, (typeof columns)[number]>): ExportJob {
  return {
    id: row.id,
    kind: row.kind,
    format: row.format,
    state: row.state,
    reason: row.reason,
    rows: Number(row.done_rows),
    total: Number(row.total_rows),
    fileName: row.file_name,
    size: row.size === null ? null : Number(row.size),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }
}
