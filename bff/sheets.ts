/** The table of every list that leaves as a file. */
import { equipmentSheet } from './features/fleet/export.ts'
import { interventionSheet } from './features/interventions/export.ts'
import { invoiceSheet } from './features/invoices/export.ts'
import { orderSheet } from './features/orders/export.ts'
import type { ExportKind } from './sheet/job.ts'
import type { SheetSource } from './sheet/source.ts'

export const sheets: Readonly<Record<ExportKind, SheetSource>> = {
  invoices: invoiceSheet,
  orders: orderSheet,
  interventions: interventionSheet,
  equipment: equipmentSheet,
}
