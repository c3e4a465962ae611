/** The tables of lists that leave as files. */
import type { ColumnType } from 'kysely'
import type { ExportFormat, ExportKind, ExportReason, ExportState } from '../sheet/job.ts'

type GeneratedInstant = ColumnType<string, string | Date | undefined, string | Date>

/** A list that leaves as a file. */
export interface ExportTable {
  id: string
  session_hash: Uint8Array
  customer_id: string
  /** Rights of the session when it asked. */
  rights: string[]
  portal_key: string
  kind: ExportKind
  format: ExportFormat
  language: 'fr' | 'en'
  /** Filters and order, as the list's own endpoint takes them. */
  wish: ColumnType<unknown, string, string>
  state: ExportState
  reason: ExportReason | null
  done_rows: ColumnType<string, number, number>
  total_rows: string
  file_name: string | null
  /** Bytes. */
  size: ColumnType<string | null, number | null, number | null>
  created_at: GeneratedInstant
  expires_at: GeneratedInstant
}

/** A slice of its file, from 0. */
export interface ExportPartTable {
  export_id: string
  n: ColumnType<string, number, number>
  bytes: Uint8Array
}

/** Lists that this account (or code) has asked for as files. */
export interface OwnExportView
  extends Pick<ExportTable, 'id' | 'kind' | 'format' | 'language' | 'state' | 'reason' | 'total_rows' | 'file_name'> {
  done_rows: string
  /** Bytes. */
  size: string | null
  created_at: string
  expires_at: string
}
