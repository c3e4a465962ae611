/** The end of a list: how much of it shows, and more of it. Keyset pages know no page numbers, people do not either. */
import { css, html, nothing, type TemplateResult } from 'lit'
import { button } from './button.ts'

export interface PagerOptions {
  /** e.g. «20 sur 42». */
  shown: string
  /** Words of the button; nothing is drawn but the count when there is no more. */
  moreLabel: string
  more: boolean
  busy: boolean
  onMore: () => void
}

export function pager({ shown, moreLabel, more, busy, onMore }: PagerOptions): TemplateResult {
  return html`<div class="pager" part="pager">
    ${more ? button({ label: moreLabel, busy, onClick: onMore, part: 'more' }) : nothing}
    <p class="pager-count">${shown}</p>
  </div>`
}

export const pagerStyles = css`
  .pager {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: calc(var(--g-space) * 2);
    padding-block-start: calc(var(--g-space) * 5);
  }
  .pager-count {
    font-size: var(--g-small);
    color: var(--g-muted);
  }
`
