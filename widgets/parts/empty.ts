/** What stands where there is nothing: says why, and the next step. */
import { css, html, nothing, type TemplateResult } from 'lit'
import type { Icon } from './icon.ts'

export interface EmptyOptions {
  icon: Icon
  title: string | TemplateResult
  text?: string | TemplateResult | undefined
  note?: string | TemplateResult | undefined
  actions?: TemplateResult
  /** `alert` when it replaces something that has just failed. */
  role?: 'alert' | 'status'
  part?: string
}

export function empty(options: EmptyOptions): TemplateResult {
  return html`<div class="empty" part="empty ${options.part ?? ''}" role=${options.role ?? nothing}>
    <span class="empty-icon">${options.icon}</span>
    <p class="empty-title">${options.title}</p>
    ${options.text ? html`<p class="empty-text">${options.text}</p>` : nothing}
    ${options.actions ? html`<div class="empty-actions">${options.actions}</div>` : nothing}
    ${options.note ? html`<p class="empty-note">${options.note}</p>` : nothing}
  </div>`
}

export const emptyStyles = css`
  .empty {
    display: grid;
    justify-items: center;
    gap: calc(var(--g-space) * 2);
    padding: calc(var(--g-space) * 10) calc(var(--g-space) * 4);
    text-align: center;
  }
  .empty-icon {
    --tone: var(--g-link);
    display: grid;
    place-items: center;
    inline-size: 56px;
    block-size: 56px;
    margin-block-end: var(--g-space);
    border-radius: 50%;
    background: color-mix(in oklab, var(--tone) 9%, transparent);
    color: var(--tone);
    font-size: 1.25em;
  }
  .empty[role='alert'] > .empty-icon {
    --tone: var(--g-danger);
  }
  .empty-title {
    font-size: var(--g-large);
    font-weight: var(--g-bold);
    text-wrap: balance;
  }
  .empty-text {
    max-inline-size: 52ch;
    color: var(--g-muted);
    text-wrap: pretty;
  }
  .empty-note {
    font-size: var(--g-small);
    color: var(--g-muted);
  }
  .empty-actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: calc(var(--g-space) * 2);
    margin-block-start: calc(var(--g-space) * 2);
  }
  @media (forced-colors: active) {
    .empty-icon {
      border: 1px solid;
    }
  }
`
