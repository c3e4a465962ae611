/** The cart as a button for a page's header: count and total. */
import { html, nothing, type TemplateResult } from 'lit'
import type { CartQuote } from '../../bff/api.ts'
import { addressOf, followElsewhere, reachable } from '../base/elsewhere.ts'
import type { Format } from '../base/widget.ts'
import { iconCart } from '../parts/icons-trade.ts'
import type { CartStrings } from './strings/fr.ts'

interface Compact {
  t: CartStrings
  format: Format
  count: number
  quote: CartQuote | null | undefined
  href: string | undefined
}

export function compact({ t, format, count, quote, href }: Compact): TemplateResult {
  const target = { widget: 'cart', route: '/', href }
  const inside = html`${iconCart}<span>${t.cart}</span>${count > 0 ? html`<span class="count">${count}</span>` : nothing}${
    count > 0 && quote?.exclTax
      ? html`<span class="numeric second">${format.money(quote.exclTax, quote.currency)}</span>`
      : nothing
  }`
  return reachable(target)
    ? html`<a
        class="button compact"
        part="button compact"
        aria-label=${t.see(count)}
        href=${addressOf(target)}
        @click=${(event: MouseEvent) => followElsewhere(event, target)}
        >${inside}</a
      >`
    : html`<span class="compact" part="compact" role="img" aria-label=${t.see(count)}>${inside}</span>`
}
