/** What the customer holds of an order that has been taken; the receipt becomes the vendor's number when it is there. */
import { html, nothing, type TemplateResult } from 'lit'
import type { CommandReceipt } from '../../bff/api.ts'
import { addressOf, followElsewhere } from '../base/elsewhere.ts'
import { empty } from '../parts/empty.ts'
import { iconDanger, iconSuccess } from '../parts/icons.ts'
import { button } from '../parts/button.ts'
import type { Face } from './face.ts'

export function placed(receipt: CommandReceipt, face: Face, onAgain: () => void): TemplateResult {
  const { t, orders } = face
  const { state, number, reason } = receipt
  const bad = state === 'refused' || state === 'failed'
  const target = orders && { ...orders, route: receipt.subjectId ? `/${receipt.subjectId}` : '/' }
  return empty({
    icon: bad ? iconDanger : iconSuccess,
    role: bad ? 'alert' : 'status',
    part: 'placed',
    title: number ? t.placedNumber(number) : bad ? t.placedBad : t.placedTitle,
    text: bad ? (reason ?? t.placedFailed) : number ? t.placedKnown : t.placedText,
    note: t.receipt(receipt.receipt),
    actions: html`${
      target
        ? html`<a class="button primary" part="button orders" href=${addressOf(target)} @click=${(event: MouseEvent) => followElsewhere(event, target)}
            ><span>${t.seeOrders}</span></a
          >`
        : nothing
    }
    ${button({ label: t.again, onClick: onAgain })}`,
  })
}
