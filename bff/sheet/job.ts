/** What a person knows of a list that leaves as a file. */

export type ExportKind = 'invoices' | 'orders' | 'interventions' | 'equipment'

/** `xlsx`: Excel 2007 and later, LibreOffice · `xls`: Excel 97–2003 · `csv`: any program, any number of rows. */
export type ExportFormat = 'xlsx' | 'xls' | 'csv'

/**
 * `waiting` for its turn · `running` · `done`: the file is there · `refused`: the session may not have it (any more) ·
 * `failed`: given up after several attempts · `cancelled` by its owner.
 */
export type ExportState = 'waiting' | 'running' | 'done' | 'refused' | 'failed' | 'cancelled'

/** Why it was refused or failed. */
export type ExportReason = 'session-ended' | 'scope-changed' | 'right-missing' | 'too-many-rows' | 'unexpected'

export interface ExportJob {
  id: string
  kind: ExportKind
  format: ExportFormat
  state: ExportState
  reason: ExportReason | null
  /** Rows written so far, and how many the list had when it was asked for. */
  rows: number
  total: number
  /** Once done. */
  fileName: string | null
  /** Bytes. */
  size: number | null
  /** ISO instants. The file is gone after the second. */
  createdAt: string
  expiresAt: string
  /** The key came before with the same wish: this is the first one's export. */
  replayed?: true
}

/** What a list is asked to leave as. `Query`: filters and order of the list itself, without its page. */
export interface NewExport<Query> {
  /** UUID made when the person chose: the same key and wish is the same export. */
  key: string
  format: ExportFormat
  /** Language of the headings and words; the portal's first when absent. */
  language?: 'fr' | 'en'
  query?: Query
}
