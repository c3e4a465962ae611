/** The page of an article, fetched when one is opened: picture and price first, then what it is made of and says of itself. */
import { html, nothing, type TemplateResult } from 'lit'
import type { ArticlePart, ArticleSheet } from '../../bff/api.ts'
import { badge } from '../parts/badge.ts'
import { checkbox } from '../parts/field.ts'
import { heading } from '../parts/heading.ts'
import { iconDocument, iconOpen } from '../parts/icons-rows.ts'
import { notice } from '../parts/notice.ts'
import { buy } from './buy.ts'
import type { Face } from './face.ts'
import { iconPreferred } from './shop-icons.ts'
import { stepAt } from './model.ts'
import { amount, price, promotion, stock } from './price.ts'
import { picture } from './tile.ts'

export { detailStyles } from './detail.styles.ts'

export interface Desk {
  /** Which picture stands large. */
  shown: number
  show: (index: number) => void
  /** What went wrong with the price, in words. */
  problem: string | undefined
  /** What has just been put into the cart. Outside the sheet everything is inert: what is to be heard stands inside. */
  thanks: unknown
}

export function detail(article: ArticleSheet, face: Face, desk: Desk): TemplateResult {
  const { t } = face
  const codes = [article.brand, article.code, article.manufacturerCode && t.manufacturerCode(article.manufacturerCode)]
  return html`<div class="detail">
    <div class="headline" part="sheet-headline">
      ${pictures(article, face, desk)}
      <div class="headline-text">
        <p class="second">${codes.filter(Boolean).join(' · ')}</p>
        ${article.preferred ? badge(t.preferred, iconPreferred, 'info') : nothing}
        ${current(article, face)} ${stock(face.choice.priced?.availability ?? article.availability, face)}
        ${buy(article, face, 'sheet', [...face.choice.options])}
        ${desk.problem ? notice({ tone: 'danger', title: t.priceFailed, text: desk.problem, role: 'alert' }) : nothing}
        ${desk.thanks}
      </div>
    </div>
    ${priceTable(article, face)} ${parts(article, face)} ${about(article, face)} ${documents(article, face)}
    ${alternatives(article, face)}
  </div>`
}

function pictures(article: ArticleSheet, { t }: Face, { shown, show }: Desk): TemplateResult {
  const { images } = article
  const large = images[shown] ?? images[0]
  return html`<figure class="pictures" part="pictures">
    ${
      large
        ? html`<span class="picture large"><img src=${large.url} alt=${large.title ?? article.label} decoding="async" /></span>`
        : picture({ image: null }, 'large')
    }
    ${
      images.length < 2
        ? nothing
        : html`<ul class="thumbs" aria-label=${t.pictures}>
            ${images.map(
              (image, index) => html`<li>
                <button
                  type="button"
                  class="thumb"
                  part="thumb"
                  aria-pressed=${index === shown ? 'true' : 'false'}
                  aria-label=${t.pictureOf(index + 1, images.length, image.title)}
                  @click=${() => show(index)}
                ><img src=${image.url} alt="" loading="lazy" decoding="async" /></button>
              </li>`,
            )}
          </ul>`
    }
  </figure>`
}

/** The price of what is chosen: it moves with the quantity and the options, and is heard when it does. */
function current(article: ArticleSheet, face: Face): TemplateResult | typeof nothing {
  const { t, format, about, choice } = face
  const { priced } = choice
  if (!priced || priced.unit === null || article.price === null) return price(article, face)
  const quantity = choice.exact(article)
  return html`<div class="price" part="price">
    <p>
      ${amount(priced.unit, priced.regular, face)}
      <span class="price-note">${article.unit ? t.exclTaxPer(article.unit) : t.exclTax}</span>
    </p>
    ${priced.regular === null ? nothing : promotion(priced.promotionEndsOn, face)}
    <p class="total" part="total" role="status">
      ${priced.amount === null ? nothing : t.totalFor(format.number(quantity), format.money(priced.amount, about.currency))}
    </p>
  </div>`
}

function priceTable(article: ArticleSheet, face: Face): TemplateResult | typeof nothing {
  const { t, format, about, choice, level } = face
  const { prices } = article
  if (prices.length < 2) return nothing
  const { index, more } = stepAt(prices, choice.exact(article))
  const money = (unit: string | null) => (unit === null ? t.contactUs : format.money(unit, about.currency))
  return html`<section aria-labelledby="detail-prices" part="sheet-prices">
    ${heading(level + 2, t.prices, 'detail-prices', 'part-title')}
    <table class="steps" part="price-table">
      <thead>
        <tr><th scope="col">${t.fromQuantity}</th><th scope="col">${t.unitPrice}</th></tr>
      </thead>
      <tbody>
        ${prices.map(
          (step, at) => html`<tr class=${at === index ? 'reached' : ''} aria-current=${at === index ? 'true' : nothing}>
            <th scope="row">${t.from_(format.number(step.fromQuantity))}</th>
            <td>${step.regular === null ? nothing : html`<s class="price-note">${money(step.regular)}</s> `}${money(step.unit)}${
              at === index ? html`<span class="visually-hidden"> ${t.yourPrice}</span>` : nothing
            }</td>
          </tr>`,
        )}
      </tbody>
    </table>
    ${
      more === null || choice.options.size > 0
        ? nothing
        : html`<p class="nudge" part="nudge" role="status">${t.nudge(format.number(more.quantity), money(more.unit))}</p>`
    }
  </section>`
}

function parts(article: ArticleSheet, face: Face): TemplateResult | typeof nothing {
  const always = article.parts.filter((part) => !part.optional)
  const options = article.parts.filter((part) => part.optional)
  const { t, level } = face
  return html`${
    options.length === 0
      ? nothing
      : html`<section aria-labelledby="detail-options" part="sheet-options">
          ${heading(level + 2, t.options, 'detail-options', 'part-title')}
          <ul class="parts">${options.map((part) => option(part, article, face))}</ul>
        </section>`
  }${
    always.length === 0
      ? nothing
      : html`<section aria-labelledby="detail-parts" part="sheet-parts">
          ${heading(level + 2, t.included, 'detail-parts', 'part-title')}
          <ul class="parts">${always.map((part) => html`<li class="part">${nameOf(part, face)}</li>`)}</ul>
        </section>`
  }`
}

const nameOf = ({ quantity, label, code }: ArticlePart, { format }: Face) => {
  const times = quantity === '1' ? '' : `${format.number(quantity)}\u00a0× `
  return html`<span>${times}${label}<span class="second">${code}</span></span>`
}

function option(part: ArticlePart, article: ArticleSheet, face: Face): TemplateResult {
  const { t, format, about, choice } = face
  const cost =
    part.price === null ? (about.showsPrices ? t.contactUs : '') : t.plus(format.money(part.price, about.currency))
  return html`<li class="part">
    ${
      article.notOrderable === null && part.price !== null
        ? checkbox({
            id: `option-${part.articleId}`,
            label: nameOf(part, face),
            checked: choice.options.has(part.articleId),
            onChange: (on) => choice.choose(article, part.articleId, on),
          })
        : nameOf(part, face)
    }
    <span class="numeric">${cost}</span>
  </li>`
}

function about(article: ArticleSheet, { t, format, level }: Face): TemplateResult | typeof nothing {
  const facts: [string, string][] = article.properties.map(({ label, value }) => [label, value])
  if (article.family) facts.unshift([t.filterName.family, article.family.label])
  if (article.taxRate !== null) facts.push([t.tax, format.percent(article.taxRate)])
  return html`<section aria-labelledby="detail-about" part="sheet-about">
    ${heading(level + 2, t.about, 'detail-about', 'part-title')}
    ${article.description ? html`<p class="description">${article.description}</p>` : nothing}
    <dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
  </section>`
}

function documents({ documents: files }: ArticleSheet, { t, level }: Face): TemplateResult | typeof nothing {
  if (files.length === 0) return nothing
  return html`<section aria-labelledby="detail-documents" part="sheet-documents">
    ${heading(level + 2, t.documents, 'detail-documents', 'part-title')}
    <ul class="links">
      ${files.map(
        ({ url, fileName, title, size }) => html`<li>
          <a class="link" part="link" href=${url} download=${fileName}>
            ${iconDocument}<span class="link-text">${title ?? fileName}<span class="second">${t.file(fileName, size)}</span></span>
          </a>
        </li>`,
      )}
    </ul>
  </section>`
}

function alternatives({ alternatives: others }: ArticleSheet, face: Face): TemplateResult | typeof nothing {
  const { t, format, about: page, level, open } = face
  if (others.length === 0) return nothing
  return html`<section aria-labelledby="detail-others" part="sheet-alternatives">
    ${heading(level + 2, t.alternatives, 'detail-others', 'part-title')}
    <ul class="links">
      ${others.map(
        (row) => html`<li>
          <button type="button" class="link" part="link" @click=${() => open(row.id)}>
            ${picture(row, 'small')}
            <span class="link-text">${row.label}${stock(row.availability, face)}</span>
            ${row.price === null ? nothing : html`<span class="numeric">${format.money(row.price.unit, page.currency)}</span>`}
            ${iconOpen}
          </button>
        </li>`,
      )}
    </ul>
  </section>`
}
