/** On a phone the order of rows has no headings to stand in: a field says and changes it. */
import type { TemplateResult } from 'lit'
import type { Order } from '../base/choices.ts'
import { selectField } from './select.ts'

interface Face<Sort extends string, View> {
  t: { sortBy: string; sortOrder: Readonly<Record<`${Sort} ${Order}`, string>> }
  view: View
  change: (next: (view: View) => View) => void
}

export function orderField<Sort extends string, View extends { sort: Sort; order: Order }>(
  { t, view, change }: Face<Sort, View>,
  sorts: readonly Sort[],
): TemplateResult {
  const options = sorts
    .flatMap((each) => (['desc', 'asc'] as const).map((way) => `${each} ${way}` as const))
    .map((value) => ({ value, label: t.sortOrder[value] }))
  return selectField({
    id: 'sort',
    label: t.sortBy,
    labelHidden: true,
    value: `${view.sort} ${view.order}`,
    options,
    className: 'sort-field',
    part: 'sort-field',
    onChange: (value) => {
      const [sort, order] = value.split(' ') as [Sort, Order]
      change((now) => ({ ...now, sort, order }))
    },
  })
}
