/** The filters of a list with dates: search and period in sight, the others behind the button. */
import { html, type TemplateResult } from 'lit'
import { type Period, periods, type Range, readDay } from '../base/periods.ts'
import type { Format } from '../base/widget.ts'
import { textField } from './field.ts'
import { filterBar, type FilterBarOptions, type FilterFace } from './filter-bar.ts'
import { selectField } from './select.ts'

/** Words of a period. */
export interface PeriodStrings {
  period: Readonly<Record<Period, string>>
  from: string
  to: string
  between(from: string, to: string): string
  since(from: string): string
  until(to: string): string
}

type Options<View, Name extends string> = Omit<
  FilterBarOptions<View, Name | 'q' | 'period'>,
  'face' | 'beside' | 'below' | 'inSight'
>

export function datedFilters<View extends Range & { q: string }, Name extends string>(
  face: FilterFace<View, Name | 'q' | 'period', PeriodStrings>,
  options: Options<View, Name>,
): TemplateResult {
  const { t, view, change } = face
  const day = (id: 'from' | 'to') =>
    textField({
      id,
      label: t[id],
      type: 'date',
      value: view[id],
      min: id === 'to' ? view.from || undefined : undefined,
      max: id === 'from' ? view.to || undefined : undefined,
      // A half-typed date has no value: nothing is asked for it.
      onChange: (value) => change((now) => ({ ...now, [id]: readDay(value) })),
    })
  return filterBar<View, Name | 'q' | 'period'>({
    ...options,
    face,
    inSight: ['q', 'period'],
    beside: selectField({
      id: 'period',
      label: t.filterName.period,
      labelHidden: true,
      value: view.period,
      options: periods.map((each) => ({ value: each, label: t.period[each] })),
      className: 'bar-period',
      part: 'period',
      onChange: (chosen) => change((now) => ({ ...now, period: chosen as Period })),
    }),
    below: view.period === 'custom' ? html`<div class="dates">${day('from')}${day('to')}</div>` : undefined,
  })
}

/** A period in force, for its chip. */
export function periodWords({ period, from, to }: Range, t: PeriodStrings, format: Format): string {
  if (period !== 'custom') return t.period[period]
  const day = (text: string) => format.date(text, 'short')
  if (from && to) return t.between(day(from), day(to))
  return from ? t.since(day(from)) : t.until(day(to))
}
