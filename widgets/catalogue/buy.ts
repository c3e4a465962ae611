/** How many, and into the cart. */
import { html, nothing, type TemplateResult } from 'lit'
import type { ArticleRow } from '../../bff/api.ts'
import { button } from '../parts/button.ts'
import { iconCheck, iconDanger } from '../parts/icons.ts'
import { stepper } from '../parts/stepper.ts'
import type { Face } from './face.ts'
import { iconCart } from './shop-icons.ts'

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
    ${stepper({
      id,
      value: choice.quantity(row).replace('.', t.decimalMark),
      label: t.quantityOf(row.label),
      fieldLabel: t.quantity,
      less: t.less,
      more: t.increase,
      decimals: row.quantity.decimals > 0,
      atLeast: choice.quantity(row) === row.quantity.least,
      wrong: fault !== undefined,
      onStep: (way) => choice.step(row, way),
      onInput: (text) => choice.type(row, text),
    })}
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
