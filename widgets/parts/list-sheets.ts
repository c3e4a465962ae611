/** The style sheets of the parts that every list draws. */
import { badgeStyles } from './badge.ts'
import { buttonStyles } from './button.ts'
import { chipStyles } from './chip.ts'
import { emptyStyles } from './empty.ts'
import { fieldStyles } from './field.ts'
import { headingStyles } from './heading.ts'
import { iconStyles } from './icon.ts'
import { listStyles } from './list.ts'
import { newsStyles } from './news.ts'
import { noticeStyles } from './notice.ts'
import { pagerStyles } from './pager.ts'
import { pillStyles } from './pill.ts'
import { selectStyles } from './select.ts'
import { sheetStyles } from './sheet.ts'
import { skeletonStyles } from './skeleton.ts'
import { tableStyles } from './table.ts'

export const listSheets = [
  iconStyles,
  headingStyles,
  buttonStyles,
  fieldStyles,
  selectStyles,
  pillStyles,
  newsStyles,
  noticeStyles,
  emptyStyles,
  skeletonStyles,
  badgeStyles,
  chipStyles,
  tableStyles,
  pagerStyles,
  sheetStyles,
  listStyles,
]
