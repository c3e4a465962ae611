/** A notice: one thing to know, with its icon, its colour and, where something can be done, its action. */
import { css, html, nothing, type TemplateResult } from 'lit'
import { iconDanger, iconInfo, iconSuccess, iconWarning } from './icons.ts'

export type Tone = 'info' | 'success' | 'warning' | 'danger'

export interface NoticeOptions {
  tone: Tone
  title?: string | TemplateResult
  text?: string | TemplateResult
  /** Fine print, e.g. the reference number to quote. */
  note?: string | TemplateResult | undefined
  /** Buttons, main one first. */
  actions?: TemplateResult
  /** `alert` interrupts (something the person did has failed); `status` waits; default: not a live region. */
  role?: 'alert' | 'status'
  part?: string
}

const icons = { info: iconInfo, success: iconSuccess, warning: iconWarning, danger: iconDanger }

export function notice(options: NoticeOptions): TemplateResult {
  return html`<div class="notice ${options.tone}" part="notice ${options.part ?? ''}" role=${options.role ?? nothing}>
    ${icons[options.tone]}
    <div class="notice-body">
      ${options.title ? html`<p class="notice-title">${options.title}</p>` : nothing}
      ${options.text ? html`<p>${options.text}</p>` : nothing}
      ${options.note ? html`<p class="notice-note">${options.note}</p>` : nothing}
      ${options.actions ? html`<div class="notice-actions">${options.actions}</div>` : nothing}
    </div>
  </div>`
}

export const noticeStyles = css`
  .notice {
    --tone: var(--g-info);
    display: flex;
    gap: calc(var(--g-space) * 3);
    padding: calc(var(--g-space) * 4);
    border-inline-start: 3px solid var(--tone);
    border-radius: var(--g-radius);
    background: color-mix(in oklab, var(--tone) 7%, var(--g-surface));
    color: var(--g-text);
  }
  .notice.success {
    --tone: var(--g-success);
  }
  .notice.warning {
    --tone: var(--g-warning);
  }
  .notice.danger {
    --tone: var(--g-danger);
  }
  .notice > .icon {
    margin-block-start: 0.125em;
    color: var(--tone);
  }
  .notice-body {
    flex: 1;
    min-inline-size: 0;
  }
  .notice-title {
    font-weight: var(--g-bold);
  }
  .notice-note {
    margin-block-start: var(--g-space);
    font-size: var(--g-small);
    color: var(--g-muted);
  }
  .notice-actions {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--g-space) * 2);
    margin-block-start: calc(var(--g-space) * 3);
  }
  @media (forced-colors: active) {
    .notice {
      border: 1px solid;
    }
  }
`
