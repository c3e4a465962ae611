/** How a state looks: words, icon and tone together. */
import type { TemplateResult } from 'lit'
import type { InvoiceRow, InvoiceState } from '../../bff/api.ts'
import { badge } from '../parts/badge.ts'
import type { Icon } from '../parts/icon.ts'
import { iconDanger, iconSuccess } from '../parts/icons.ts'
import { iconCancelled, iconPartly, iconWaiting } from '../parts/icons-rows.ts'
import type { Tone } from '../parts/notice.ts'
import type { InvoiceStrings } from './strings/fr.ts'

const looks: Record<InvoiceState, [Icon, Tone | 'neutral']> = {
  overdue: [iconDanger, 'danger'],
  open: [iconWaiting, 'info'],
  partly_paid: [iconPartly, 'warning'],
  paid: [iconSuccess, 'success'],
  cancelled: [iconCancelled, 'neutral'],
}

export function stateBadge({ kind, state }: Pick<InvoiceRow, 'kind' | 'state'>, t: InvoiceStrings): TemplateResult {
  return badge((kind === 'invoice' ? t.state : t.creditState)[state], ...looks[state])
}
