/** The lines of the cart: picture, words, how many, what it costs, and what is wrong with it. */
import { html, nothing, type TemplateResult } from 'lit'
import type { CartFault, QuotedCartLine } from '../../bff/api.ts'
import { quantityFault, stepped, thousandths } from '../base/quantity.ts'
import { button } from '../parts/button.ts'
import { iconDanger, iconSuccess } from '../parts/icons.ts'
import { iconWaiting } from '../parts/icons-rows.ts'
import { iconGoods, iconRemove } from '../parts/icons-trade.ts'
import { stepper } from '../parts/stepper.ts'
import type { Face } from './face.ts'
import type { Shown } from './model.ts'

const ofQuantity: readonly CartFault[] = [
  'not-a-number',
  'not-positive',
  'too-large',
  'too-precise',
  'below-minimum',
  'above-maximum',
  'not-a-pack',
]

export function lines(face: Face): TemplateResult {
  return html`<ul class="lines" part="lines" aria-label=${face.t.lines}>
    ${face.shown.map((one, at) => line(one, at, face))}
  </ul>`
}

function line({ kept, quoted, fresh }: Shown, at: number, face: Face): TemplateResult {
  const { t, format, currency } = face
  const label = quoted?.label ?? t.goneLabel
  const id = `quantity-${at}`
  const fault = quoted?.fault ?? null
  const aboutQuantity = fault !== null && ofQuantity.includes(fault)
  const { rules } = quoted ?? {}
  const typed = rules ? quantityFault(kept.quantity, rules) : null
  const error = typed ?? (aboutQuantity && fresh ? fault : null)
  return html`<li class="line ${fault && !aboutQuantity ? 'refused' : ''}" part="line">
    ${picture(quoted)}
    <div class="line-words">
      <p class="line-label">${label}</p>
      <p class="second">${[quoted?.code, quoted?.equipment && t.forMachine(quoted.equipment.label)].filter(Boolean).join(' · ')}</p>
      ${quoted && quoted.options.length > 0 ? html`<p class="second">${t.with(quoted.options.map((option) => option.label))}</p>` : nothing}
      ${quoted && fault === null ? supplyWords(quoted, face) : nothing}
      ${fault && !aboutQuantity ? html`<p class="line-fault" role="alert">${iconDanger}<span>${t.fault(fault, rules ?? null)}</span></p>` : nothing}
    </div>
    ${
      rules
        ? html`<div class="stepper-field">
            ${stepper({
              id,
              value: kept.quantity.replace('.', t.decimalMark),
              label: t.quantityOf(label),
              less: t.less,
              more: t.increase,
              decimals: rules.decimals > 0,
              atLeast: (thousandths(kept.quantity) ?? 0) <= (thousandths(rules.least ?? '1') ?? 0),
              wrong: Boolean(error),
              onStep: (way) => face.setQuantity(kept, stepped(kept.quantity, rules, way)),
              onChange: (text) => face.setQuantity(kept, text),
            })}
            ${error ? html`<p class="field-error" id="${id}-error">${iconDanger}<span>${t.fault(error, rules)}</span></p>` : nothing}
          </div>`
        : html`<div></div>`
    }
    <div class="line-price ${fresh ? '' : 'stale'}">
      ${
        quoted?.amount == null
          ? nothing
          : html`<strong class="numeric line-amount">${format.money(quoted.amount, currency)}</strong>
            ${
              quoted.regular
                ? html`<s class="second numeric" aria-label=${t.insteadOf(format.money(quoted.regular, currency))}
                    >${format.money(quoted.regular, currency)}</s
                  >`
                : nothing
            }
            <span class="second numeric">${t.each(format.money(quoted.unitPrice, currency))}</span>`
      }
      ${quoted?.better && fresh ? better(quoted, kept.quantity, face) : nothing}
    </div>
    ${button({
      label: t.remove(label),
      icon: iconRemove,
      iconOnly: true,
      kind: 'quiet',
      className: 'line-remove',
      part: 'remove',
      onClick: () => face.remove(kept, label),
    })}
  </li>`
}

/** A picture that does not come (an old address, a strict page) leaves the drawing behind it. */
function picture(quoted: QuotedCartLine | undefined): TemplateResult {
  const broken = (event: Event) => (event.target as HTMLElement).remove()
  return html`<span class="line-picture" aria-hidden="true">
    ${iconGoods}${quoted?.image ? html`<img src=${quoted.image.url} alt="" loading="lazy" decoding="async" @error=${broken} />` : nothing}
  </span>`
}

/** Never by colour alone: icon and words say it too. */
export function supplyWords(
  { supply }: QuotedCartLine,
  { t, format }: Pick<Face, 't' | 'format'>,
): TemplateResult | typeof nothing {
  if (supply === null) return nothing
  const day = supply.expectedOn && format.date(supply.expectedOn)
  const some = supply.quantity && format.number(supply.quantity)
  return html`<p class="supply ${supply.state}">
    ${supply.state === 'in_stock' ? iconSuccess : iconWaiting}<span>${t.supply(supply.state, some, day)}</span>
  </p>`
}

function better(
  { better: next }: QuotedCartLine,
  quantity: string,
  { t, format, currency }: Face,
): TemplateResult | typeof nothing {
  const more = next && (thousandths(next.fromQuantity) ?? 0) - (thousandths(quantity) ?? 0)
  if (!next || !more || more <= 0) return nothing
  return html`<span class="better">${t.better(format.number(more / 1000), format.money(next.unitPrice, currency))}</span>`
}
