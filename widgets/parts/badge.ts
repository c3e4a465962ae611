/** A state in one or two words: icon, words and colour together, so that none of them carries it alone. */
import { css, html, type TemplateResult } from 'lit'
import type { Icon } from './icon.ts'
import type { Tone } from './notice.ts'

export function badge(label: string, icon: Icon, tone: Tone | 'neutral' = 'neutral'): TemplateResult {
  return html`<span class="badge ${tone}" part="badge">${icon}<span>${label}</span></span>`
}

export const badgeStyles = css`
  .badge {
    --tone: var(--g-muted);
    display: inline-flex;
    align-items: center;
    gap: var(--g-space);
    padding: calc(var(--g-space) * 0.5) calc(var(--g-space) * 2);
    border-radius: 1em;
    background: color-mix(in oklab, var(--tone) 11%, var(--g-surface));
    color: var(--tone);
    font-size: var(--g-small);
    font-weight: var(--g-medium);
    line-height: 1.4;
    white-space: nowrap;
    vertical-align: middle;
  }
  .badge > .icon {
    inline-size: 1.1em;
    block-size: 1.1em;
    vertical-align: 0;
  }
  .badge.info {
    --tone: var(--g-info);
  }
  .badge.success {
    --tone: var(--g-success);
  }
  .badge.warning {
    --tone: var(--g-warning);
  }
  .badge.danger {
    --tone: var(--g-danger);
  }
  @media (forced-colors: active) {
    .badge {
      border: 1px solid;
    }
  }
`
