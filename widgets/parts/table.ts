/**
 * A table on a desk, cards on a phone (two side by side in between): the same rows, two shapes, chosen by the width of the widget and not of the
 * window. The table keeps its semantics (caption, scoped headers, `aria-sort`); the cards are a list of buttons.
 */
import { css, html, nothing, type TemplateResult } from 'lit'
import type { Order } from '../base/choices.ts'
import { iconSortable, iconSortAscending, iconSortDescending } from './icons-rows.ts'

export interface Column<Row> {
  /** Heading; always there, may be hidden to the eye. */
  label: string
  labelHidden?: boolean
  cell: (row: Row) => unknown
  /** `numeric`: figures and dates, at the end of the cell · `wide`: takes all that the others leave, and wraps. */
  shape?: 'numeric' | 'wide'
  /** The cell that names the row: a row header. */
  heads?: boolean
  /** Name of the sort that pressing the heading asks for; none = not sortable. */
  sort?: string
}

/** What a list draws its rows with. */
export interface TableFace<View extends { sort: string; order: Order }> {
  t: { caption(sorted: string): string; sort: Readonly<Record<View['sort'], string>> }
  view: View
  change: (next: (view: View) => View) => void
  /** Opens the sheet of a row. */
  open: (id: string) => void
}

export interface TableOptions<Row> {
  columns: readonly Column<Row>[]
  /** Each must hold a real button or link that does what a press anywhere on it does. */
  rows: readonly Row[]
  /** Drawing of the row as a card. */
  card: (row: Row) => TemplateResult
  busy?: boolean
}

const direction = { asc: 'ascending', desc: 'descending' } as const

/** @param natural the order in which a column is sorted first; pressed again, it is the other one */
export function table<View extends { sort: string; order: Order }, Row extends { id: string }>(
  { t, view, change, open }: TableFace<View>,
  natural: (sort: View['sort']) => Order,
  { columns, rows, card, busy }: TableOptions<Row>,
): TemplateResult {
  const caption = t.caption(t.sort[view.sort as View['sort']])
  const turn = (sort: View['sort']) =>
    change((now) => {
      const order = now.sort !== sort ? natural(sort) : now.order === 'asc' ? 'desc' : 'asc'
      return { ...now, sort, order }
    })
  const heading = ({ sort, label, labelHidden, shape }: Column<Row>) => {
    const active = view.sort === sort ? view.order : undefined
    return html`<th
      scope="col"
      class=${shape ?? nothing}
      aria-sort=${active ? direction[active] : nothing}
    >
      ${
        sort
          ? html`<button type="button" class="sort" part="sort" @click=${() => turn(sort)}>
              <span>${label}</span>${active ? (active === 'asc' ? iconSortAscending : iconSortDescending) : iconSortable}
            </button>`
          : html`<span class=${labelHidden ? 'visually-hidden' : ''}>${label}</span>`
      }
    </th>`
  }
  const line = (row: Row) => {
    const press = (event: MouseEvent) => {
      // A press on something that acts by itself is its own; a selection of text is no press.
      const own = event.composedPath().find((node) => node instanceof Element && node.matches('a, button, input, tr'))
      if (own === event.currentTarget && !getSelection()?.toString()) open(row.id)
    }
    return html`<tr part="row" class="pressable" @click=${press}>
      ${columns.map(({ heads, shape = nothing, cell }) =>
        heads ? html`<th scope="row" class=${shape}>${cell(row)}</th>` : html`<td class=${shape}>${cell(row)}</td>`,
      )}
    </tr>`
  }
  return html`<div class="listing" part="listing" aria-busy=${busy ? 'true' : nothing}>
    <table class="table" part="table">
      <caption class="visually-hidden">${caption}</caption>
      <thead>
        <tr>
          ${columns.map(heading)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(line)}
      </tbody>
    </table>
    <ul class="cards" part="cards" aria-label=${caption}>
      ${rows.map((row) => html`<li class="card" part="card">${card(row)}</li>`)}
    </ul>
  </div>`
}

export const tableStyles = css`
  .listing {
    /* A page's wide font must not widen the page; the margin keeps focus rings whole. */
    margin-block: -4px;
    margin-inline-start: -4px;
    padding-block: 4px;
    padding-inline-start: 4px;
    overflow-x: auto;
    transition: opacity var(--g-duration) var(--g-easing);
  }
  .listing[aria-busy] {
    opacity: 0.55;
  }
  .table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  :where(.table :is(th, td)) {
    padding: calc(var(--g-space) * 2.5) calc(var(--g-space) * 2);
    border-block-end: 1px solid var(--g-line);
    font-weight: 400;
    text-align: start;
    vertical-align: middle;
    white-space: nowrap;
  }
  thead .numeric {
    white-space: normal;
  }
  .wide {
    inline-size: 100%;
    white-space: normal;
  }
  .table thead th {
    padding-block: 0;
    border-block-end-color: var(--g-line-strong);
    color: var(--g-muted);
    font-size: var(--g-small);
    font-weight: var(--g-medium);
  }
  .table thead th[aria-sort] {
    color: var(--g-text);
  }
  .pressable {
    cursor: pointer;
  }
  .pressable:hover {
    background: color-mix(in oklab, var(--g-link) 5%, transparent);
  }
  .sort {
    display: inline-flex;
    align-items: center;
    gap: var(--g-space);
    min-block-size: var(--g-control);
    padding: 0 calc(var(--g-space) * 2);
    margin-inline: calc(var(--g-space) * -2);
    border: 0;
    border-radius: var(--g-radius);
    background: none;
    text-align: inherit;
    cursor: pointer;
  }
  .sort:hover {
    color: var(--g-text);
  }
  .sort > .icon {
    inline-size: 1.1em;
    block-size: 1.1em;
  }
  th:not([aria-sort]) > .sort > .icon {
    opacity: 0.6;
  }
  .cards {
    display: none;
    gap: calc(var(--g-space) * 3);
  }
  .card {
    border: 1px solid var(--g-line);
    border-radius: var(--g-radius-large);
    background: var(--g-surface);
    overflow: clip;
    overflow-clip-margin: 4px;
  }
  /* Where there is room, a heading takes one line. */
  @container guichet (inline-size >= 72em) {
    thead .numeric {
      white-space: nowrap;
    }
  }
  @container guichet (inline-size < 64em) {
    .table {
      display: none;
    }
    .cards {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(20em, 100%), 1fr));
    }
  }
`
