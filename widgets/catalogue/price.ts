/** What an article costs, and when it can be had: the same words on a tile and on its sheet. */
import { html, nothing, type TemplateResult } from 'lit'
import type { ArticleAvailability, ArticlePrice, ArticleRow } from '../../bff/api.ts'
import { badge } from '../parts/badge.ts'
import { iconPartly, iconWaiting } from '../parts/icons-rows.ts'
import { iconSuccess } from '../parts/icons.ts'
import type { Face } from './face.ts'
import { iconOrdered } from './shop-icons.ts'

/** A price on request leads to the vendor; whoever may not see prices sees none. */
export function price(row: ArticleRow, face: Face): TemplateResult | typeof nothing {
  const { t, about } = face
  if (!about.showsPrices) return nothing
  if (row.price === null) return contact(row, face)
  const { unit, from, best, regular, promotionEndsOn } = row.price
  return html`<div class="price" part="price">
    <p>
      ${from ? html`<span class="price-note">${t.from}</span>` : nothing}
      ${amount(unit, regular, face)}
      <span class="price-note">${row.unit ? t.exclTaxPer(row.unit) : t.exclTax}</span>
    </p>
    ${regular !== null ? promotion(promotionEndsOn, face) : nothing}
    ${best === null ? nothing : html`<p class="second">${betterFrom(best, face)}</p>`}
  </div>`
}

/** The price, and struck beside it what it is without the promotion; both are said, not only drawn. */
export function amount(unit: string, regular: string | null, { t, format, about }: Face): TemplateResult {
  const { currency } = about
  return html`<strong class="price-now">${format.money(unit, currency)}</strong>${
    regular === null
      ? nothing
      : html` <s class="price-note"><span class="visually-hidden">${t.insteadOf} </span>${format.money(regular, currency)}</s>`
  }`
}

export function promotion(endsOn: string | null, { t, format }: Face): TemplateResult {
  return html`<p class="promotion" part="promotion">
    ${endsOn === null ? t.promotion : t.promotionUntil(format.date(endsOn, 'short'))}
  </p>`
}

const betterFrom = ({ unit, fromQuantity }: NonNullable<ArticlePrice['best']>, { t, format, about }: Face) =>
  t.betterFrom(format.money(unit, about.currency), format.number(fromQuantity))

function contact({ code, label }: ArticleRow, { t, email }: Face): TemplateResult {
  if (email === null) return html`<p class="price contact" part="contact"><strong>${t.contactUs}</strong></p>`
  const subject = encodeURIComponent(`${code} ${label}`)
  return html`<p class="price contact" part="contact">
    <a class="link" href="mailto:${email}?subject=${subject}" aria-label=${t.contactUsAbout(label)}>${t.contactUs}</a>
  </p>`
}

/** Words, icon and tone together; nothing where the vendor says nothing. */
export function stock(availability: ArticleAvailability | null, { t, format }: Face): TemplateResult | typeof nothing {
  if (availability === null) return nothing
  const { state, quantity, leadTimeDays, expectedOn } = availability
  const held = quantity === null ? null : format.number(quantity)
  const when =
    leadTimeDays === null || expectedOn === null
      ? nothing
      : html`<span class="second">${t.leadTime(leadTimeDays, format.date(expectedOn, 'short'))}</span>`
  const mark =
    state === 'in_stock'
      ? badge(held === null ? t.inStock : t.inStockOf(held), iconSuccess, 'success')
      : state === 'partly'
        ? badge(held === null ? t.partly : t.partlyOf(held), iconPartly, 'warning')
        : leadTimeDays === null
          ? badge(t.outOfStock, iconWaiting, 'neutral')
          : badge(t.onOrder, iconOrdered, 'info')
  return html`<div class="stock" part="stock">${mark}${when}</div>`
}
