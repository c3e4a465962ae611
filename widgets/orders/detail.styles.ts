import { css } from 'lit'

export const detailStyles = css`
  .detail {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--g-space) * 7);
  }
  .part-title {
    margin-block-end: calc(var(--g-space) * 2);
  }
  .headline {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: calc(var(--g-space) * 2) calc(var(--g-space) * 3);
  }
  .next-words {
    flex-basis: 100%;
    font-size: var(--g-large);
    text-wrap: pretty;
  }
  .steps {
    display: grid;
    grid-auto-columns: minmax(0, 1fr);
    grid-auto-flow: column;
  }
  .step {
    --tone: var(--g-link);
    position: relative;
    display: grid;
    align-content: start;
    gap: calc(var(--g-space) * 2);
    padding-inline-end: calc(var(--g-space) * 2);
  }
  .step.warning {
    --tone: var(--g-warning);
  }
  .step.success {
    --tone: var(--g-success);
  }
  .step.danger {
    --tone: var(--g-danger);
  }
  .step:is(.neutral, .next) {
    --tone: var(--g-muted);
  }
  .step-mark {
    display: grid;
    place-items: center;
    inline-size: 32px;
    block-size: 32px;
    border: 2px solid var(--tone);
    border-radius: 50%;
    background: var(--g-surface);
    color: var(--tone);
  }
  .step.current > .step-mark {
    background: var(--tone);
    color: var(--g-surface);
  }
  .step.next > .step-mark {
    border-color: var(--g-line-strong);
    border-style: dashed;
  }
  .step-mark > .icon {
    inline-size: 1.05em;
    block-size: 1.05em;
  }
  .step:not(:last-child)::before {
    content: '';
    position: absolute;
    inset-block-start: 15px;
    inset-inline: 32px 0;
    border-block-start: 2px solid var(--g-link);
  }
  .step:is(.current, .next):not(:last-child)::before {
    border-color: var(--g-line);
  }
  .step-name {
    display: block;
    font-weight: var(--g-medium);
    line-height: 1.3;
  }
  .step.current .step-name {
    color: var(--tone);
    font-weight: var(--g-bold);
  }
  .step.next .step-name {
    color: var(--g-muted);
    font-weight: 400;
  }
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(14em, 100%), 1fr));
    gap: calc(var(--g-space) * 4) calc(var(--g-space) * 6);
    padding-block: calc(var(--g-space) * 5);
    border-block: 1px solid var(--g-line);
  }
  .facts dt {
    font-size: var(--g-small);
    color: var(--g-muted);
  }
  .facts dd {
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  .order-line {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: calc(var(--g-space) * 4);
    padding-block: calc(var(--g-space) * 3);
    border-block-end: 1px solid var(--g-line);
    overflow-wrap: anywhere;
  }
  .order-line.title {
    font-weight: var(--g-bold);
  }
  .order-line.comment {
    color: var(--g-muted);
    white-space: pre-line;
  }
  .order-price {
    text-align: end;
    white-space: nowrap;
  }
  .to-come {
    display: flex;
    gap: calc(var(--g-space) * 1.5);
    color: var(--g-warning);
    font-size: var(--g-small);
    font-weight: var(--g-medium);
  }
  .sums {
    margin-block-start: calc(var(--g-space) * 3);
    margin-inline-start: auto;
    inline-size: min(100%, 20em);
  }
  .sums > div {
    display: flex;
    justify-content: space-between;
    gap: calc(var(--g-space) * 4);
    padding-block: calc(var(--g-space) * 0.75);
  }
  .sums dt {
    color: var(--g-muted);
  }
  .sums .sum-total {
    margin-block-start: var(--g-space);
    font-size: var(--g-large);
    font-weight: var(--g-bold);
  }
  .documents {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(15em, 100%), 1fr));
    gap: calc(var(--g-space) * 2);
  }
  .document {
    display: flex;
    align-items: center;
    gap: calc(var(--g-space) * 3);
    inline-size: 100%;
    min-block-size: 56px;
    padding: calc(var(--g-space) * 2) calc(var(--g-space) * 3);
    border: 1px solid var(--g-line);
    border-radius: var(--g-radius);
    background: var(--g-surface);
    color: var(--g-link);
    text-align: start;
    cursor: pointer;
  }
  .document:hover {
    background: var(--g-soft);
  }
  .document-name {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    font-weight: var(--g-medium);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  @container guichet-sheet (inline-size < 34em) {
    .headline > .button {
      order: 1;
      flex: 1 1 100%;
    }
    .steps {
      grid-auto-flow: row;
      grid-auto-columns: auto;
    }
    .step {
      grid-template-columns: 32px minmax(0, 1fr);
      column-gap: calc(var(--g-space) * 3);
      padding: 0 0 calc(var(--g-space) * 5);
    }
    .step:last-child {
      padding-block-end: 0;
    }
    .step-words {
      padding-block-start: 3px;
    }
    .step:not(:last-child)::before {
      inset-block: 32px 0;
      inset-inline: 15px auto;
      border-block-start: 0;
      border-inline-start: 2px solid var(--g-link);
    }
    .step:is(.current, .next):not(:last-child)::before {
      border-color: var(--g-line);
    }
  }
  @media (forced-colors: active) {
    .step.current > .step-mark {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`
