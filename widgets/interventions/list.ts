/** The rows: columns of the table, drawing of the card, and what stands around them. */
import { html, nothing, type TemplateResult } from 'lit'
import type { InterventionRow } from '../../bff/api.ts'
import { orderField } from '../parts/order-field.ts'
import { type Column, table } from '../parts/table.ts'
import type { Face } from './face.ts'
import { iconUrgent } from './state-icons.ts'
import { naturalOrder, sorts } from './model.ts'
import { stateBadge } from './states.ts'
import { dayWords, natureOf } from './words.ts'

const second = (text: string | null | undefined) => (text ? html`<span class="second">${text}</span>` : nothing)

/** What it is about beside its title: the machine, else its nature, and the place. */
const about = (row: InterventionRow) =>
  second([row.equipment?.label ?? natureOf(row), row.site?.name].filter(Boolean).join(' · '))

const urgency = ({ urgent }: InterventionRow, { t }: Face) =>
  urgent ? html`<span class="urgent" role="img" aria-label=${t.urgent}>${iconUrgent}</span>` : nothing

function opener(row: InterventionRow, { open }: Face, className = ''): TemplateResult {
  return html`<button
    type="button"
    class="opener ${className}"
    part="opener"
    data-id=${row.id}
    aria-haspopup="dialog"
    @click=${() => open(row.id)}
  >${row.number}</button>`
}

function columns(face: Face): Column<InterventionRow>[] {
  const { t } = face
  return [
    { label: t.number, sort: 'number', heads: true, cell: (row) => opener(row, face) },
    {
      label: t.detail,
      shape: 'wide',
      cell: (row) => html`${urgency(row, face)}${row.title}${about(row)}`,
    },
    { label: t.requester, cell: (row) => row.requester ?? html`<span class="muted">–</span>` },
    { label: t.requested, sort: 'requested', shape: 'numeric', cell: (row) => dayWords(row.requestedAt, face) },
    {
      label: t.planned,
      sort: 'planned',
      shape: 'numeric',
      cell: (row) => (row.plannedAt === null ? html`<span class="muted">–</span>` : dayWords(row.plannedAt, face)),
    },
    { label: t.stateHead, cell: (row) => stateBadge(row.state, t) },
  ]
}

function card(row: InterventionRow, face: Face): TemplateResult {
  const { t } = face
  const day = dayWords(row.requestedAt, face)
  return html`<div class="row-card">
    <div class="card-top">${opener(row, face, 'stretched')}${stateBadge(row.state, t)}</div>
    <p class="card-subject">${urgency(row, face)}${row.title}</p>
    ${about(row)}
    <p class="second">${row.requester ? t.askedBy(day, row.requester) : t.askedOn(day)}</p>
    <div class="card-end">
      ${row.plannedAt === null ? nothing : html`<p class="card-visit">${t.visitOn(t.moment(row.plannedAt))}</p>`}
    </div>
  </div>`
}

export function sortField(face: Face): TemplateResult {
  return orderField(face, sorts)
}

export function list(rows: readonly InterventionRow[], busy: boolean, face: Face): TemplateResult {
  return table(face, naturalOrder, {
    columns: columns(face),
    rows,
    card: (row) => card(row, face),
    busy,
  })
}
