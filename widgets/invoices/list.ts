/** The rows: columns of the table, drawing of the card, and what stands around them. */
import { html, nothing, type TemplateResult } from 'lit'
import type { InvoiceRow } from '../../bff/api.ts'
import { daysSince } from '../base/periods.ts'
import { button } from '../parts/button.ts'
import { orderField } from '../parts/order-field.ts'
import { iconDownload } from '../parts/icons-rows.ts'
import { type Column, table } from '../parts/table.ts'
import type { Face } from './face.ts'
import { naturalOrder, sorts } from './model.ts'
import { stateBadge } from './states.ts'

const second = (text: string | null | undefined) => (text ? html`<span class="second">${text}</span>` : nothing)

/** Where it comes from: the customer's own reference, the site. */
const origin = ({ reference, site }: InvoiceRow) => second([reference, site?.name].filter(Boolean).join(' · '))

function opener(row: InvoiceRow, { open }: Face, className = ''): TemplateResult {
  return html`<button
    type="button"
    class="opener ${className}"
    part="opener"
    data-id=${row.id}
    aria-haspopup="dialog"
    @click=${() => open(row.id)}
  >${row.number}</button>`
}

function pdfButton(row: InvoiceRow, { t, download, downloading }: Face): TemplateResult {
  return button({
    label: t.pdf,
    name: t.pdfOf(row.number),
    icon: iconDownload,
    iconOnly: true,
    kind: 'quiet',
    busy: downloading(row.id),
    part: 'pdf',
    onClick: () => download(row),
  })
}

function due(row: InvoiceRow, { t, format, today }: Face): TemplateResult {
  const late = row.state === 'overdue' && row.dueOn !== null
  return html`${format.date(row.dueOn, 'short')}${
    late ? html`<span class="second late">${t.lateBy(daysSince(row.dueOn ?? '', today))}</span>` : nothing
  }`
}

/** What is paid or cancelled has nothing left: a dash says it better than a zero among figures. */
const owed = ({ state }: InvoiceRow) => state !== 'paid' && state !== 'cancelled'

const remaining = (row: InvoiceRow, { format }: Face) => format.money(row.remaining, row.currency)

function columns(face: Face): Column<InvoiceRow>[] {
  const { t, format, amounts, pdf } = face
  const all: (Column<InvoiceRow> | false)[] = [
    {
      label: t.number,
      sort: 'number',
      heads: true,
      cell: (row) => html`${opener(row, face)}${second(row.kind === 'credit_note' ? t.kind.credit_note : null)}`,
    },
    {
      label: t.subject,
      shape: 'wide',
      cell: (row) => html`${row.title}${origin(row)}`,
    },
    { label: t.issued, sort: 'issued', shape: 'numeric', cell: (row) => format.date(row.issuedOn, 'short') },
    { label: t.due, sort: 'due', shape: 'numeric', cell: (row) => due(row, face) },
    { label: t.stateHead, cell: (row) => stateBadge(row, t) },
    amounts && {
      label: t.total,
      sort: 'total',
      shape: 'numeric',
      cell: (row) => format.money(row.totalInclTax, row.currency),
    },
    amounts && {
      label: t.remaining,
      sort: 'remaining',
      shape: 'numeric',
      cell: (row) => (owed(row) ? html`<strong>${remaining(row, face)}</strong>` : html`<span class="muted">–</span>`),
    },
    pdf && { label: t.actions, labelHidden: true, shape: 'numeric', cell: (row) => pdfButton(row, face) },
  ]
  return all.filter((column) => column !== false)
}

function card(row: InvoiceRow, face: Face): TemplateResult {
  const { t, format, amounts, pdf, today } = face
  const late = row.state === 'overdue' && row.dueOn !== null
  const dates = [`${t.issued}\u00a0${format.date(row.issuedOn, 'short')}`]
  if (row.dueOn && owed(row)) dates.push(`${t.due}\u00a0${format.date(row.dueOn, 'short')}`)
  return html`<div class="row-card">
    <div class="card-top">${opener(row, face, 'stretched')}${stateBadge(row, t)}</div>
    <p class="card-subject">${row.title ?? (row.kind === 'credit_note' ? t.kind.credit_note : nothing)}</p>
    <p class="second">${dates.join(' · ')}</p>
    ${late ? html`<p class="second late">${t.lateBy(daysSince(row.dueOn ?? '', today))}</p>` : nothing}
    ${origin(row)}
    <div class="card-end">
      ${
        amounts
          ? html`<p class="card-amount">
              <strong>${format.money(row.totalInclTax, row.currency)}</strong>
              ${
                row.state === 'partly_paid' || (late && row.remaining !== row.totalInclTax)
                  ? html`<span class="second">${t.remaining} ${remaining(row, face)}</span>`
                  : nothing
              }
            </p>`
          : nothing
      }
      ${pdf ? pdfButton(row, face) : nothing}
    </div>
  </div>`
}

export function sortField(face: Face): TemplateResult {
  const shown = sorts.filter((sort) => face.amounts || (sort !== 'total' && sort !== 'remaining'))
  return orderField(face, shown)
}

export function list(rows: readonly InvoiceRow[], busy: boolean, face: Face): TemplateResult {
  return table(face, naturalOrder, {
    columns: columns(face),
    rows,
    card: (row) => card(row, face),
    busy,
  })
}
