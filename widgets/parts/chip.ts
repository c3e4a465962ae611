/** Chips: the filters in force, each removable on its own. */
import { css, html, type TemplateResult } from 'lit'
import { iconClose } from './icons.ts'

export interface Chip {
  key: string
  label: string
  /** Accessible name of the remove button: names the filter too. */
  removeLabel: string
  onRemove: () => void
}

export function chips(list: readonly Chip[], label: string): TemplateResult {
  return html`<ul class="chips" part="chips" aria-label=${label}>
    ${list.map(
      (chip) => html`<li>
        <button type="button" class="chip" part="chip" aria-label=${chip.removeLabel} @click=${chip.onRemove}>
          <span>${chip.label}</span>${iconClose}
        </button>
      </li>`,
    )}
  </ul>`
}

export const chipStyles = css`
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(var(--g-space) * 2);
  }
  .chip {
    position: relative;
    display: inline-flex;
    align-items: center;
    gap: calc(var(--g-space) * 1.5);
    max-inline-size: 100%;
    min-block-size: calc(var(--g-control) - 8px);
    margin-block: 4px;
    padding-inline: calc(var(--g-space) * 3.5) calc(var(--g-space) * 2.5);
    border: 0;
    border-radius: calc(var(--g-control) / 2);
    background: color-mix(in oklab, var(--g-link) 10%, var(--g-surface));
    color: var(--g-text);
    font-size: var(--g-small);
    font-weight: var(--g-medium);
    cursor: pointer;
  }
  /* Looks slim, is hit as easily as a button. */
  .chip::after {
    content: '';
    position: absolute;
    inset: -4px 0;
  }
  .chip:hover {
    background: color-mix(in oklab, var(--g-link) 18%, var(--g-surface));
  }
  .chip > .icon {
    inline-size: 1.15em;
    block-size: 1.15em;
    color: var(--g-muted);
  }
  @media (forced-colors: active) {
    .chip {
      border: 1px solid ButtonBorder;
    }
  }
`
