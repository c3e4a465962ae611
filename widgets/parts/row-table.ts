/** The rows of a list as table and cards: a heading orders them, a row opens its sheet. */
import type { TemplateResult } from 'lit'
import { type Order, resort } from '../base/choices.ts'
import { table, type TableOptions } from './table.ts'

interface Face<View extends { sort: string; order: Order }> {
  t: { caption(sorted: string): string; sort: Readonly<Record<View['sort'], string>> }
  view: View
  change: (next: (view: View) => View) => void
  open: (id: string) => void
}

export function rowTable<View extends { sort: string; order: Order }, Row extends { id: string }>(
  { t, view, change, open }: Face<View>,
  natural: (sort: View['sort']) => Order,
  options: Pick<TableOptions<Row>, 'columns' | 'rows' | 'card' | 'busy'>,
): TemplateResult {
  return table({
    ...options,
    caption: t.caption(t.sort[view.sort as View['sort']]),
    sorted: { by: view.sort, order: view.order },
    onSort: (by) => change((now) => resort(now, by, natural)),
    onRow: ({ id }) => open(id),
  })
}
