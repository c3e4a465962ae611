/** An article as a tile: picture, what it is, when it can be had, what it costs, and the way into the cart. */
import { html, nothing, type TemplateResult } from 'lit'
import type { ArticleRow } from '../../bff/api.ts'
import { badge } from '../parts/badge.ts'
import { buy } from './buy.ts'
import type { Face } from './face.ts'
import { iconArticle, iconPreferred } from './shop-icons.ts'
import { price, stock } from './price.ts'

/** It shows what the label says: a screen reader need not hear it twice. */
export function picture({ image }: Pick<ArticleRow, 'image'>, className = ''): TemplateResult {
  return html`<span class="picture ${className}" part="picture"
    >${image === null ? iconArticle : html`<img src=${image.url} alt="" loading="lazy" decoding="async" />`}</span
  >`
}

export function opener({ id, label }: ArticleRow, { open }: Face): TemplateResult {
  return html`<button
    type="button"
    class="opener stretched"
    part="opener"
    data-id=${id}
    aria-haspopup="dialog"
    @click=${() => open(id)}
  >${label}</button>`
}

function tile(row: ArticleRow, face: Face): TemplateResult {
  const { t } = face
  return html`<div class="row-card tile">
    ${picture(row)}
    <div class="tile-text">
      <p class="second">${[row.brand, row.code].filter(Boolean).join(' · ')}</p>
      ${opener(row, face)}
      ${row.preferred ? badge(t.preferred, iconPreferred, 'info') : nothing}
      ${stock(row.availability, face)}
    </div>
    <div class="tile-end">${price(row, face)} ${buy(row, face, 'tile')}</div>
  </div>`
}

export function tiles(rows: readonly ArticleRow[], busy: boolean, face: Face): TemplateResult {
  return html`<ul class="tiles" part="cards" aria-label=${face.t.title} aria-busy=${busy ? 'true' : nothing}>
    ${rows.map((row) => html`<li part="card">${tile(row, face)}</li>`)}
  </ul>`
}
