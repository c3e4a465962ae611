import { css } from 'lit'
import { documentsStyles, factsStyles, frameStyles, stepsStyles } from '../parts/detail-sheets.ts'

export const detailStyles = css`
  ${documentsStyles}
  ${factsStyles}
  ${frameStyles}
  ${stepsStyles}
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
  .document-name {
    flex: 1;
    min-inline-size: 0;
  }
  @container guichet-sheet (inline-size < 34em) {
    .headline > .button {
      order: 1;
      flex: 1 1 100%;
    }
  }
`
