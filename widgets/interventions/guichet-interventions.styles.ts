import { css } from 'lit'

export const interventionsStyles = css`
  .title-end {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--g-space) * 4) calc(var(--g-space) * 8);
  }
  .figure.asks .figure-amount {
    color: var(--g-warning);
  }
  .urgent {
    margin-inline-end: var(--g-space);
    color: var(--g-danger);
  }
  .urgent > .icon {
    inline-size: 1.05em;
    block-size: 1.05em;
    vertical-align: -0.15em;
  }
  .card-visit {
    margin-block-start: calc(var(--g-space) * 2);
    font-weight: var(--g-medium);
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
  .pending-words {
    display: -webkit-box;
    overflow: hidden;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
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
