/** It is there: the receipt, what happens now, and where to follow it. */
import { html, nothing, type TemplateResult } from 'lit'
import type { CommandReceipt } from '../../bff/api.ts'
import { button } from '../parts/button.ts'
import { heading } from '../parts/heading.ts'
import { iconSuccess } from '../parts/icons.ts'
import type { RequestStrings } from './strings/fr.ts'

interface Done {
  t: RequestStrings
  level: number
  receipt: CommandReceipt
  vendor: string
  urgent: boolean
  follow: (() => void) | undefined
  again: () => void
}

export function doneView({ t, level, receipt, vendor, urgent, follow, again }: Done): TemplateResult {
  return html`<div class="done" part="done">
    <span class="done-icon">${iconSuccess}</span>
    ${heading(level, html`<span tabindex="-1" data-step>${t.doneTitle}</span>`, undefined, 'done-title')}
    <p class="receipt" part="receipt">
      <span class="muted small">${t.receipt}</span>
      <strong class="receipt-number">${receipt.receipt}</strong>
    </p>
    <p class="done-text">${urgent ? t.doneUrgent(vendor) : t.doneText(vendor)}</p>
    <div class="done-actions">
      ${follow ? button({ label: t.follow, kind: 'primary', part: 'follow', onClick: follow }) : nothing}
      ${button({ label: t.again, part: 'again', onClick: again })}
    </div>
  </div>`
}
