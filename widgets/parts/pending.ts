/** Styles of what was sent and is not in the list yet, and of the title with figures beside it. */
import { css } from 'lit'

export const pendingStyles = css`
  .title-end {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--g-space) * 4) calc(var(--g-space) * 8);
  }
  .pending {
    padding: calc(var(--g-space) * 4) calc(var(--g-space) * 5);
    border: 1px solid var(--g-line);
    border-radius: var(--g-radius-large);
    background: color-mix(in oklab, var(--g-link) 5%, var(--g-surface));
  }
  .pending-title {
    font-size: var(--g-small);
    color: var(--g-muted);
  }
  .pending-row {
    padding-block: calc(var(--g-space) * 3);
  }
  .pending-row + .pending-row {
    border-block-start: 1px solid var(--g-line);
  }
  .pending-row:last-child {
    padding-block-end: 0;
  }
  .pending-top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--g-space) * 2) calc(var(--g-space) * 3);
  }
  @container guichet (inline-size < 44em) {
    .title-end {
      display: grid;
    }
    .pending {
      padding: calc(var(--g-space) * 4);
    }
  }
`
