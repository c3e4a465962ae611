/** The money of an invoice: totals with VAT per rate, due dates, payments. */
import { html, nothing, type TemplateResult } from 'lit'
import type { InvoiceSheet } from '../../bff/api.ts'
import { badge } from '../parts/badge.ts'
import { heading } from '../parts/heading.ts'
import { iconDanger, iconSuccess } from '../parts/icons.ts'
import { iconWaiting } from '../parts/icons-rows.ts'
import type { Face } from './face.ts'
import { daysSince } from '../base/periods.ts'

export function moneyTable(invoice: InvoiceSheet, { t, format }: Face): TemplateResult {
  const money = (amount: string | null) => format.money(amount, invoice.currency)
  const row = (label: unknown, amount: string, name = '') =>
    html`<div class=${name}><dt>${label}</dt><dd class="numeric">${amount}</dd></div>`
  const owes = invoice.kind === 'invoice' && invoice.state !== 'paid' && invoice.state !== 'cancelled'
  return html`<dl class="money" part="sheet-totals">
    ${row(t.totalExclTax, money(invoice.totalExclTax))}
    ${invoice.taxes.map(({ rate, label, base, amount }) =>
      row(
        html`${label ?? (rate === null ? t.noTax : t.tax(format.percent(rate)))}
          <span class="second">${t.onBase(money(base))}</span>`,
        money(amount),
      ),
    )}
    ${row(t.total, money(invoice.totalInclTax), 'sum')} ${owes ? row(t.remaining, money(invoice.remaining), 'due') : nothing}
  </dl>`
}

export function moves(invoice: InvoiceSheet, face: Face): TemplateResult {
  const { t, level } = face
  return html`<div class="moves">
    ${
      invoice.dues.length > 0
        ? html`<section aria-labelledby="detail-dues" part="sheet-dues">
            ${heading(level + 2, t.dues, 'detail-dues', 'part-title')}
            <ul class="rows">${invoice.dues.map((due) => dueRow(due, invoice, face))}</ul>
          </section>`
        : nothing
    }
    ${
      invoice.kind === 'invoice' || invoice.payments.length > 0
        ? html`<section aria-labelledby="detail-payments" part="sheet-payments">
            ${heading(level + 2, t.payments, 'detail-payments', 'part-title')}
            ${
              invoice.payments.length > 0
                ? html`<ul class="rows">${invoice.payments.map((payment) => paymentRow(payment, invoice, face))}</ul>`
                : html`<p class="second">${t.noPayment}</p>`
            }
          </section>`
        : nothing
    }
  </div>`
}

type Due = InvoiceSheet['dues'][number]
type Payment = InvoiceSheet['payments'][number]

function dueRow({ dueOn, amount, settled }: Due, { currency, state }: InvoiceSheet, face: Face): TemplateResult {
  const { t, format, amounts, today } = face
  const closed = settled || state === 'paid' || state === 'cancelled'
  const mark = closed
    ? badge(t.settled, iconSuccess, 'success')
    : daysSince(dueOn, today) > 0
      ? badge(t.overdueDue, iconDanger, 'danger')
      : badge(t.waiting, iconWaiting, 'info')
  return html`<li>
    <span>${format.date(dueOn)} ${mark}</span>${amounts ? html`<span class="numeric">${format.money(amount, currency)}</span>` : nothing}
  </li>`
}

function paymentRow({ paidOn, amount, method }: Payment, { currency }: InvoiceSheet, face: Face): TemplateResult {
  const { format, amounts } = face
  return html`<li>
    <span>${format.date(paidOn)} ${method ? html`<span class="second">${method}</span>` : nothing}</span>
    ${amounts ? html`<span class="numeric">${format.money(amount, currency)}</span>` : nothing}
  </li>`
}
