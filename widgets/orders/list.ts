/** The rows: columns of the table, drawing of the card, and what stands around them. */
import { html, nothing, type TemplateResult } from 'lit'
import type { OrderRow, OrderTotals, PendingOrder } from '../../bff/api.ts'
import { heading } from '../parts/heading.ts'
import { orderField } from '../parts/order-field.ts'
import { type Column, table } from '../parts/table.ts'
import type { Face } from './face.ts'
import { naturalOrder, openStates, sameStates, sorts } from './model.ts'
import { sentBadge, stateBadge } from './states.ts'

const second = (text: string | null | undefined) => (text ? html`<span class="second">${text}</span>` : nothing)
const dash = html`<span class="muted">–</span>`

function opener(row: OrderRow, { open }: Face, className = ''): TemplateResult {
  return html`<button
    type="button"
    class="opener ${className}"
    part="opener"
    data-id=${row.id}
    aria-haspopup="dialog"
    @click=${() => open(row.id)}
  >${row.number}</button>`
}

function columns(face: Face): Column<OrderRow>[] {
  const { t, format, amounts } = face
  const all: Column<OrderRow>[] = [
    { label: t.number, sort: 'number', heads: true, cell: (row) => opener(row, face) },
    {
      label: t.reference,
      shape: 'wide',
      cell: (row) => html`${row.reference ?? (row.site ? nothing : dash)}${second(row.site?.name)}`,
    },
    { label: t.stateHead, cell: (row) => stateBadge(row.state, t) },
    { label: t.sort.ordered, sort: 'ordered', shape: 'numeric', cell: (row) => format.date(row.orderedOn, 'short') },
    {
      label: t.expected,
      sort: 'expected',
      shape: 'numeric',
      cell: (row) => (coming(row) ? format.date(row.expectedOn, 'short') : dash),
    },
    { label: t.requester, cell: (row) => row.requester ?? dash },
  ]
  if (amounts) all.push({ label: t.total, sort: 'total', shape: 'numeric', cell: (row) => total(row, face) })
  return all
}

const coming = ({ state, expectedOn }: OrderRow) => expectedOn !== null && openStates.includes(state)

const total = ({ inclTax, currency }: OrderRow, { t, format }: Face) =>
  inclTax === null ? html`<span class="second">${t.onRequest}</span>` : format.money(inclTax, currency)

function card(row: OrderRow, face: Face): TemplateResult {
  const { t, format, amounts } = face
  const day = format.date(row.orderedOn)
  return html`<div class="row-card">
    <div class="card-top">${opener(row, face, 'stretched')}${stateBadge(row.state, t)}</div>
    ${row.reference ? html`<p class="card-subject">${t.yours(row.reference)}</p>` : nothing}
    ${second(row.site?.name)}
    <p class="second">${row.requester ? t.orderedBy(day, row.requester) : t.orderedOn(day)}</p>
    ${coming(row) ? html`<p class="second">${t.expectedOn(format.date(row.expectedOn))}</p>` : nothing}
    <div class="card-end">${amounts ? html`<strong class="card-amount numeric">${total(row, face)}</strong>` : nothing}</div>
  </div>`
}

export function sortField(face: Face): TemplateResult {
  const offered = face.amounts ? sorts : sorts.filter((sort) => sort !== 'total')
  return orderField(face, offered)
}

export function list(rows: readonly OrderRow[], busy: boolean, face: Face): TemplateResult {
  return table(face, naturalOrder, {
    columns: columns(face),
    rows,
    card: (row) => card(row, face),
    busy,
  })
}

/** One glance: how many are open, as a filter, and what the whole comes to. */
export function figures(
  { openCount, inclTax, currency }: OrderTotals,
  { t, format, view, change, amounts }: Face,
): TemplateResult {
  const chosen = sameStates(view.states, openStates)
  return html`<div class="figures" part="totals">
    <button
      type="button"
      class="figure"
      part="figure figure-open"
      aria-pressed=${chosen ? 'true' : 'false'}
      @click=${() => change((now) => ({ ...now, states: chosen ? [] : openStates }))}
    >
      <span class="second">${t.openOnes}</span>
      <span class="figure-amount">${format.number(openCount)}</span>
    </button>
    ${
      amounts && inclTax !== null && currency !== null
        ? html`<div class="figure sum" part="figure figure-total">
            <span class="second">${t.total}</span>
            <span class="figure-amount numeric">${format.money(inclTax, currency)}</span>
          </div>`
        : nothing
    }
  </div>`
}

/** What was sent and is not in the list yet: each with its receipt, where it stands, and why it was refused. */
export function pendingOrders(
  pending: readonly PendingOrder[],
  { t, format, level }: Face,
): TemplateResult | typeof nothing {
  if (pending.length === 0) return nothing
  return html`<section class="pending" part="pending" aria-labelledby="pending-title">
    ${heading(level + 1, t.pendingTitle, 'pending-title', 'pending-title')}
    <ul>
      ${pending.map(
        (one) => html`<li class="pending-row" part="pending-row">
          <div class="pending-top">
            <strong class="numeric">${t.receipt(one.receipt)}</strong>
            ${sentBadge(one.state, t)}
          </div>
          ${one.reference ? html`<p>${t.yours(one.reference)}</p>` : nothing}
          <p class="second">${one.reason ?? t.sentHint[one.state]}</p>
          <p class="second">
            ${[
              t.sentOn(format.date(one.createdAt, 'instant')),
              one.requester,
              one.inclTax !== null && one.currency !== null ? t.amount(format.money(one.inclTax, one.currency)) : null,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </li>`,
      )}
    </ul>
  </section>`
}
