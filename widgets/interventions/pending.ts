/** What was sent and is not in the list yet: each with its receipt, where it stands, and why it was refused. */
import { html, nothing, type TemplateResult } from 'lit'
import type { PendingRequest } from '../../bff/api.ts'
import { heading } from '../parts/heading.ts'
import type { Face } from './face.ts'
import { sentBadge } from './states.ts'

export function pendingRequests(list: readonly PendingRequest[], { t, level }: Face): TemplateResult | typeof nothing {
  if (list.length === 0) return nothing
  return html`<section class="pending" part="pending" aria-labelledby="pending-title">
    ${heading(level + 1, t.pendingTitle, 'pending-title', 'pending-title')}
    <ul>
      ${list.map(
        (one) => html`<li class="pending-row" part="pending-row">
          <div class="pending-top">
            <strong class="numeric">${t.receipt(one.receipt)}</strong>
            ${sentBadge(one.state, t.sent)}
          </div>
          <p class="pending-words">${one.description}</p>
          <p class="second">${one.reason ?? t.sentHint[one.state]}</p>
          <p class="second">${[t.sentOn(t.moment(one.createdAt)), one.requester].filter(Boolean).join(' · ')}</p>
        </li>`,
      )}
    </ul>
  </section>`
}
