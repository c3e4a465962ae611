import { css } from 'lit'
import { pendingStyles } from '../parts/pending.ts'

export const interventionsStyles = css`
  ${pendingStyles}
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
  .pending-words {
    display: -webkit-box;
    overflow: hidden;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
`
