/** How many, and into the cart. */
import { html, nothing, type TemplateResult } from 'lit'
import type { ArticleRow } from '../../bff/api.ts'
import { live } from 'lit/directives/live.js'
import { button } from '../parts/button.ts'
import { iconCheck, iconDanger } from '../parts/icons.ts'
import type { Face } from './face.ts'
import { iconCart, iconLess, iconMore } from './shop-icons.ts'

/** Nothing where the article cannot be ordered, or not by this profile. `place` keeps ids apart: a sheet lies over its tile. */
export function buy(
  row: ArticleRow,
  face: Face,
  place: 'tile' | 'sheet',
  options: readonly string[] = [],
): TemplateResult | typeof nothing {
  const { t, choice, added, add } = face
  if (row.notOrderable !== null) return nothing
  const fault = choice.fault(row)
  const id = `${place}-quantity-${row.id}`
  const done = added(row.id)
  return html`<div class="buy" part="buy">
    <div class="stepper ${fault ? 'wrong' : ''}" part="stepper" role="group" aria-label=${t.quantityOf(row.label)}>
      ${button({
        label: t.less,
        icon: iconLess,
        iconOnly: true,
        kind: 'quiet',
        disabled: choice.quantity(row) === row.quantity.least,
        onClick: () => choice.step(row, -1),
      })}
      <input
        id=${id}
        class="input stepper-input"
        part="input"
        type="text"
        inputmode=${row.quantity.decimals > 0 ? 'decimal' : 'numeric'}
        autocomplete="off"
        maxlength="14"
        aria-label=${t.quantity}
        aria-invalid=${fault ? 'true' : nothing}
        aria-describedby=${fault ? `${id}-error` : nothing}
        .value=${live(choice.quantity(row).replace('.', t.decimalMark))}
        @input=${(event: InputEvent) => choice.type(row, (event.target as HTMLInputElement).value)}
      />
      ${button({ label: t.increase, icon: iconMore, iconOnly: true, kind: 'quiet', onClick: () => choice.step(row, 1) })}
    </div>
    ${button({
      label: done ? t.added : place === 'sheet' ? t.addToCart : t.add,
      name: done ? undefined : t.addOf(place === 'sheet' ? t.addToCart : t.add, row.label),
      icon: done ? iconCheck : iconCart,
      kind: 'primary',
      className: 'add',
      part: 'add',
      onClick: () => add(row, options),
    })}
    ${
      fault
        ? html`<p class="field-error" id="${id}-error">${iconDanger}<span>${t.fault[fault](row.quantity)}</span></p>`
        : place === 'sheet' && row.quantity.pack !== null
          ? html`<p class="second">${t.soldBy(row.quantity.pack)}</p>`
          : nothing
    }
  </div>`
}
