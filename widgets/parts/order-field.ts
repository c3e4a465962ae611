/** On a phone the order of rows has no headings to stand in: a field says and changes it. */
import type { TemplateResult } from 'lit'
import type { Order } from '../base/choices.ts'
import { selectField } from './select.ts'

export function orderField<Sort extends string>(
  { label, words }: { label: string; words: Readonly<Record<`${Sort} ${Order}`, string>> },
  sorts: readonly Sort[],
  { sort, order }: { sort: Sort; order: Order },
  onChange: (chosen: { sort: Sort; order: Order }) => void,
): TemplateResult {
  const options = sorts
    .flatMap((each) => (['desc', 'asc'] as const).map((way) => `${each} ${way}` as const))
    .map((value) => ({ value, label: words[value] }))
  return selectField({
    id: 'sort',
    label,
    labelHidden: true,
    value: `${sort} ${order}`,
    options,
    className: 'sort-field',
    part: 'sort-field',
    onChange: (value) => {
      const [chosen, way] = value.split(' ') as [Sort, Order]
      onChange({ sort: chosen, order: way })
    },
  })
}
