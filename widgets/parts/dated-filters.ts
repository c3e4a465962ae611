/** The filters of a list with dates: search and period in sight, the others behind the button. */
import { html, nothing, type TemplateResult } from 'lit'
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
  return filterBar<View, Name | 'q' | 'period'>({
    ...options,
    face,
    inSight: ['q', 'period'],
    beside: periodField({ label: t.filterName.period, words: t.period }, view.period, (period) =>
      change((now) => ({ ...now, period })),
    ),
    below: dayFields(t, view, (days) => change((now) => ({ ...now, ...days }))),
  })
}

/** A period in force, for its chip. */
export function periodWords({ period, from, to }: Range, t: PeriodStrings, format: Format): string {
  if (period !== 'custom') return t.period[period]
  const day = (text: string) => format.date(text, 'short')
  if (from && to) return t.between(day(from), day(to))
  return from ? t.since(day(from)) : t.until(day(to))
}

/** The field that stands beside the search of a list with dates. */
function periodField(
  { label, words }: { label: string; words: Readonly<Record<Period, string>> },
  value: Period,
  onChange: (period: Period) => void,
): TemplateResult {
  return selectField({
    id: 'period',
    label,
    labelHidden: true,
    value,
    options: periods.map((each) => ({ value: each, label: words[each] })),
    className: 'bar-period',
    part: 'period',
    onChange: (chosen) => onChange(chosen as Period),
  })
}

/** The two days of a period of one's own; nothing for any other. */
function dayFields(
  { from, to }: { from: string; to: string },
  range: Range,
  onChange: (change: Partial<Pick<Range, 'from' | 'to'>>) => void,
): TemplateResult | typeof nothing {
  if (range.period !== 'custom') return nothing
  const day = (id: 'from' | 'to', label: string) =>
    textField({
      id,
      label,
      type: 'date',
      value: range[id],
      min: id === 'to' ? range.from || undefined : undefined,
      max: id === 'from' ? range.to || undefined : undefined,
      // A half-typed date has no value: nothing is asked for it.
      onChange: (value) => onChange({ [id]: readDay(value) }),
    })
  return html`<div class="dates">${day('from', from)}${day('to', to)}</div>`
}
