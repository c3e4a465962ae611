/**
 * Lists on their way to becoming files. Asked for with `POST /invoices/exports`, `/orders/exports`,
 * `/interventions/exports` or `/equipment/exports`; made one after the other per person; kept for 24 hours. A session
 * sees its own ones, for the customer on screen, asked for with no more sight than it has now.
 */
import type { ExportFormat, ExportJob, ExportKind, ExportReason, ExportState, NewExport } from '../../sheet/job.ts'

export type { ExportFormat, ExportJob, ExportKind, ExportReason, ExportState, NewExport }

export interface Exports {
  /** The newest first, unless asked otherwise. */
  'GET /exports': {
    query: { kind?: ExportKind; state?: ExportState[]; order?: 'asc' | 'desc'; after?: string; limit?: number }
    reply: { rows: ExportJob[]; next: string | null }
  }
  /** How far it is. Ask about once a second while it is `waiting` or `running`. */
  'GET /exports/:id': { params: { id: string }; reply: ExportJob }
  /** Stops it, or gives up its file. Twice is no more than once. */
  'DELETE /exports/:id': { params: { id: string }; reply: ExportJob }
  /** A one-use address (60 s) from which the browser downloads the file. 404 while it is not `done`. */
  'POST /exports/:id/ticket': {
    params: { id: string }
    reply: { url: string; fileName: string; expiresAt: string }
  }
}
