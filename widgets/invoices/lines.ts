/** The lines of an invoice: columns where there is room, else the figures beneath each label. */
import { html, nothing, type TemplateResult } from 'lit'
import type { InvoiceLine, InvoiceSheet } from '../../bff/api.ts'
import type { Face } from './face.ts'

const second = (text: string) => (text ? html`<span class="second">${text}</span>` : nothing)

/** Unit prices keep up to 4 decimals: a page of print costs 0.0049. */
const priceWords = (price: string, currency: string, { format }: Face) =>
  format.number(price, { style: 'currency', currency, maximumFractionDigits: 4 })

export function lineTable(invoice: InvoiceSheet, face: Face): TemplateResult {
  const { t, amounts } = face
  const head = (label: string, name: string) => html`<th scope="col" class="numeric ${name}">${label}</th>`
  return html`<table class="lines">
    <thead>
      <tr>
        <th scope="col">${t.label}</th>
        ${head(t.quantity, 'apart')} ${amounts ? [head(t.unitPrice, 'apart'), head(t.rate, 'apart'), head(t.amount, '')] : nothing}
      </tr>
    </thead>
    <tbody>
      ${invoice.lines.map((line) => (line.kind === 'line' ? lineRow(line, invoice.currency, face) : textRow(line, invoice.currency, face)))}
    </tbody>
  </table>`
}

function lineRow(line: InvoiceLine, currency: string, face: Face): TemplateResult {
  const { t, format, amounts } = face
  const quantity = line.quantity === null ? '' : format.number(line.quantity)
  const price = amounts && line.unitPrice !== null ? priceWords(line.unitPrice, currency, face) : ''
  // A unit is one word of the vendor's: after “per” it needs no plural.
  const unit = line.unit && (price ? t.per(line.unit) : t.unit(line.unit))
  const rate = line.taxRate === null ? '' : format.percent(line.taxRate)
  const beneath = [
    price ? [`${quantity} × ${price}`, unit].filter(Boolean).join(' ') : [quantity, unit].filter(Boolean).join(' · '),
    amounts && rate && t.tax(rate),
  ]
    .filter(Boolean)
    .join(' · ')
  return html`<tr>
    <td>
      <span class="label">${line.label}</span>
      ${second(line.reference ?? '')}
      <span class="second narrow">${beneath}</span>
    </td>
    <td class="numeric apart">${quantity}${second(price ? '' : (unit ?? ''))}</td>
    ${
      amounts
        ? html`<td class="numeric apart">${price}${second(price && (unit ?? ''))}</td>
            <td class="numeric apart">${rate}</td>
            <td class="numeric">${format.money(line.amountExclTax, currency)}</td>`
        : nothing
    }
  </tr>`
}

/** Titles and comments stand alone; a subtotal has its amount. */
function textRow(
  { kind, label, amountExclTax }: InvoiceLine,
  currency: string,
  { format, amounts }: Face,
): TemplateResult {
  const figure = kind === 'subtotal' && amounts
  return html`<tr class="line-${kind}">
    <td class="label">${label}</td>
    <td class="apart" colspan=${amounts ? 3 : 1}></td>
    ${amounts ? html`<td class="numeric">${figure ? format.money(amountExclTax, currency) : nothing}</td>` : nothing}
  </tr>`
}
