/** A chart, its legend, and the same figures as a table. */
import { html, nothing, type TemplateResult } from 'lit'
import type { DashboardMonth } from '../../bff/api.ts'
import { heading } from '../parts/heading.ts'
import type { Face } from './face.ts'
import { firstDay, kindsOf, moneyOf, workOf } from './model.ts'

const monthWords = (face: Face, month: string, style: 'short' | 'long') =>
  new Intl.DateTimeFormat(face.language, {
    month: style,
    year: style === 'long' ? 'numeric' : undefined,
    timeZone: 'UTC',
  }).format(new Date(`${firstDay(month)}T00:00:00Z`))

/** Names of the bars, one a month. */
export const labelsOf = (face: Face, months: readonly DashboardMonth[]): string[] =>
  months.map(({ month }) => monthWords(face, month, 'short'))

interface Panel {
  name: 'money' | 'work'
  title: string
  heads: string[]
  /** Classes of the legend's swatches; none for a single series. */
  legend: string[]
  cells: (month: DashboardMonth) => unknown[]
}

function panel(
  face: Face,
  months: readonly DashboardMonth[],
  failed: boolean,
  { name, title, heads, legend, cells }: Panel,
): TemplateResult {
  const { t, level } = face
  return html`<section class="part chart" part="chart" aria-labelledby="${name}-title">
    ${heading(level + 1, title, `${name}-title`, 'part-title')}
    ${
      legend.length > 1
        ? html`<ul class="legend" aria-hidden="true">${legend.map((kind, at) => html`<li><span class="swatch ${kind}"></span>${heads[at]}</li>`)}</ul>`
        : html`<span class="swatch ${legend[0] ?? ''}" hidden></span>`
    }
    ${
      failed
        ? html`<p class="second">${t.chartFailed}</p>`
        : html`<div class="canvas"><canvas data-chart=${name} role="img" aria-labelledby="${name}-title" aria-describedby="${name}-table"></canvas></div>`
    }
    <details class="as-table" ?open=${failed}>
      <summary>${t.asTable}</summary>
      <table id="${name}-table">
        <caption class="visually-hidden">${title}</caption>
        <thead><tr><th scope="col">${t.month}</th>${heads.map((head) => html`<th scope="col" class="numeric">${head}</th>`)}</tr></thead>
        <tbody>
          ${months.map(
            (month) =>
              html`<tr><th scope="row">${monthWords(face, month.month, 'long')}</th>${cells(month).map((cell) => html`<td class="numeric">${cell}</td>`)}</tr>`,
          )}
        </tbody>
      </table>
    </details>
  </section>`
}

export function chartPanels(face: Face, failed: boolean): TemplateResult | typeof nothing {
  const { t, format, view } = face
  const money = moneyOf(view.months)
  const work = workOf(view.months)
  if (!money && !work) return nothing
  const kinds = work ? kindsOf(work) : []
  return html`${
    money
      ? panel(face, money, failed, {
          name: 'money',
          title: t.invoicedChart,
          heads: [t.amount],
          legend: ['money'],
          cells: ({ invoiced }) => [format.money(invoiced, view.currency)],
        })
      : nothing
  }${
    work && kinds.length > 0
      ? panel(face, work, failed, {
          name: 'work',
          title: t.workChart,
          heads: kinds.map((kind) => t[kind]),
          legend: kinds,
          cells: (month) => kinds.map((kind) => format.number(String(month[kind] ?? 0))),
        })
      : nothing
  }`
}
