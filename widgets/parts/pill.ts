/** Checkboxes drawn as rounded tags (`look: 'pill'`). */
import { css } from 'lit'

export const pillStyles = css`
  .check.pill {
    position: relative;
    padding-inline: calc(var(--g-space) * 3.5);
    border: 1px solid var(--g-line-strong);
    border-radius: calc(var(--g-control) / 2);
    background: var(--g-surface);
    line-height: 1.25;
  }
  .check.pill:has(:checked) {
    border-color: var(--g-link);
    background: color-mix(in oklab, var(--g-link) 10%, var(--g-surface));
    box-shadow: inset 0 0 0 1px var(--g-link);
  }
  .check.pill:has(:focus-visible) {
    outline: 2px solid var(--g-focus);
    outline-offset: 2px;
  }
  .check.pill > input:focus-visible {
    outline: none;
  }
  @media (forced-colors: active) {
    .check.pill:has(:checked) {
      border-color: Highlight;
      outline: 1px solid Highlight;
    }
  }
`
