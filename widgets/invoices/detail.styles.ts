import { css } from 'lit'
import { documentStyles, factsStyles, frameStyles, linesStyles } from '../parts/detail-sheets.ts'

export const detailStyles = css`
  ${documentStyles}
  ${factsStyles}
  ${frameStyles}
  ${linesStyles}
  .headline {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    justify-content: space-between;
    gap: calc(var(--g-space) * 3);
  }
  .headline .figure-amount {
    font-size: 2em;
    line-height: 1.2;
  }
  .download {
    display: grid;
    justify-items: start;
    gap: calc(var(--g-space) * 3);
    margin-block-start: calc(var(--g-space) * -2);
  }
  .label {
    display: block;
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  td.label {
    display: table-cell;
  }
  .lines :is(th, td).numeric {
    text-align: end;
  }
  .lines thead th {
    vertical-align: bottom;
  }
  .lines .line-title td,
  .lines .line-subtotal td {
    font-weight: var(--g-bold);
  }
  .lines .line-comment td {
    color: var(--g-muted);
  }
  .lines .numeric {
    white-space: nowrap;
  }
  .narrow {
    display: none;
  }
  .money {
    inline-size: min(100%, 26em);
    margin-block-start: calc(var(--g-space) * 4);
    margin-inline-start: auto;
  }
  .money > div {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: calc(var(--g-space) * 4);
    padding-block: var(--g-space);
  }
  .money .second {
    display: inline;
  }
  .money > .sum {
    margin-block-start: var(--g-space);
    padding-block-start: calc(var(--g-space) * 3);
    border-block-start: 1px solid var(--g-line-strong);
    font-size: var(--g-large);
    font-weight: var(--g-bold);
  }
  .money > .due {
    font-weight: var(--g-medium);
  }
  .moves {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(17em, 100%), 1fr));
    gap: calc(var(--g-space) * 7);
  }
  .rows > li {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: calc(var(--g-space) * 3);
    padding-block: calc(var(--g-space) * 2);
    border-block-end: 1px solid var(--g-line);
  }
  .links {
    margin-block-start: calc(var(--g-space) * 2);
  }
  .document-words {
    flex: 1;
  }
  .document .icon:last-child:dir(rtl) {
    scale: -1 1;
  }
  @container guichet-sheet (inline-size < 38em) {
    .apart {
      display: none;
    }
    .narrow {
      display: block;
    }
  }
`
