/**
 * The sheet of an invoice, fetched when one is opened: what is left to pay first, then the facts, the lines, the money and the
 * links.
 */
import { html, nothing, type TemplateResult } from 'lit'
import type { InvoiceSheet } from '../../bff/api.ts'
import { button } from '../parts/button.ts'
import { heading } from '../parts/heading.ts'
import { iconDocument, iconDownload, iconOpen } from '../parts/icons-rows.ts'
import type { Face } from './face.ts'
import { lineTable } from './lines.ts'
import { daysSince } from '../base/periods.ts'
import { moneyTable, moves } from './settlement.ts'
import { stateBadge } from './states.ts'

export { detailStyles } from './detail.styles.ts'

/** `pdfProblem`: the notice that the PDF did not come. */
export function detail(invoice: InvoiceSheet, face: Face, pdfProblem: unknown): TemplateResult {
  const { t, amounts } = face
  return html`<div class="detail">
    ${headline(invoice, face)} ${download(invoice, face, pdfProblem)} ${facts(invoice, face)}
    <section aria-labelledby="detail-lines" part="sheet-lines">
      ${heading(face.level + 2, t.lines, 'detail-lines', 'part-title')}
      ${lineTable(invoice, face)} ${amounts ? moneyTable(invoice, face) : html`<p class="second">${t.amountsHidden}</p>`}
    </section>
    ${moves(invoice, face)} ${links(invoice, face)}
  </div>`
}

function headline(invoice: InvoiceSheet, { t, format, amounts, today }: Face): TemplateResult {
  const { state, kind, currency, dueOn } = invoice
  const settled = state === 'paid' || state === 'cancelled'
  const label = settled ? t.total : kind === 'credit_note' ? t.available : t.remaining
  // “Left to use” says whose it is; a minus would say it twice.
  const amount = settled ? invoice.totalInclTax : (invoice.remaining?.replace(/^-/, '') ?? null)
  const when =
    settled || dueOn === null || kind === 'credit_note'
      ? nothing
      : state === 'overdue'
        ? html`<p class="late">${t.due} ${format.date(dueOn)} · ${t.lateBy(daysSince(dueOn, today))}</p>`
        : html`<p class="muted">${t.dueOn(format.date(dueOn))}</p>`
  return html`<div class="headline" part="sheet-headline">
    <div>
      ${
        amounts
          ? html`<p class="second">${label}</p>
              <p class="figure-amount">${format.money(amount, currency)}</p>`
          : nothing
      }
      ${when}
    </div>
    ${stateBadge(invoice, t)}
  </div>`
}

function download(invoice: InvoiceSheet, face: Face, problem: unknown): TemplateResult | typeof nothing {
  const { t } = face
  if (invoice.pdf === null) return nothing
  return html`<div class="download">
    ${button({
      label: t.pdf,
      icon: iconDownload,
      kind: 'primary',
      busy: face.downloading(invoice.id),
      part: 'pdf',
      onClick: () => face.download(invoice),
    })}
    ${invoice.pdf === 'copy' ? html`<p class="second">${t.pdfCopy}</p>` : nothing}
    ${problem}
  </div>`
}

function facts(invoice: InvoiceSheet, { t, format }: Face): TemplateResult {
  const { billing } = invoice
  const town = [billing?.postalCode, billing?.city].filter(Boolean).join(' ')
  const address = billing && [billing.name, billing.street, town].filter(Boolean).join('\n')
  const pairs: [string, string | null | undefined][] = [
    [t.issued, format.date(invoice.issuedOn, 'long')],
    [t.customerReference, invoice.reference],
    [t.site, invoice.site?.name],
    [t.billing, address],
    [t.paymentTerms, invoice.kind === 'invoice' ? invoice.paymentTerms : null],
  ]
  return html`<dl class="facts" part="sheet-facts">
    ${pairs.map(([name, value]) => (value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : nothing))}
  </dl>`
}

function links(invoice: InvoiceSheet, { t, format, open, level }: Face): TemplateResult | typeof nothing {
  const { original, creditNotes } = invoice
  const linked = original ? [{ ...original, totalInclTax: null }] : creditNotes
  if (linked.length === 0) return nothing
  return html`<section aria-labelledby="detail-links" part="sheet-links">
    ${heading(level + 2, original ? t.original : t.creditNotes, 'detail-links', 'part-title')}
    <p class="second">${original ? t.corrects : t.correctedBy(creditNotes.length)}</p>
    <ul class="links">
      ${linked.map(
        ({ id, number, issuedOn, totalInclTax }) => html`<li>
          <button type="button" class="document" part="link" @click=${() => open(id)}>
            ${iconDocument}
            <span class="document-words">${number} <span class="second">${t.issuedOn(format.date(issuedOn))}</span></span>
            ${totalInclTax === null ? nothing : html`<span class="numeric">${format.money(totalInclTax, invoice.currency)}</span>`}
            ${iconOpen}
          </button>
        </li>`,
      )}
    </ul>
  </section>`
}
