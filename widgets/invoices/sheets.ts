/** The style sheets of this widget: the parts that it draws, then its own. */
import { badgeStyles } from '../parts/badge.ts'
import { buttonStyles } from '../parts/button.ts'
import { chipStyles } from '../parts/chip.ts'
import { emptyStyles } from '../parts/empty.ts'
import { fieldStyles } from '../parts/field.ts'
import { headingStyles } from '../parts/heading.ts'
import { iconStyles } from '../parts/icon.ts'
import { noticeStyles } from '../parts/notice.ts'
import { pagerStyles } from '../parts/pager.ts'
import { pillStyles } from '../parts/pill.ts'
import { selectStyles } from '../parts/select.ts'
import { sheetStyles } from '../parts/sheet.ts'
import { skeletonStyles } from '../parts/skeleton.ts'
import { tableStyles } from '../parts/table.ts'
import { invoicesStyles } from './guichet-invoices.styles.ts'

export const invoiceSheets = [
  iconStyles,
  headingStyles,
  buttonStyles,
  fieldStyles,
  selectStyles,
  pillStyles,
  noticeStyles,
  emptyStyles,
  skeletonStyles,
  badgeStyles,
  chipStyles,
  tableStyles,
  pagerStyles,
  sheetStyles,
  invoicesStyles,
]
